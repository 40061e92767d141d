import { quote } from "../../../src/cloudtrail/quote";
import { trailCallIn } from "../../../src/compliance/trail-calls";
import type { UnreadPart } from "./document";

/**
 * What a resource changes of trails by calling CloudTrail itself, in a custom resource or a command: nothing of that is read.
 * @param texts of the calls that it makes when it is created or changed
 * @param name what people know it by
 */
export function trailCalls(
    texts: readonly string[],
    address: string,
    place: Pick<UnreadPart, "line" | "file">,
    name = address,
): readonly UnreadPart[] {
    const call = texts.map(trailCallIn).find(found => found !== undefined);
    return call === undefined
        ? []
        : [
              {
                  address: `${address} ${call}`,
                  name: `what ${quote(name)} changes of trails`,
                  reason: `it calls ${call} itself, so AWS may have something else than is declared here: check the account (--aws)`,
                  ...place,
              },
          ];
}
