import assert from "node:assert/strict";
import fc from "fast-check";
import { coverage } from "../../../src/cloudtrail/coverage/coverage";
import { trailSelectorProblems } from "../../../src/cloudtrail/recorders/trail-validity";
import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../../src/cloudtrail/selectors/read-selectors";
import { splitByType } from "../../../src/cloudtrail/selectors/several-types";
import { isKnown, knownList } from "../../../src/cloudtrail/value";
import { runs, Seen, scene } from "../arbitraries";
import type { AwsSelector } from "../naive/matcher";
import { verdict } from "../naive/verdict";
import { universeOf } from "../worlds";

/** Another type beside that of the selector. */
function widened({ FieldSelectors }: AwsSelector, other: string): AwsSelector {
    return {
        FieldSelectors: FieldSelectors.map(entry =>
            entry.Field === "resources.type" ? { ...entry, Equals: [other, ...(entry.Equals ?? [])] } : entry,
        ),
    };
}

const dataScene = scene.filter(({ world }) => world.base.some(({ Field }) => Field === "resources.type"));

describe("several resource types in one selector, against trying all events", () => {
    it("logs each type if AWS shows the selector, and certainly none if it is only declared", () => {
        const seen = new Seen();
        fc.assert(
            fc.property(
                dataScene,
                fc.infiniteStream(fc.boolean()),
                fc.constantFrom("AWS::S3::Object", "AWS::BedrockMantle::Reservation"),
                ({ world, selectors }, choices, other) => {
                    const chosen = selectors.map(selector => ({ selector, wide: choices.next().value === true }));
                    const written = chosen.map(({ selector, wide }) => (wide ? widened(selector, other) : selector));
                    const requirement = world.requirement();
                    const read = readSelectors({ AdvancedEventSelectors: written }, DIALECTS["aws-api"]);
                    const shown = { ...read, shownByAws: true };
                    const logged = (all: readonly AwsSelector[]) => verdict(all, universeOf(world, selectors));

                    const best = logged(written);
                    assert.equal(coverage(shown, requirement, world.recorder).logged, best);
                    assert.deepEqual(trailSelectorProblems(shown, world.recorder), []);

                    const certain = logged(chosen.flatMap(({ selector, wide }) => (wide ? [] : [selector])));
                    const found = coverage(read, requirement, world.recorder);
                    assert.equal(found.logged, certain === "all" ? "all" : best === "all" ? "unknown" : best);
                    for (const [, index] of found.dependsOn ?? []) {
                        assert.ok(chosen[Number(index)]?.wide);
                    }
                    const warned = trailSelectorProblems(read, world.recorder);
                    assert.equal(warned.length, chosen.filter(({ wide }) => wide).length);
                    assert.ok(warned.every(({ severity }) => severity === "warning"));

                    const split = knownList(read.advanced).flatMap(entry => (isKnown(entry) ? splitByType(entry) : []));
                    assert.equal(coverage({ advanced: split }, requirement, world.recorder).logged, best);
                    seen.add(found.logged);
                },
            ),
            runs(400),
        );
        seen.atLeast({ all: 40, some: 20, unknown: 60 });
    });
});
