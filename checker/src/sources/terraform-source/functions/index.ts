import { type Hcl, JsonText, Lookup, undecided } from "../evaluate/value";
import { COLLECTIONS } from "./collections";
import { CONVERSIONS } from "./conversions";
import { ENCODINGS } from "./encodings";
import { FILES } from "./files";
import type { CallContext, HclFunction } from "./function";
import { JSON_FUNCTIONS } from "./json";
import { NUMBERS } from "./numbers";
import { checkArguments } from "./signatures";
import { STRINGS } from "./strings";

const FUNCTIONS: ReadonlyMap<string, HclFunction> = new Map(
    [COLLECTIONS, CONVERSIONS, ENCODINGS, FILES, JSON_FUNCTIONS, NUMBERS, STRINGS].flatMap(table =>
        Object.entries(table),
    ),
);

/** The names of the functions that are evaluated. */
export const FUNCTION_NAMES: readonly string[] = [...FUNCTIONS.keys()].sort();

/** Functions that return their argument, or parse a string. */
const TAKE_PARTLY_KNOWN: ReadonlySet<string> = new Set([
    "coalesce",
    "jsondecode",
    "jsonencode",
    "nonsensitive",
    "sensitive",
]);

/** Functions of Terraform 0.11, and what to write now. */
const REPLACED: Readonly<Record<string, string>> = { list: "[…]", map: "{ … }" };

/**
 * The result of a function; unknown if the function isn't evaluated here.
 * @throws EvaluationError for what Terraform refuses
 */
export function callFunction(name: string, values: readonly Hcl[], context: CallContext): Hcl {
    const call = FUNCTIONS.get(name);
    if (call === undefined) {
        const now = REPLACED[name];
        const cause =
            now === undefined
                ? `the result of ${name}() is not evaluated`
                : `${name}() was removed in Terraform 0.15: write ${now}`;
        return undecided(cause, context.place);
    }
    checkArguments(name, values);
    // The functions would see a wrong type, and report an error that `try` might catch.
    const partly = values.find(value => value instanceof Lookup || value instanceof JsonText);
    return partly !== undefined && !TAKE_PARTLY_KNOWN.has(name)
        ? undecided(`the result of ${name}() for a value that is only partly known`, context.place)
        : call(values, context);
}
