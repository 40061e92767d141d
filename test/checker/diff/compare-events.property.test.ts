import assert from "node:assert/strict";
import fc from "fast-check";
import { compareEvents } from "../../../checker/src/diff/compare-events";
import { matchEvent } from "../../../src/cloudtrail/coverage/match";
import { readTrail } from "../../../src/cloudtrail/recorders/read-trail";
import type { Trail } from "../../../src/cloudtrail/recorders/trail";
import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";
import { asKnownSelector } from "../../../src/cloudtrail/selectors/known-selector";
import { knownList } from "../../../src/cloudtrail/value";
import { runs, Seen, selector, tangled } from "../../cloudtrail/arbitraries";
import { type AwsSelector, logs } from "../../cloudtrail/naive/matcher";
import { logged } from "../../cloudtrail/naive/verdict";
import { REALISTIC_WORLDS, universeOf, WORLDS } from "../../cloudtrail/worlds";

const trailOf = (selectors: readonly AwsSelector[]): Trail =>
    readTrail(
        { TrailARN: "arn:aws:cloudtrail:us-east-1:111122223333:trail/t", AdvancedEventSelectors: selectors },
        { recorder: "Trail", dialect: DIALECTS["aws-api"], resourceName: "t" },
    );

const OF_TRAILS = [...WORLDS, ...REALISTIC_WORLDS].filter(
    ({ recorder, name }) => recorder === "Trail" && !name.includes("aws-cn"),
);

const change = fc.constantFrom(...OF_TRAILS).chain(world => {
    const some = fc.oneof(
        fc.array(selector(world), { minLength: 1, maxLength: 3 }),
        tangled(world).filter(selectors => selectors.length > 0),
    );
    return fc.record({ world: fc.constant(world), before: some, after: some });
});

/** May an event that only the first ones log be found by trying all events of the universe? */
function logsMore(
    world: (typeof OF_TRAILS)[number],
    ones: readonly AwsSelector[],
    others: readonly AwsSelector[],
): boolean {
    const all = [...ones, ...others];
    const own = (1n << BigInt(ones.length)) - 1n;
    return [...logged(all, universeOf(world, all))].some(
        mask => (mask & own) !== 0n && mask >> BigInt(ones.length) === 0n,
    );
}

describe("compareEvents, against trying all events", () => {
    it("finds what is lost, with an event that was logged and no longer is", () => {
        const seen = new Seen();
        fc.assert(
            fc.property(change, ({ world, before, after }) => {
                const found = compareEvents(trailOf(before), trailOf(after));
                assert.notEqual(found.kind, "undecided");
                seen.add(found.kind);
                if (logsMore(world, before, after)) {
                    assert.ok(found.kind === "less" || found.kind === "incomparable", found.kind);
                }
                if ("lost" in found) {
                    assert.ok(
                        before.some(entry => logs(entry, found.lost)),
                        "it was logged before",
                    );
                    assert.ok(!after.some(entry => logs(entry, found.lost)), "it is logged after");
                    const known = (list: readonly AwsSelector[]) =>
                        knownList(trailOf(list).selectors.advanced).map(entry => asKnownSelector(entry)!);
                    assert.ok(matchEvent(known(before), found.lost).logged);
                    assert.ok(!matchEvent(known(after), found.lost).logged);
                }
            }),
            runs(300),
        );
        seen.atLeast({ same: 2, more: 5, less: 5, incomparable: 20 });
    });

    it("calls unchanged selectors the same in any order, and never calls an addition less", () => {
        fc.assert(
            fc.property(change, ({ before, after }) => {
                assert.equal(compareEvents(trailOf(before), trailOf([...before])).kind, "same");
                assert.equal(compareEvents(trailOf(before), trailOf(before.toReversed())).kind, "same");
                const more = compareEvents(trailOf(before), trailOf([...before, ...after])).kind;
                assert.ok(more === "same" || more === "more", more);
            }),
            runs(200),
        );
    });
});
