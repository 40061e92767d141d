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
    "ignored-selectors": [
        "cloudtrail-bedrock-agent-alias-events",
        "cloudtrail-bedrock-knowledge-base-events",
        "cloudtrail-bedrock-management-events",
        "cloudtrail-event-selectors-valid",
    ],
};

/**
 * What the plan leaves open and the source decides: that a reference is set, although a plan says only what it refers to,
 * and how many values a list has, because the provider makes all of a list unknown if one value is.
 */
const OPEN_IN_PLAN: Readonly<Record<string, readonly string[]>> = {
    "basic-selectors": ["cloudtrail-event-selectors-valid"],
    "keys-and-policies": ["cloudtrail-cloudwatch-logs", "cloudtrail-kms-encryption"],
    "unknown-in-selectors": ["cloudtrail-event-selectors-valid"],
    "selectors-of-a-module": ["cloudtrail-kms-encryption"],
    "alias-of-a-key": ["cloudtrail-kms-encryption"],
};

/** What source says, given what the plan says. */
function expectedOf(planned: ReturnType<typeof verdicts>, name: string): ReturnType<typeof verdicts> {
    const expected = (policy: string, status: string) =>
        IGNORED[name]?.includes(policy) === true
            ? "undetermined"
            : status === "undetermined" && OPEN_IN_PLAN[name]?.includes(policy) === true
              ? "pass"
              : status;
    return Object.fromEntries(
        Object.entries(planned).map(([address, own]) => [
            address,
            Object.fromEntries(Object.entries(own).map(([policy, status]) => [policy, expected(policy, status)])),
        ]),
    );
}

describe(`the verdicts of source, and of what ${fixture.version} and ${fixture.provider} make of it`, () => {
    for (const { name, files, plan, applied = {} } of fixture.cases as readonly PlannedCase[]) {
        it(`${name}: the plan`, async () => {
            const source = await gatherFolder(files);
            const planned = await gatherFolder({ "plan.json": JSON.stringify(plan) });
            assert.deepEqual([source.problems, source.unread, planned.problems], [[], [], []]);
            assert.ok(planned.trails.length > 0);
            assert.deepEqual(verdicts(source.trails), expectedOf(verdicts(planned.trails), name));
        });

        for (const [file, content] of Object.entries(applied)) {
            it(`${name}: ${file}, once it is applied`, async () => {
                const source = await gatherFolder(files);
                const { trails, problems } = await gatherFolder({ [file]: JSON.stringify(content) });
                assert.deepEqual(problems, []);
                assert.deepEqual(verdicts(source.trails), verdicts(trails));
            });
        }
    }
});

interface PlannedCase {
    readonly name: string;
    readonly files: Readonly<Record<string, string>>;
    readonly plan: unknown;
    /** What was there after `tofu apply`, against the moto server. */
    readonly applied?: Readonly<Record<string, unknown>>;
}
