import fc, { type Arbitrary } from "fast-check";
import { Unknown } from "../../src/cloudtrail/value";
import { type Scene, scene } from "./arbitraries";
import type { AwsFieldSelector, AwsOperator, AwsSelector } from "./naive/matcher";
import { literalsOf } from "./naive/universe";
import type { World } from "./worlds";

/** A selector in which something isn't known yet. */
export interface Holed {
    /** As a source reads it: with `Unknown` in it. */
    readonly written: unknown;
    /** What it may turn out to be. */
    readonly alternatives: readonly AwsSelector[];
    /** The same, but what isn't known drops nothing (constraint.ts, the cases of `possible`). */
    readonly lenient: readonly AwsSelector[];
    /** What of it is known, for the literals. */
    readonly known: AwsSelector;
}

/** A scene in which some things aren't known yet. */
export interface HoledScene {
    readonly world: World;
    readonly selectors: readonly Holed[];
}

const later = new Unknown("later");

/** A selector that logs no event of any requirement. */
const LOGS_NOTHING: AwsSelector = { FieldSelectors: [{ Field: "eventCategory", Equals: ["NetworkActivity"] }] };

function whole(selector: AwsSelector): Holed {
    return { written: selector, alternatives: [selector], lenient: [selector], known: selector };
}

/** What an unknown value of a field may turn out to be. */
function candidates({ fields }: World, field: string, all: readonly AwsSelector[]): readonly string[] {
    const { legal, strings } = fields[field]!;
    if (legal !== undefined) {
        return legal;
    }
    const ofDomain = "values" in strings ? strings.values.flatMap(value => value ?? []) : [strings.prefix];
    // One value may have a prefix of one selector, or of the field itself, and a suffix of another.
    const beginnings = [...ofDomain, ...literalsOf(all, field, ["StartsWith", "NotStartsWith"])];
    const ends = ["", "x", ...literalsOf(all, field, ["EndsWith", "NotEndsWith"])];
    const both = beginnings.flatMap(beginning => ends.map(end => beginning + end));
    const texts = [...literalsOf(all, field), ...both, "a", "x", "ax"];
    return [...new Set(texts)].filter(text => text !== "");
}

const operatorsOf = (entry: AwsFieldSelector) => Object.keys(entry).filter(key => key !== "Field") as AwsOperator[];
const isSelect = (operator: AwsOperator) => !operator.startsWith("Not");

function withEntry({ FieldSelectors }: AwsSelector, index: number, entry: unknown): AwsSelector {
    const replaced =
        entry === undefined
            ? FieldSelectors.toSpliced(index, 1)
            : FieldSelectors.with(index, entry as AwsFieldSelector);
    return { FieldSelectors: replaced };
}

function withOperator(entry: AwsFieldSelector, operator: AwsOperator, values: unknown): AwsFieldSelector | undefined {
    const { [operator]: _, ...rest } = entry;
    const changed = Array.isArray(values) && values.length === 0 ? rest : { ...rest, [operator]: values };
    return operatorsOf(changed).length === 0 ? undefined : changed;
}

/** One value of an operator isn't known. */
function valueHole(world: World, selector: AwsSelector, at: Place, all: readonly AwsSelector[]): Holed | undefined {
    const { index, entry, operator } = at;
    const values = entry[operator] ?? [];
    const others = values.slice(1);
    const put = (list: readonly unknown[]) => withEntry(selector, index, withOperator(entry, operator, list));
    const alternatives = candidates(world, entry.Field, all).map(value => put([value, ...others]));
    return {
        written: put([later, ...others]),
        alternatives,
        lenient: isSelect(operator) ? alternatives : [put(others)],
        known: put(others),
    };
}

/** No value of an operator is known. */
function listHole(world: World, selector: AwsSelector, at: Place, all: readonly AwsSelector[]): Holed | undefined {
    const { index, entry, operator } = at;
    const put = (list: unknown) => withEntry(selector, index, withOperator(entry, operator, list));
    const texts = candidates(world, entry.Field, all);
    // A field selector without any operator is refused.
    const mayBeEmpty = operatorsOf(entry).length > 1;
    const alternatives = [...texts.map(text => put([text])), put(texts), ...(mayBeEmpty ? [put([])] : [])];
    return {
        written: put(later),
        alternatives,
        lenient: isSelect(operator) ? alternatives : [put([])],
        known: put([]),
    };
}

