import { type Message, message } from "../../cloudtrail/message";
import type { Trail } from "../../cloudtrail/recorders/trail";
import type { TrailProperty } from "../../cloudtrail/selectors/dialect";
import { isUnknown, type Value } from "../../cloudtrail/value";
import type { Finding } from "../findings/finding";
import { whyUnknown } from "../findings/not-known";

/**
 * Checks a property that has to be true.
 * @param headline what is wrong if it is false, as the end of a sentence that begins with the trail
 */
export function requireTrue(
    trail: Trail,
    value: Value<boolean>,
    property: TrailProperty,
    headline: Message,
): Finding[] {
    // A property that could not be read was read as absent, and absent may mean true.
    const malformed = trail.malformed.find(({ path }) => path[0] === property);
    if (malformed !== undefined) {
        const data = { headline, problem: malformed.message };
        return [
            { kind: "violation", headline: message("malformed", "{headline}: {problem}", data), path: malformed.path },
        ];
    }
    if (isUnknown(value)) {
        return [{ kind: "undetermined", headline: whyUnknown(property, value), path: [property] }];
    }
    return value ? [] : [{ kind: "violation", headline, path: [property] }];
}
