import type { Dialect, TrailProperty } from "../../cloudtrail/selectors/dialect";
import { isUnknown, type Value } from "../../cloudtrail/value";
import type { Finding } from "../findings/finding";
import { whyNotKnown } from "../findings/not-known";

/**
 * Judges an optional property that has to be set.
 * @param summary what is wrong when it is absent, as the end of a sentence that begins with the trail
 * @param advice what to set it to
 */
export function requireSet(
    value: Value<string> | undefined,
    property: TrailProperty,
    { of }: Dialect,
    summary: string,
    advice: string,
): Finding[] {
    if (isUnknown(value)) {
        const summary = `${of(property)} ${whyNotKnown(value)}, and may turn out empty`;
        return [{ kind: "undetermined", summary, path: [property] }];
    }
    return value === undefined ? [{ kind: "violation", summary, path: [property], advice }] : [];
}
