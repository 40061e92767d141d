import { isUnknown } from "../../../../../src/cloudtrail/value";
import { toNumber, toText } from "../evaluate/convert";
import { EvaluationError } from "../evaluate/evaluation-error";
import { type Hcl, undecided } from "../evaluate/value";
import { encodeJson } from "./json";

/** The verbs that are evaluated: with a width, or zeros before a number, but without Go's other flags. */
const VERB = /%(?:(%)|(0?)(\d*)([sdvqt])|(.?))/gs;

/**
 * A string with values inserted, as `format` does.
 * @throws EvaluationError if a value is missing, left over or of a wrong type
 */
export function format(pattern: string, values: readonly Hcl[]): Hcl {
    let next = 0;
    let unknown: Hcl | undefined;
    const text = pattern.replace(VERB, (whole, percent?: string, zero = "", width = "", verb = "", other?: string) => {
        if (percent !== undefined) {
            return "%";
        }
        if (other !== undefined || Number(width) > 100) {
            unknown ??= undecided(`the verb ${whole} of format`);
            return "";
        }
        if (next >= values.length) {
            throw new EvaluationError(`format has no value for ${whole}`);
        }
        const made = formatted(verb, values[next++] as Hcl);
        if (typeof made !== "string") {
            unknown ??= made;
            return "";
        }
        return zero === "0" && /^\d+$/.test(made) ? made.padStart(Number(width), "0") : made.padStart(Number(width));
    });
    if (unknown === undefined && next < values.length) {
        throw new EvaluationError("format has more values than verbs");
    }
    return unknown ?? text;
}

function formatted(verb: string, value: Hcl): Hcl {
    if (value === null) {
        return verb === "v" ? "null" : undecided("null in a formatted string");
    }
    switch (verb) {
        case "d": {
            const number = toNumber(value);
            return isUnknown(number) || !Number.isSafeInteger(number)
                ? undecided("a fraction as a whole number")
                : String(number);
        }
        case "q":
            return encodeJson(String(toText(value)));
        case "v":
            return typeof value === "object" ? encodeJson(value) : toText(value);
        default:
            return toText(value);
    }
}
