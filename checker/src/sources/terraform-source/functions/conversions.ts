import { ownTexts } from "../../../../../src/compliance/findings/secret-texts";
import { plain, toBoolean, toNumber, toText } from "../evaluate/convert";
import { type Hcl, unknownIn } from "../evaluate/value";
import type { HclFunction } from "./function";

function converting(convert: (value: Hcl) => Hcl): HclFunction {
    return ([value = null]) => (value === null ? null : convert(value));
}

/** Conversions of single values, and marks that change none. */
export const CONVERSIONS: Readonly<Record<string, HclFunction>> = {
    nonsensitive: ([value = null]) => value,
    sensitive: ([value = null], { secrets }) => {
        noteSecret(value, secrets);
        return value;
    },
    tobool: converting(toBoolean),
    tonumber: converting(toNumber),
    tostring: converting(toText),
};

/** Records the strings of a value that no output may show. */
export function noteSecret(value: Hcl, secrets: Set<string>): void {
    if (unknownIn(value) === undefined) {
        for (const text of ownTexts(plain(value))) {
            secrets.add(text);
        }
    }
}
