import assert from "node:assert/strict";
import fc, { type Arbitrary } from "fast-check";
import { coverage } from "../../../src/cloudtrail/coverage/coverage";
import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../../src/cloudtrail/selectors/read-selectors";
import { carry, runs, type Scene, Seen, scene, sceneAndCut } from "../arbitraries";
import type { AwsFieldSelector, AwsSelector } from "../naive/matcher";
import type { World } from "../worlds";

describe("coverage doesn't depend on how selectors are written", () => {
    it("not on the order of selectors, fields and values", () => {
        const reordered: Arbitrary<Scene & { readonly other: readonly AwsSelector[] }> = scene.chain(found =>
            fc
                .tuple(...found.selectors.map(reorderSelector))
                .chain(shuffle)
                .map(other => ({ ...found, other })),
        );
        fc.assert(
            fc.property(reordered, ({ world, selectors, other }) => {
                assert.equal(answer(world, other), answer(world, selectors));
            }),
            runs(500),
        );
    });

    it("not on whether a selector is written as two complementary ones", () => {
        const seen = new Seen();
        fc.assert(
            fc.property(sceneAndCut, ({ world, selectors, cut }) => {
                const carried = carry(selectors, cut);
                seen.add(carried.length > selectors.length ? "cut" : "as it was");
                assert.equal(answer(world, carried), answer(world, selectors));
            }),
            runs(1000),
        );
        seen.atLeast({ cut: 500 });
    });

    it("not on duplicate selectors and values, nor on their names", () => {
        fc.assert(
            fc.property(scene, fc.string(), ({ world, selectors }, Name) => {
                const doubled = selectors.flatMap(selector => [
                    selector,
                    { Name, FieldSelectors: selector.FieldSelectors.map(entry => twice(world, entry)) },
                ]);
                assert.equal(answer(world, doubled), answer(world, selectors));
            }),
            runs(300),
        );
    });
});

function answer(world: World, selectors: readonly AwsSelector[]): string {
    const trail = readSelectors({ AdvancedEventSelectors: selectors }, DIALECTS["aws-api"]);
    return coverage(trail, world.requirement(), world.recorder).logged;
}

function shuffle<T>(list: readonly T[]): Arbitrary<T[]> {
    return fc.shuffledSubarray([...list], { minLength: list.length });
}

function reorderSelector({ FieldSelectors }: AwsSelector): Arbitrary<AwsSelector> {
    return fc
        .tuple(...FieldSelectors.map(reorderField))
        .chain(shuffle)
        .map(reordered => ({ FieldSelectors: reordered }));
}

function reorderField({ Field, ...operators }: AwsFieldSelector): Arbitrary<AwsFieldSelector> {
    return fc
        .tuple(
            ...Object.entries(operators).map(([operator, values]) =>
                shuffle(values as readonly string[]).map(reordered => [operator, reordered] as const),
            ),
        )
        .chain(shuffle)
        .map(entries => ({ ...Object.fromEntries(entries), Field }));
}

/** Every value twice; AWS accepts only one category and one type. */
function twice({ fields }: World, entry: AwsFieldSelector): AwsFieldSelector {
    const { Field, ...operators } = entry;
    return Field in fields
        ? { Field, ...Object.fromEntries(Object.entries(operators).map(([key, list]) => [key, [...list, ...list]])) }
        : entry;
}
