import assert from "node:assert/strict";
import { check } from "../../../checker/src/check/check";
import { defaultSettings } from "../../../checker/src/configuration/policy-config";
import { policies } from "../../../policies";
import table from "../../cases/sources/conformance.json";
import { textOf } from "../result-text";
import { gatherFolder } from "./gather";
import { FORMATS } from "./written/trails";

const [unknown] = table.cases.filter(
    ({ name }) => name === "an operator whose values aren't known beside one that suffices",
);
const [hidden] = table.cases.filter(testCase => "hidesSelectors" in testCase && testCase.hidesSelectors === true);

/** The first message of a trail about something that isn't known. */
async function undecidedText(formatName: string, trail: object): Promise<string> {
    const format = FORMATS.find(({ name }) => name === formatName);
    assert.ok(format !== undefined, formatName);
    const gathered = await gatherFolder(format.write({ ...table.base, ...trail }));
    const { report } = check(gathered, { policies, settings: defaultSettings(policies) });
    const [first] = report.trails.flatMap(({ results }) => results).filter(({ status }) => status === "undetermined");
    assert.ok(first !== undefined);
    return textOf(first);
}

describe("how unknown values are phrased", () => {
    for (const [format, testCase, words, advice] of [
        ["Pulumi state, aws", unknown, "can't determine", "export the state with --show-secrets"],
        ["Pulumi preview, aws", unknown, "can't decide before the update", undefined],
        [
            "Pulumi preview, aws-native, secrets masked",
            unknown,
            "can't determine",
            "a preview masks secrets: preview with the policy pack, or check the state after the update",
        ],
        ["Terraform plan", unknown, "can't decide before the update", undefined],
        ["Terraform state", hidden, "can't determine", undefined],
        ["CloudFormation, JSON", unknown, "can't decide before the update", undefined],
    ] as const) {
        it(`${format}: ${words}${advice === undefined ? "" : `, ${advice}`}`, async () => {
            const message = await undecidedText(format, testCase?.trail ?? {});
            assert.ok(message.includes(` ${words} `), message);
            assert.equal(/\n {2}To find out: (.*)\n/.exec(message)?.[1], advice);
        });
    }
});
