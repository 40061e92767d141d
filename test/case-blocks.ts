import { readFileSync } from "node:fs";
import path from "node:path";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Blocks = Readonly<Record<string, Json>>;

/** The placeholder that a case fills. */
const HOLE = "$";
/** The prefix of a block's name whose entries are spliced into a list. */
const SPREAD = "@...";

/** The cases of a table in test/cases that is written with building blocks: `{ "blocks": { NAME: … }, "cases": … }`. */
export function readCasesWithBlocks<T>(table: string): T {
    const file = path.join(__dirname, "cases", table);
    const { blocks, cases } = JSON.parse(readFileSync(file, "utf8")) as { blocks: Blocks; cases: Json };
    try {
        return expandBlocks(blocks, cases) as T;
    } catch (error) {
        throw new Error(`${file}: ${(error as Error).message}`);
    }
}

/**
 * The cases with every block written out.
 *
 * - `"@NAME"` is the block NAME. `"@...NAME"`, in a list, is every entry of that block, which is a list.
 * - `{ "@NAME": CHANGE }` is the block with CHANGE in place of its "$". If the block has none, it is the block with the
 *   properties of CHANGE set: its own, or those of its last entry if it is a list.
 * - `{ "@text": VALUE }` is the JSON text of VALUE, as AWS wants policies.
 *
 * @throws if a block is unknown, unused or part of itself, or if a change does not fit its block
 */
export function expandBlocks(blocks: Blocks, cases: Json): Json {
    const used = new Set<string>();
    const expanded = expand(cases, []);
    const unused = Object.keys(blocks).filter(name => !used.has(name));
    if (unused.length > 0) {
        throw new Error(`no case uses ${unused.join(", ")}`);
    }
    return expanded;

    /** `within` names the blocks that are being written out. */
    function expand(value: Json, within: readonly string[]): Json {
        if (typeof value === "string") {
            return value.startsWith("@") ? block(value.slice(1), undefined, within) : value;
        }
        if (!isObject(value)) {
            return isList(value) ? value.flatMap(entry => expandEntry(entry, within)) : value;
        }
        const key = Object.keys(value).find(name => name.startsWith("@"));
        if (key === undefined) {
            return mapValues(value, entry => expand(entry, within));
        }
        if (Object.keys(value).length > 1) {
            throw new Error(`${key} has other properties beside it: its changes go inside`);
        }
        const given = expand(value[key] as Json, within);
        return key === "@text" ? JSON.stringify(given) : block(key.slice(1), given, within);
    }

    function expandEntry(entry: Json, within: readonly string[]): readonly Json[] {
        if (typeof entry !== "string" || !entry.startsWith(SPREAD)) {
            return [expand(entry, within)];
        }
        const name = entry.slice(SPREAD.length);
        const entries = block(name, undefined, within);
        if (!isList(entries)) {
            throw new Error(`the block ${name} is not a list`);
        }
        return entries;
    }

    function block(name: string, change: Json | undefined, within: readonly string[]): Json {
        const raw = Object.hasOwn(blocks, name) ? blocks[name] : undefined;
        if (raw === undefined) {
            throw new Error(`there is no block ${name}`);
        }
        if (within.includes(name)) {
            throw new Error(`the block ${name} is part of itself`);
        }
        used.add(name);
        const inside = [...within, name];
        if (!hasHole(raw)) {
            const whole = expand(raw, inside);
            return change === undefined ? whole : withProperties(name, whole, change);
        }
        if (change === undefined) {
            throw new Error(`the block ${name} needs a value for its "${HOLE}"`);
        }
        return expand(fill(raw, change), inside);
    }
}

function withProperties(name: string, block: Json, change: Json): Json {
    if (isList(block) && block.length > 0) {
        return [...block.slice(0, -1), withProperties(name, block.at(-1) as Json, change)];
    }
    if (!isObject(block) || !isObject(change)) {
        throw new Error(
            `the block ${name} has no "${HOLE}" and no properties that can be set to ${JSON.stringify(change)}`,
        );
    }
    return { ...block, ...change };
}

function hasHole(value: Json): boolean {
    return (
        value === HOLE || (isList(value) ? value.some(hasHole) : isObject(value) && Object.values(value).some(hasHole))
    );
}

function fill(value: Json, given: Json): Json {
    if (value === HOLE) {
        return given;
    }
    if (isList(value)) {
        return value.map(entry => fill(entry, given));
    }
    return isObject(value) ? mapValues(value, entry => fill(entry, given)) : value;
}

function mapValues(value: { readonly [key: string]: Json }, change: (entry: Json) => Json): Json {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, change(entry)]));
}

function isList(value: Json): value is readonly Json[] {
    return Array.isArray(value);
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