/** What a field selector may turn out to require: nearly everything, nearly nothing, all ARNs or none, the one source. */
const TYPICAL: readonly Readonly<Partial<Record<AwsOperator, readonly string[]>>>[] = [
    { NotEquals: ["x"] },
    { Equals: ["x"] },
    { StartsWith: ["arn:"] },
    { NotStartsWith: ["arn:"] },
    { EndsWith: ["bedrock.amazonaws.com"] },
];

/** A field selector, or its field, isn't known. */
function fieldHole(world: World, selector: AwsSelector, at: Place, onlyName: boolean): Holed | undefined {
    const { index, entry } = at;
    const used = selector.FieldSelectors.map(({ Field }) => Field);
    const free = Object.keys(world.fields).filter(field => !used.includes(field) || field === entry.Field);
    const { Field: _, ...operators } = entry;
    const alternatives = free.flatMap((field): AwsFieldSelector[] => {
        const { operators: allowed, legal } = world.fields[field]!;
        const isLegal = (value: string) => legal === undefined || legal.includes(value);
        if (!onlyName) {
            const filters =
                legal === undefined
                    ? TYPICAL
                    : allowed.flatMap(operator => legal.map(text => ({ [operator]: [text] })));
            return filters
                .filter(filter => Object.keys(filter).every(operator => allowed.includes(operator as AwsOperator)))
                .map(filter => ({ Field: field, ...filter }));
        }
        const fits = operatorsOf(entry).every(
            operator => allowed.includes(operator) && (entry[operator] ?? []).every(isLegal),
        );
        return fits ? [{ Field: field, ...operators }] : [];
    });
    const without = withEntry(selector, index, undefined);
    return {
        written: withEntry(selector, index, onlyName ? { Field: later, ...operators } : later),
        // Such a selector logs nothing for certain, even if every legal choice is harmless (constraint.ts, `certain`).
        alternatives: [...alternatives.map(replaced => withEntry(selector, index, replaced)), LOGS_NOTHING],
        lenient: [without],
        known: without,
    };
}

/** Nothing about a selector is known, or none of its field selectors. */
function selectorHole(world: World, written: unknown): Holed {
    const base: AwsSelector = { FieldSelectors: world.base };
    return { written, alternatives: [base, LOGS_NOTHING], lenient: [base], known: base };
}

const smallScene = scene.filter(({ selectors }) => selectors.length <= 5);

interface Place {
    readonly index: number;
    readonly entry: AwsFieldSelector;
    readonly operator: AwsOperator;
}

/** Makes a hole in a selector, if there is a place for one. */
function hole(world: World, selector: AwsSelector, all: readonly AwsSelector[]): Arbitrary<Holed> {
    const places = selector.FieldSelectors.flatMap((entry, index) =>
        entry.Field in world.fields ? operatorsOf(entry).map(operator => ({ index, entry, operator })) : [],
    );
    const nothing = fc.constantFrom(selectorHole(world, later), selectorHole(world, { FieldSelectors: later }));
    if (places.length === 0) {
        return nothing;
    }
    // Of management events on trails only one field may be left, and then the field isn't open any more.
    const kinds = ["value", "value", "list", ...(world.base.length > 1 ? ["field", "name"] : []), "selector"];
    return fc.tuple(fc.constantFrom(...places), fc.constantFrom(...kinds), nothing).map(([at, kind, otherwise]) => {
        switch (kind) {
            case "value":
                return valueHole(world, selector, at, all) ?? otherwise;
            case "list":
                return listHole(world, selector, at, all) ?? otherwise;
            case "selector":
                return otherwise;
            default:
                return fieldHole(world, selector, at, kind === "name") ?? otherwise;
        }
    });
}

/** A scene with a hole in one or two of its selectors: a small one, since every possibility is tried. */
export const holedScene: Arbitrary<HoledScene> = smallScene.chain(({ world, selectors }: Scene) => {
    const indexes = selectors.map((_, index) => index);
    return fc
        .subarray(indexes, { minLength: 1, maxLength: Math.min(2, indexes.length) })
        .chain(holed =>
            fc.tuple(
                ...selectors.map((selector, index) =>
                    holed.includes(index) ? hole(world, selector, selectors) : fc.constant(whole(selector)),
                ),
            ),
        )
        .map(made => ({ world, selectors: made }));
});
