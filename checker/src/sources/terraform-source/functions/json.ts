import { isUnknown } from "../../../../../src/cloudtrail/value";
import { plain } from "../evaluate/convert";
import { EvaluationError } from "../evaluate/evaluation-error";
import { type Hcl, JsonText, type Undecided, undecided, unknownIn } from "../evaluate/value";
import type { HclFunction } from "./function";

/** A known value as the JSON text that Terraform makes of it: sorted, and with the escapes of Go. */
export function encodeJson(value: Hcl): string {
    return JSON.stringify(plain(value)).replace(
        /[<>&\u2028\u2029]/g,
        character => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}

/** JSON. */
export const JSON_FUNCTIONS: Readonly<Record<string, HclFunction>> = {
    jsonencode: ([value = null], { budget }) => {
        if (isUnknown(value)) {
            return value;
        }
        if (unknownIn(value) !== undefined) {
            return new JsonText(value);
        }
        const text = encodeJson(value);
        budget.text(text.length);
        return text;
    },
    jsondecode: ([value = null]) => {
        if (value instanceof JsonText) {
            return value.value;
        }
        const unknown = unknownIn(value);
        if (unknown !== undefined) {
            return unknown as Undecided;
        }
        try {
            return /\d{16}/.test(String(value))
                ? undecided("a number in this JSON has more digits than can be held exactly")
                : (JSON.parse(String(value)) as Hcl);
        } catch {
            throw new EvaluationError("the text is not JSON");
        }
    },
};
