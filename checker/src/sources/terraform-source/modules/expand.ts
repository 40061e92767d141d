import { isUnknown, type Unknown } from "../../../../../src/cloudtrail/value";
import { toBoolean, toNumber, toText } from "../evaluate/convert";
import { evaluateWhole } from "../evaluate/evaluate-whole";
import type { Scope } from "../evaluate/scope";
import { causeOf, type Hcl, isObject, perhapsEmpty, SetValue, undecided, unknownIn } from "../evaluate/value";
import type { Block } from "../parse/ast";

/** One instance of a block with `count` or `for_each`. */
export interface Instance {
    /** The end of its address: `[0]`, `["eu"]`, nothing. */
    readonly suffix: string;
    readonly key: number | string | undefined;
    readonly scope: Scope;
}

/** What a block declares: one, several, or an unknown number. */
export type Expansion =
    | { readonly kind: "one" | "count" | "each"; readonly instances: readonly Instance[] }
    | { readonly kind: "unknown"; readonly cause: Unknown; readonly scope: Scope };

/** More instances than AWS allows of anything relevant. */
const MOST = 10_000;

/** What a block with `count`, `for_each` or `lifecycle { enabled }` declares. */
export function expand(block: Block, scope: Scope): Expansion {
    const { attributes } = block.body;
    const unknown = (cause: Hcl, otherwise: string): Expansion => ({
        kind: "unknown",
        cause:
            isUnknown(cause) && causeOf(cause) !== undefined ? perhapsEmpty(cause) : undecided(otherwise, block.place),
        scope: scope.with(
            new Map<string, Hcl>([
                ["each", { key: undecided("each.key", block.place), value: undecided("each.value", block.place) }],
                ["count", { index: undecided("count.index", block.place) }],
            ]),
        ),
    });
    const count = attributes.get("count");
    const each = attributes.get("for_each");
    const enabled = block.body
        .blocks("lifecycle")
        .map(({ body }) => body.attributes.get("enabled"))
        .find(expression => expression !== undefined);
    if (count !== undefined) {
        const number = toNumberOrNone(evaluateWhole(count, scope));
        if (typeof number !== "number" || number < 0 || number > MOST) {
            return unknown(number, "its count is not a number that Terraform accepts");
        }
        return {
            kind: "count",
            instances: Array.from({ length: number }, (_, index) => ({
                suffix: `[${index}]`,
                key: index,
                scope: scope.with(new Map<string, Hcl>([["count", { index }]])),
            })),
        };
    }
    if (each !== undefined) {
        const value = evaluateWhole(each, scope);
        const entries = eachEntries(value);
        if (entries === undefined || entries.length > MOST) {
            const keys = value instanceof SetValue ? unknownIn(value) : undefined;
            return unknown(
                keys ?? value,
                `its for_each is not a map or a set of at most ${MOST.toLocaleString("en")} strings`,
            );
        }
        return {
            kind: "each",
            instances: entries.map(([key, entry]) => ({
                suffix: `[${JSON.stringify(key)}]`,
                key,
                scope: scope.with(new Map<string, Hcl>([["each", { key, value: entry }]])),
            })),
        };
    }
    if (enabled !== undefined) {
        const value = toBooleanOrNone(evaluateWhole(enabled, scope));
        return typeof value === "boolean"
            ? { kind: "one", instances: value ? [{ suffix: "", key: undefined, scope }] : [] }
            : unknown(value, "whether it is enabled is not known");
    }
    return { kind: "one", instances: [{ suffix: "", key: undefined, scope }] };
}

function toNumberOrNone(value: Hcl): Hcl {
    try {
        const number = toNumber(value);
        return isUnknown(number) || Number.isInteger(number) ? number : null;
    } catch {
        return null;
    }
}

function toBooleanOrNone(value: Hcl): Hcl {
    try {
        return toBoolean(value);
    } catch {
        return null;
    }
}

/** Terraform iterates over maps, and over sets of strings. */
function eachEntries(value: Hcl): readonly (readonly [string, Hcl])[] | undefined {
    if (value instanceof SetValue) {
        const keys = value.elements.map(element => (typeof element === "string" ? element : undefined));
        return keys.includes(undefined) ? undefined : keys.map(key => [String(key), String(key)] as const);
    }
    return isObject(value)
        ? Object.keys(value)
              .sort()
              .map(key => [String(toText(key)), value[key] as Hcl])
        : undefined;
}
