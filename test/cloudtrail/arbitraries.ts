import assert from "node:assert/strict";
import fc, { type Arbitrary } from "fast-check";
import { type AwsFieldSelector, type AwsOperator, type AwsSelector, OPERATOR_PAIRS } from "./naive/matcher";
import { REALISTIC_WORLDS, WORLDS, type World } from "./worlds";

/** Selectors of a world. */
export interface Scene {
    readonly world: World;
    readonly selectors: readonly AwsSelector[];
}

/**
 * How often a property is tried: `FC_RUNS=20` tries twenty times as often. fast-check prints the seed of a failure;
 * `FC_SEED` sets it.
 */
export function runs(often: number): { readonly numRuns: number; readonly seed?: number } {
    const { FC_SEED } = process.env;
    return { numRuns: Math.ceil(often * SCALE), ...(FC_SEED === undefined ? {} : { seed: Number(FC_SEED) }) };
}

const SCALE = Number(process.env.FC_RUNS ?? "1");

/** Counts what a property has seen: one that only ever sees one answer would prove little. */
export class Seen {
    private readonly counts = new Map<string, number>();

    add(what: string): void {
        this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
    }

    /**
     * At least so many of each, if the property was tried as often as usual: in fewer runs, one answer may be missing by
     * chance. The bounds are five standard deviations below what is usual, or more.
     */
    atLeast(expected: Readonly<Record<string, number>>): void {
        if (SCALE < 1) {
            return;
        }
        for (const [what, count] of Object.entries(expected)) {
            const found = this.counts.get(what) ?? 0;
            assert.ok(found >= count, `${what}: ${found}`);
        }
    }
}

const SELECT: readonly string[] = OPERATOR_PAIRS.map(([operator]) => operator);

/** A filter on a field: some of its operators, each with a few strings. */
export function fieldSelector(world: World, field: string): Arbitrary<AwsFieldSelector> {
    const { literals, operators } = world.fields[field]!;
    const values = fc.uniqueArray(literals, { minLength: 1, maxLength: 3 });
    return fc
        .subarray([...operators], { minLength: 1, maxLength: Math.min(3, operators.length) })
        .chain(used => fc.record(Object.fromEntries(used.map(operator => [operator, values]))))
        .map(operators => ({ Field: field, ...operators }));
}

/** A selector that filters on some fields. */
export function selector(world: World): Arbitrary<AwsSelector> {
    return fc
        .subarray(Object.keys(world.fields), { maxLength: Math.min(3, Object.keys(world.fields).length) })
        .chain(fields => fc.tuple(...fields.map(field => fieldSelector(world, field))))
        .map(filters => ({ FieldSelectors: [...world.base, ...filters] }));
}

/** A cut of a selector in two along a field: what one half selects, the other drops. */
interface Cut {
    readonly which: number;
    readonly filter: AwsFieldSelector;
}

/** For each operator that selects, the one that drops the same. */
const OPPOSITE: Readonly<Record<string, AwsOperator>> = Object.fromEntries(OPERATOR_PAIRS);

function cut(world: World): Arbitrary<Cut> {
    const filters = Object.entries(world.fields).flatMap(([field, { literals, operators }]) => {
        const selecting = operators.filter(operator => SELECT.includes(operator));
        const values = fc.uniqueArray(literals, { minLength: 1, maxLength: 2 });
        return selecting.length === 0
            ? []
            : [
                  fc
                      .subarray(selecting, { minLength: 1, maxLength: Math.min(2, selecting.length) })
                      .chain(used => fc.record(Object.fromEntries(used.map(operator => [operator, values]))))
                      .map(operators => ({ Field: field, ...operators })),
              ];
    });
    return fc.record({ which: fc.nat({ max: 1000 }), filter: fc.oneof(...filters) });
}

/** Replaces a selector by two that together log the same, if that can be written. */
export function carry(selectors: readonly AwsSelector[], { which, filter }: Cut): readonly AwsSelector[] {
    const index = which % Math.max(1, selectors.length);
    const selector = selectors[index];
    if (selector === undefined) {
        return selectors;
    }
    const halves =
        filter.Field === "readOnly"
            ? [
                  { Field: "readOnly", Equals: ["true"] },
                  { Field: "readOnly", Equals: ["false"] },
              ]
            : [filter, opposite(filter)];
    const cutSelectors = halves.flatMap(half => narrow(selector, half) ?? []);
    return cutSelectors.length === 2 ? selectors.toSpliced(index, 1, ...cutSelectors) : selectors;
}

function opposite({ Field, ...operators }: AwsFieldSelector): AwsFieldSelector {
    const dropped = Object.entries(operators).map(([operator, values]) => [OPPOSITE[operator], values]);
    return { Field, ...Object.fromEntries(dropped) };
}

/** The events of a selector that a filter also accepts; `undefined` if no single selector logs just these. */
function narrow({ FieldSelectors }: AwsSelector, filter: AwsFieldSelector): AwsSelector | undefined {
    const present = FieldSelectors.find(({ Field }) => Field === filter.Field);
    if (present === undefined) {
        return { FieldSelectors: [...FieldSelectors, filter] };
    }
    const selects = (entry: AwsFieldSelector) => Object.keys(entry).some(key => SELECT.includes(key));
    if (selects(present) && selects(filter)) {
        return undefined;
    }
    const merged: Record<string, unknown> = { ...present };
    for (const [operator, values] of Object.entries(filter)) {
        merged[operator] =
            operator === "Field" ? values : [...new Set([...((merged[operator] as string[]) ?? []), ...values])];
    }
    return {
        FieldSelectors: FieldSelectors.map(entry =>
            entry === present ? (merged as unknown as AwsFieldSelector) : entry,
        ),
    };
}

/** What happens to selectors that together log everything: cut up, some left out, others put in. */
export function tangled(world: World): Arbitrary<readonly AwsSelector[]> {
    return fc
        .record({
            cuts: fc.array(cut(world), { maxLength: 6 }),
            left: fc.option(fc.nat({ max: 1000 }), { freq: 3 }),
            others: fc.array(selector(world), { maxLength: 3 }),
        })
        .map(({ cuts, left, others }) => {
            const whole: readonly AwsSelector[] = [{ FieldSelectors: world.base }];
            const selectors = cuts.reduce(carry, whole);
            return [...others, ...(left === null ? selectors : selectors.toSpliced(left % selectors.length, 1))];
        });
}

/** The selectors of a trail, as real ones are written: tangled for each requirement, in any order. */
export const trailSelectors: Arbitrary<readonly AwsSelector[]> = fc
    .tuple(...REALISTIC_WORLDS.map(world => tangled(world)))
    .map(lists => lists.flat())
    .filter(selectors => selectors.length > 0)
    .chain(selectors => fc.shuffledSubarray(selectors, { minLength: selectors.length }));

/** Selectors of some world: scattered, or tangled ones that nearly or wholly cover it. */
export const scene: Arbitrary<Scene> = fc
    .constantFrom(...WORLDS)
    .chain(world =>
        fc
            .oneof(
                { weight: 1, arbitrary: fc.array(selector(world), { minLength: 1, maxLength: 5 }) },
                { weight: 3, arbitrary: tangled(world).filter(selectors => selectors.length > 0) },
            )
            .map(selectors => ({ world, selectors })),
    );

/** A scene, and a way to cut one of its selectors in two. */
export const sceneAndCut: Arbitrary<Scene & { readonly cut: Cut }> = scene.chain(found =>
    cut(found.world).map(cut => ({ ...found, cut })),
);
