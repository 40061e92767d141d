import { isUnknown } from "../../../../../src/cloudtrail/value";
import { compareTexts, plain } from "../evaluate/convert";
import { EvaluationError, NotDecided } from "../evaluate/evaluation-error";
import { type Hcl, JsonText, type Undecided, undecided, unknownIn } from "../evaluate/value";
import type { HclFunction } from "./function";

/** A known value as Terraform's JSON text: sorted, and with Go's escapes. */
export function encodeJson(value: Hcl): string {
    return JSON.stringify(plain(value), sameInTerraform).replace(
        /[<>&\u2028\u2029]/g,
        character => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}

/** Terraform writes all digits of a number, and sorts names by their bytes: JavaScript puts numeric names first. */
function sameInTerraform(_: string, value: unknown): unknown {
    if (typeof value === "number" && String(value).includes("e")) {
        throw new NotDecided(`the number ${value} as JSON`);
    }
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
        const names = Object.keys(value);
        if (
            names.some(name => /^\d/.test(name)) &&
            names.some((name, index) => compareTexts(names[index - 1] ?? "", name) > 0)
        ) {
            throw new NotDecided("the order of names that are numbers");
        }
    }
    return value;
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
            throw new EvaluationError("the string is not JSON");
        }
    },
};
