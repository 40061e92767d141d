import assert from "node:assert/strict";
import fc from "fast-check";
import { coverage } from "../../../src/cloudtrail/coverage/coverage";
import { trailSelectorProblems } from "../../../src/cloudtrail/recorders/trail-validity";
import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../../src/cloudtrail/selectors/read-selectors";
import { runs, Seen } from "../arbitraries";
import { holedScene } from "../holes";
import { coveredKindByKind, outcomes } from "../naive/unknown";
import { universeOf } from "../worlds";

describe("coverage with unknown values, against trying all values on all events", () => {
    it("is `all` exactly if all choices log all, and never violated if one does", () => {
        const seen = new Seen();
        fc.assert(
            fc.property(holedScene, ({ world, selectors }) => {
                const written = { AdvancedEventSelectors: selectors.map(selector => selector.written) };
                const trail = readSelectors(written, DIALECTS["aws-api"]);
                assert.deepEqual(trailSelectorProblems(trail, world.recorder), []);
                const found = coverage(trail, world.requirement(), world.recorder);

                const alternatives = selectors.map(selector => selector.alternatives);
                const tried = outcomes(alternatives, universeOf(world, alternatives.flat()));
                const violated = found.logged === "some" || found.logged === "none";
                assert.equal(found.logged === "all", tried.alwaysAll);
                assert.ok(!(violated && tried.sometimesAll), "violated, though one choice logs all");

                // `unknown` where no choice logs all: only in the cases that constraint.ts names.
                const lenient = selectors.map(selector => selector.lenient);
                const known = selectors.map(selector => selector.known);
                const universe = universeOf(world, [...lenient.flat(), ...known]);
                const few = Object.keys(world.fields).filter(field => "values" in world.fields[field]!.strings);
                assert.equal(violated, !coveredKindByKind(lenient, known, universe, few));
                if (violated && !outcomes(lenient, universe).sometimesSome) {
                    assert.equal(found.logged, "none");
                }
                if (violated && tried.sometimesSome) {
                    assert.equal(found.logged, "some");
                }
                seen.add(found.logged);
            }),
            runs(400),
        );
        seen.atLeast({ all: 15, some: 15, unknown: 60 });
    });
});
