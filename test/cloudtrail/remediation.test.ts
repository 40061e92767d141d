import assert from "node:assert/strict";
import { requirementOf } from "../../src/cloudtrail/bedrock/requirement";
import { messageText } from "../../src/cloudtrail/message";
import { planRemediation, remediatedSelectors } from "../../src/cloudtrail/remediation";
import { DIALECTS } from "../../src/cloudtrail/selectors/dialect";
import type { Recorder } from "../../src/cloudtrail/selectors/field-rules";
import { writeSelectors } from "../../src/cloudtrail/selectors/write-selectors";
import { type Case, fieldsOf, readCases, selectorsOf, writtenOut } from "./case-tables";

interface RemediationCase extends Case {
    readonly trail: Readonly<Record<string, unknown>>;
    readonly recorder?: Recorder;
    readonly require: readonly string[];
    readonly plan:
        | "nothing"
        | { readonly refused: string; readonly id: string; readonly undecided?: true }
        | { readonly converted?: "default" | "basic"; readonly added: readonly string[] };
    readonly result?: readonly unknown[];
}

describe("remediation", () => {
    for (const { name, trail, recorder, require, plan, result } of readCases<RemediationCase>("remediation")) {
        it(name, () => {
            const found = planRemediation(
                selectorsOf(trail),
                require.map(type => requirementOf(type)),
                recorder,
            );
            if (plan === "nothing") {
                assert.deepEqual(found, { kind: "nothing" });
            } else if ("refused" in plan) {
                assert.ok(found.kind === "refused", JSON.stringify(found));
                assert.ok(messageText(found.reason).includes(plan.refused), messageText(found.reason));
                assert.deepEqual([found.reason.id, found.undecided], [plan.id, plan.undecided]);
            } else {
                assert.equal(found.kind, "change", JSON.stringify(found));
                assert.ok(found.kind === "change");
                assert.equal(found.converted, plan.converted);
                assert.deepEqual(
                    found.added.map(({ requirement }) => requirement),
                    plan.added,
                );
                if (result !== undefined) {
                    const written = writeSelectors(remediatedSelectors(found), DIALECTS["aws-api"]);
                    assert.deepEqual(fieldsOf(written), writtenOut(result));
                }
            }
        });
    }
});
