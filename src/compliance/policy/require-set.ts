import { type Message, message } from "../../cloudtrail/message";
import type { TrailProperty } from "../../cloudtrail/selectors/dialect";
import { isUnknown, type Value } from "../../cloudtrail/value";
import type { Finding } from "../findings/finding";
import { whyUnknown } from "../findings/not-known";

/**
 * Checks an optional property that has to be set.
 * @param headline what is wrong if it is absent, as the end of a sentence that begins with the trail
 * @param advice what to set it to
 */
export function requireSet(
    value: Value<string> | undefined,
    property: TrailProperty,
    headline: Message,
    advice: Message,
): Finding[] {
    if (isUnknown(value) && value.isSet) {
        return [];
    }
    if (isUnknown(value)) {
        const cause = message("may-be-empty", "{cause} and could be empty", { cause: whyUnknown(property, value) });
        return [
            {
                kind: "undetermined",
                headline: value.reason === undefined ? cause : whyUnknown(property, value),
                path: [property],
            },
        ];
    }
    return value === undefined ? [{ kind: "violation", headline, path: [property], fix: { headline: advice } }] : [];
}
