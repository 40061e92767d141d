import type { TrailProperty } from "../../cloudtrail/selectors/dialect";
import type { Trail } from "../../cloudtrail/trail";
import { isUnknown, type Value } from "../../cloudtrail/value";
import type { Finding } from "../findings/finding";
import { whyNotKnown } from "../findings/not-known";

/**
 * Judges a property that has to be true.
 * @param summary what is wrong when it is false, as the end of a sentence that begins with the trail
 */
export function requireTrue(trail: Trail, value: Value<boolean>, property: TrailProperty, summary: string): Finding[] {
    // What could not be read was read as if it were absent, and absent may mean true.
    const malformed = trail.malformed.find(({ path }) => path[0] === property);
    if (malformed !== undefined) {
        return [{ kind: "violation", summary: `${summary}: ${malformed.message}`, path: malformed.path }];
    }
    if (isUnknown(value)) {
        return [
            { kind: "undetermined", summary: `${trail.dialect.of(property)} ${whyNotKnown(value)}`, path: [property] },
        ];
    }
    return value ? [] : [{ kind: "violation", summary, path: [property] }];
}
