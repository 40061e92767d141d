import { add, type Bitset, emptySet } from "./bitset";
import type { FieldOptions, Option, Representative, Start } from "./representatives";
import { choose } from "./search";

/** What escapes, and the cost of finding it or of finding that nothing does. */
export interface Escape {
    /** A representative of each field that no selector accepts together; absent if nothing escapes. */
    readonly representatives?: readonly Representative[];
    readonly steps: number;
}

/**
 * Finds a representative of each field so that no selector accepts them all: an event that escapes.
 * @param fields the options of each field
 * @param selectors how many selectors there are
 */
export function findEscape(fields: readonly FieldOptions[], selectors: number): Escape {
    // A requirement may contradict itself: then it requires nothing.
    if (fields.some(({ starts }) => starts.length === 0)) {
        return { steps: 0 };
    }
    // Every selector has to reject something; and in every field, only a value with a prefix has a suffix to choose.
    const conditions = selectors + fields.length;
    const meeting = (rejectedBy: Bitset, ...more: readonly number[]) => {
        const meets = emptySet(conditions);
        meets.set(rejectedBy);
        for (const condition of more) {
            add(meets, condition);
        }
        return meets;
    };
    const variables = fields.flatMap(({ starts, suffixes }, index) => {
        const own = selectors + index;
        return [
            starts.map(({ part, rejectedBy }) => meeting(rejectedBy, ...(part.kind === "prefix" ? [own] : []))),
            [...suffixes.map(({ rejectedBy }) => meeting(rejectedBy)), meeting(emptySet(selectors), own)],
        ];
    });
    const { chosen, steps } = choose(variables, conditions);
    const representatives =
        chosen && fields.map((field, index) => representative(field, chosen[2 * index], chosen[2 * index + 1]));
    return { ...(representatives === undefined ? {} : { representatives }), steps };
}

function representative({ starts, suffixes }: FieldOptions, start = 0, suffix = 0): Representative {
    const { part } = starts[start] as Option<Start>;
    if (part.kind !== "prefix") {
        return part;
    }
    // If none was chosen, any suffix will do.
    const ending = (suffixes[suffix] ?? suffixes[0]) as Option<string>;
    return { kind: "strings", prefix: part.prefix, suffix: ending.part };
}
