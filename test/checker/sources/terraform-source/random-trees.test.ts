import assert from "node:assert/strict";
import fc from "fast-check";
import { trailPolicies } from "../../../../policies";
import { readTrail } from "../../../../src/cloudtrail/recorders/read-trail";
import type { Trail } from "../../../../src/cloudtrail/recorders/trail";
import { DIALECTS } from "../../../../src/cloudtrail/selectors/dialect";
import { evaluate } from "../../../../src/compliance/evaluate";
import { runs } from "../../../cloudtrail/arbitraries";
import { gather, withFiles } from "../gather";
import { randomTree } from "./random-tree";

/** The verdicts of all policies for a trail, with what they stand on. */
function judged(trail: Trail): string {
    const verdicts = trailPolicies.map(policy => {
        const result = evaluate(policy, trail, {});
        assert.ok("status" in result);
        return result.status;
    });
    return JSON.stringify([trail.label, trail.selectors, trail.malformed, verdicts]);
}

describe("random trees of Terraform modules", () => {
    it("are read as intended, with the same verdicts", async function () {
        // FC_RUNS=40 tries 4,000.
        this.timeout(1_800_000);
        await fc.assert(
            fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async seed => {
                const { files, trails } = randomTree(seed);
                const meant = trails.map(properties =>
                    judged(readTrail(properties, { recorder: "Trail", dialect: DIALECTS.terraform })),
                );
                await withFiles(files, async folder => {
                    const gathered = await gather([folder]);
                    assert.deepEqual([gathered.problems, gathered.unread], [[], []], JSON.stringify(files));
                    const read = gathered.trails.map(({ trail }) => judged(trail));
                    assert.deepEqual(read.sort(), meant.sort(), Object.values(files).join("\n----\n"));
                });
            }),
            runs(100),
        );
    });
});
