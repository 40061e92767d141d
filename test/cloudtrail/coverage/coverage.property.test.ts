import assert from "node:assert/strict";
import fc from "fast-check";
import { coverage, isRequired } from "../../../src/cloudtrail/coverage/coverage";
import { matchEvent } from "../../../src/cloudtrail/coverage/match";
import { trailSelectorProblems } from "../../../src/cloudtrail/recorders/trail-validity";
import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";
import { asKnownSelector } from "../../../src/cloudtrail/selectors/known-selector";
import { readSelectors } from "../../../src/cloudtrail/selectors/read-selectors";
import { knownList } from "../../../src/cloudtrail/value";
import { runs, Seen, scene, trailSelectors } from "../arbitraries";
import { type AwsSelector, logs } from "../naive/matcher";
import { verdict } from "../naive/verdict";
import { REALISTIC_WORLDS, universeOf, type World } from "../worlds";

describe("coverage, against trying all events", () => {
    it("gives the same answer, and an event that is required and not logged", () => {
        const seen = new Seen();
        fc.assert(
            fc.property(scene, ({ world, selectors }) => {
                seen.add(judge(world, selectors));
            }),
            runs(2000),
        );
        seen.atLeast({ all: 500, some: 200, none: 20 });
    });

    it("gives the same answers for selectors of all requirements in one trail", () => {
        const seen = new Seen();
        fc.assert(
            fc.property(trailSelectors, selectors => {
                for (const world of REALISTIC_WORLDS) {
                    seen.add(judge(world, selectors));
                }
            }),
            runs(150),
        );
        seen.atLeast({ all: 60, some: 60, none: 2 });
    });
});

/** Compares the answers of both implementations, and replays the event through both matchers. */
function judge(world: World, selectors: readonly AwsSelector[]): string {
    const trail = readSelectors({ AdvancedEventSelectors: selectors }, DIALECTS["aws-api"]);
    assert.deepEqual(trailSelectorProblems(trail, world.recorder), []);
    const requirement = world.requirement();
    const found = coverage(trail, requirement, world.recorder);
    const expected = verdict(selectors, universeOf(world, selectors));
    assert.equal(found.logged, expected);

    const event = found.unloggedEvent;
    assert.equal(event === undefined, expected === "all");
    if (event !== undefined) {
        assert.ok(isRequired(event, requirement));
        const known = knownList(trail.advanced).map(entry => asKnownSelector(entry)!);
        assert.ok(!matchEvent(known, event).logged);
        assert.ok(!selectors.some(selector => logs(selector, event)));
        // Where a typical event escapes, it is the one that is shown.
        const typical = requirement.examples.find(example => !selectors.some(selector => logs(selector, example)));
        assert.deepEqual(event, typical ?? event);
    }
    return expected;
}
