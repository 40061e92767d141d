import type { TrailProperty } from "../cloudtrail/dialect";
import { isUnknown, type Value } from "../cloudtrail/value";
import type { Finding } from "./finding";

/**
 * Judges an optional property that has to be set.
 * @param summary what is wrong when it is absent, as the end of a sentence that begins with the trail
 */
export function requireSet(value: Value<string> | undefined, property: TrailProperty, summary: string): Finding[] {
    if (isUnknown(value)) {
        return [
            {
                kind: "undetermined",
                summary: "this property is not known yet, and may turn out empty",
                path: [property],
            },
        ];
    }
    return value === undefined ? [{ kind: "violation", summary, path: [property] }] : [];
}
