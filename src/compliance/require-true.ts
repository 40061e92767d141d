import type { PropertyName } from "../cloudtrail/dialect";
import { isUnknown, type Value } from "../cloudtrail/value";
import type { Finding } from "./finding";

/**
 * Judges a property that has to be true.
 * @param summary what is wrong when it is false, as the end of a sentence that begins with the trail
 */
export function requireTrue(value: Value<boolean>, property: PropertyName, summary: string): Finding[] {
    if (isUnknown(value)) {
        return [{ kind: "undetermined", summary: "this property is not known yet", path: [property] }];
    }
    return value ? [] : [{ kind: "violation", summary, path: [property] }];
}
