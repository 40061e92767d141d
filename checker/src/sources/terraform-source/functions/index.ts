import { type Hcl, undecided } from "../evaluate/value";
import { COLLECTIONS } from "./collections";
import { CONVERSIONS } from "./conversions";
import { ENCODINGS } from "./encodings";
import { FILES } from "./files";
import type { CallContext, HclFunction } from "./function";
import { JSON_FUNCTIONS } from "./json";
import { NUMBERS } from "./numbers";
import { STRINGS } from "./strings";

const FUNCTIONS: ReadonlyMap<string, HclFunction> = new Map(
    [COLLECTIONS, CONVERSIONS, ENCODINGS, FILES, JSON_FUNCTIONS, NUMBERS, STRINGS].flatMap(table =>
        Object.entries(table),
    ),
);

/** The names of the functions that are worked out. */
export const FUNCTION_NAMES: readonly string[] = [...FUNCTIONS.keys()].sort();

/**
 * What a function makes of its arguments; of one that isn't worked out here, it isn't known.
 * @throws EvaluationError for what Terraform refuses
 */
export function callFunction(name: string, values: readonly Hcl[], context: CallContext): Hcl {
    const call = FUNCTIONS.get(name);
    return call === undefined
        ? undecided(`what ${name}() makes is not worked out`, context.place)
        : call(values, context);
}
