import assert from "node:assert/strict";
import type { SourceTrail } from "../../../checker/src/sources/source-trail";
import { trailPolicies } from "../../../policies";
import { evaluate } from "../../../src/compliance/evaluate";
import table from "../../cases/sources/conformance.json";
import samples from "../../cases/sources/sample-selectors.json";
import { gatherFolder } from "./gather";
import { CLOUD_CONTROL_FORMATS } from "./written/cloud-control";
import { THROUGH_TERRAFORM_FORMATS } from "./written/through-terraform";
import { FORMATS, isUnknownMark, type LogicalTrail, type WrittenFormat } from "./written/trails";

const ALL = [...FORMATS, ...CLOUD_CONTROL_FORMATS, ...THROUGH_TERRAFORM_FORMATS];

const shortName = (name: string) => name.replace(/^cloudtrail-(bedrock-)?/, "");

/** Every result that is not `pass`, by the policy's short name. */
function results({ trail, identifiers }: SourceTrail): Record<string, string> {
    return Object.fromEntries(
        trailPolicies.flatMap(policy => {
            const result = evaluate(policy, trail, {}, { identifiers });
            assert.ok("status" in result);
            return result.status === "pass" || result.status === "not-applicable"
                ? []
                : [[shortName(policy.name), result.status]];
        }),
    );
}

function holdsUnknown(value: unknown): boolean {
    return (
        isUnknownMark(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown))
    );
}

/** What the format can't show is undetermined. */
function expected(
    {
        differs,
        hidesSelectors,
        shownIsAccepted,
    }: { differs: object; hidesSelectors?: boolean; shownIsAccepted?: boolean },
    format: WrittenFormat,
): Record<string, string> {
    return {
        // What AWS itself shows it has accepted.
        ...(shownIsAccepted === true && format.shownByAws === true ? {} : differs),
        ...(hidesSelectors === true && format.hidesSelectors === true
            ? { "management-events": "undetermined", "event-selectors-valid": "undetermined" }
            : {}),
        ...(format.silentOnLogging === true ? { "logging-enabled": "undetermined" } : {}),
    };
}

describe("the same trail in every format", () => {
    for (const testCase of table.cases) {
        const trail: LogicalTrail = { ...table.base, ...testCase.trail };
        for (const format of ALL.filter(({ unknown }) => unknown || !holdsUnknown(trail))) {
            it(`${testCase.name}: ${format.name}`, async () => {
                const { trails, problems, notes, unread } = await gatherFolder(format.write(trail));
                assert.deepEqual({ problems, notes, unread }, { problems: [], notes: [], unread: [] });
                assert.equal(trails.length, 1);
                assert.deepEqual(results(trails[0]), expected(testCase, format));
            });
        }
    }

    for (const format of ALL) {
        it(`${samples.sets.length} sets of selectors: ${format.name}`, async () => {
            for (const { AdvancedEventSelectors, logs } of samples.sets) {
                const { trails } = await gatherFolder(format.write({ ...table.base, AdvancedEventSelectors }));
                assert.equal(trails.length, 1);
                const found = results(trails[0]);
                const expectedOf = (amount: string) => (amount === "all" ? undefined : "violation");
                assert.deepEqual(
                    [found["management-events"], found["agent-alias-events"], found["knowledge-base-events"]],
                    [logs.Management, logs["AWS::Bedrock::AgentAlias"], logs["AWS::Bedrock::KnowledgeBase"]].map(
                        expectedOf,
                    ),
                    JSON.stringify(AdvancedEventSelectors),
                );
            }
        });
    }

    it("writes unknown values in every format that can have them", () => {
        const unknown = table.cases.filter(({ trail }) => holdsUnknown(trail));
        assert.equal(unknown.length, 3);
        for (const format of ALL.filter(candidate => candidate.unknown)) {
            const text = Object.values(format.write({ ...table.base, ...unknown[0].trail })).join();
            assert.match(
                text,
                /04da6b54|ciphertext|\[secret\]|"starts_with":\[false,true\]|"?Ref"?: "?P|!Ref P|var\.unknown/,
                format.name,
            );
        }
    });
});
