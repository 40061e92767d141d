import assert from "node:assert/strict";
import fc, { type Arbitrary } from "fast-check";
import { DEFAULT_REQUIREMENTS, requirementOf } from "../../src/cloudtrail/bedrock/requirement";
import { coverage } from "../../src/cloudtrail/coverage/coverage";
import { trailSelectorProblems } from "../../src/cloudtrail/recorders/trail-validity";
import { planRemediation, remediatedSelectors } from "../../src/cloudtrail/remediation";
import { DIALECTS } from "../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../src/cloudtrail/selectors/read-selectors";
import { writeSelectors } from "../../src/cloudtrail/selectors/write-selectors";
import { runs, Seen, scene, trailSelectors } from "./arbitraries";
import { holedScene } from "./holes";
import { type AwsBasicSelector, logsBasic } from "./naive/basic";
import { type AwsSelector, logs } from "./naive/matcher";
import { BASIC_EVENTS, basicSelectors } from "./selectors/basic-arbitraries";

const AWS = DIALECTS["aws-api"];

interface Before {
    readonly EventSelectors?: readonly AwsBasicSelector[];
    readonly AdvancedEventSelectors?: readonly unknown[];
}

const trails: Arbitrary<Before> = fc.oneof(
    trailSelectors.map(AdvancedEventSelectors => ({ AdvancedEventSelectors })),
    scene
        .filter(({ world }) => world.recorder === "Trail")
        .map(({ selectors }) => ({ AdvancedEventSelectors: selectors })),
    holedScene
        .filter(({ world }) => world.recorder === "Trail")
        .map(({ selectors }) => ({ AdvancedEventSelectors: selectors.map(({ written }) => written) })),
    basicSelectors.map(EventSelectors => ({ EventSelectors })),
    fc.constant({}),
);

const requirements = fc
    .array(fc.constantFrom(...DEFAULT_REQUIREMENTS, "AWS::Bedrock::InlineAgent", "AWS::S3::Object"), {
        minLength: 1,
        maxLength: 5,
    })
    .map(names => names.map(name => requirementOf(name)));

describe("remediation", () => {
    it("makes every requirement `all`, keeps everything that was logged, adds nothing unnecessary, and changes nothing the second time", () => {
        const seen = new Seen();
        fc.assert(
            fc.property(trails, requirements, (before, required) => {
                const selectors = readSelectors({ ...before }, AWS);
                const missing = required.filter(requirement => coverage(selectors, requirement).logged !== "all");
                const plan = planRemediation(selectors, required);
                seen.add(plan.kind === "change" ? (plan.converted ?? "added") : plan.kind);
                assert.notEqual(plan.kind, "refused");
                assert.equal(plan.kind === "nothing", missing.length === 0);
                if (plan.kind !== "change") {
                    return;
                }
                const after = remediatedSelectors(plan);
                assert.deepEqual(trailSelectorProblems({ advanced: after }), []);
                for (const requirement of required) {
                    assert.equal(coverage({ advanced: after }, requirement).logged, "all");
                }
                assert.deepEqual(planRemediation({ advanced: after }, required), { kind: "nothing" });

                for (const needless of plan.added) {
                    const without = after.filter(selector => selector !== needless.selector);
                    // An empty list would mean the default.
                    const advanced = without.length === 0 ? undefined : without;
                    assert.equal(without.length, after.length - 1);
                    assert.ok(
                        advanced === undefined ||
                            required.some(requirement => coverage({ advanced }, requirement).logged !== "all"),
                    );
                }

                if (plan.converted === undefined) {
                    assert.deepEqual(after.slice(0, -plan.added.length), selectors.advanced);
                    assert.equal(selectors.basic, undefined);
                    return;
                }
                const written = writeSelectors(after, AWS) as AwsSelector[];
                const basic = before.EventSelectors ?? [{}];
                for (const event of BASIC_EVENTS.filter(event => basic.some(selector => logsBasic(selector, event)))) {
                    assert.ok(
                        written.some(selector => logs(selector, event)),
                        `lost: ${JSON.stringify(event)}`,
                    );
                }
            }),
            runs(800),
        );
        seen.atLeast({ nothing: 10, added: 50, default: 20, basic: 50 });
    });
});
