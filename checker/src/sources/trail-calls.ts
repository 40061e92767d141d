import { quote } from "../../../src/cloudtrail/quote";
import { firstTrailCall } from "../../../src/compliance/trail-calls";
import type { UnreadPart } from "./document";

/**
 * How a resource changes trails by calling CloudTrail itself, in a custom resource or a command: none of that is read.
 * @param texts the calls that it makes when it is created or changed
 * @param name what people know it by
 */
export function trailCalls(
    texts: readonly string[],
    address: string,
    place: Pick<UnreadPart, "line" | "file">,
    name = address,
): readonly UnreadPart[] {
    const call = firstTrailCall(texts);
    return call === undefined
        ? []
        : [
              {
                  address: `${address} ${call}`,
                  name: `how ${quote(name)} changes trails`,
                  reason: `it calls ${call} itself, so AWS may differ from what is declared here: check the account (--aws)`,
                  ...place,
              },
          ];
}
