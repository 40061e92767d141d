import assert from "node:assert/strict";
import type { SourceTrail } from "../../../../checker/src/sources/source-trail";
import { trailPolicies } from "../../../../policies";
import { evaluate } from "../../../../src/compliance/evaluate";
import fixture from "../../../fixtures/terraform-source/plans.json";
import { gatherFolder } from "../gather";

/** The verdicts of all policies, by the address of the trail. */
function verdicts(trails: readonly SourceTrail[]): Record<string, Record<string, string>> {
    return Object.fromEntries(
        trails.map(({ trail, identifiers, place }) => [
            place.address,
            Object.fromEntries(
                trailPolicies.map(policy => {
                    const result = evaluate(policy, trail, {}, { identifiers });
                    assert.ok("status" in result);
                    return [policy.name, result.status];
                }),
            ),
        ]),
    );
}

/** Where the plan says that nothing keeps the attribute from changing, as there is nothing yet, and the source doesn't. */
const IGNORED: Readonly<Record<string, readonly string[]>> = {
    "override-lifecycle": ["cloudtrail-logging-enabled"],
};

describe(`the verdicts of source, and of the plan that ${fixture.version} makes of it`, () => {
    for (const { name, files, plan } of fixture.cases) {
        it(name, async () => {
            const source = await gatherFolder(files as unknown as Record<string, string>);
            const planned = await gatherFolder({ "plan.json": JSON.stringify(plan) });
            assert.deepEqual([source.problems, source.unread, planned.problems], [[], [], []]);
            assert.ok(planned.trails.length > 0);
            const expected = verdicts(planned.trails);
            for (const policy of IGNORED[name] ?? []) {
                for (const of of Object.values(expected)) {
                    of[policy] = "undetermined";
                }
            }
            assert.deepEqual(verdicts(source.trails), expected);
        });
    }
});
