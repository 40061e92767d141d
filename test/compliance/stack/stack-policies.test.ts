import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { stackPolicies } from "../../../policies";
import { messageText } from "../../../src/cloudtrail/message";
import { evaluateStack, type StackResult } from "../../../src/compliance/stack/evaluate-stack";
import { stackFindingText } from "../../../src/compliance/stack/show-stack-result";
import { type PulumiStackResource, readPulumiStack } from "../../../src/pulumi/stack/read-stack";
import { stackCases } from "./stack-cases";
import { inputsAmong, stackResources } from "./stack-resources";

const folder = join(__dirname, "../../cases/stacks");

for (const policy of stackPolicies) {
    describe(policy.name, () => {
        const cases = stackCases(policy.name);

        for (const { name, resources, config, expect, says = [], neverSays } of cases) {
            it(`${expect}: ${name}`, () => {
                const stack = readPulumiStack(stackResources(resources), inputsAmong(resources));
                const result = evaluateStack(policy, stack, config ?? {}, "2026-01-15");
                assert.ok(!("configProblems" in result), JSON.stringify(result));
                const said = textOf(result);
                assert.equal(result.status, expect, said);
                for (const text of typeof says === "string" ? [says] : says) {
                    assert.ok(said.includes(text), `${said}\n(should say: ${text})`);
                }
                assert.ok(neverSays === undefined || !said.includes(neverSays), `${said}\n(says: ${neverSays})`);
            });
        }

        it("says the same whatever the order in which the engine reports the resources", () => {
            for (const { resources, config = {} } of cases) {
                const said = (rows: readonly PulumiStackResource[]) => {
                    const result = evaluateStack(
                        policy,
                        readPulumiStack(rows, inputsAmong(resources)),
                        config,
                        "2026-01-15",
                    );
                    return "configProblems" in result ? result.configProblems : [result.status, textOf(result)];
                };
                const rows = stackResources(resources);
                assert.deepEqual(said([...rows].reverse()), said(rows));
            }
        });

        it("validates its configuration where it doesn't apply, too", () => {
            const result = evaluateStack(policy, readPulumiStack([]), { exemptions: [{ trail: "*" }] });
            assert.deepEqual("configProblems" in result && result.configProblems, [
                { path: "exemptions[0]", message: "reason is missing" },
            ]);
        });

        it("has a case of each kind", () => {
            const kinds = new Set(cases.map(({ expect }) => expect));
            assert.deepEqual([...kinds].sort(), ["exempt", "not-applicable", "pass", "undetermined", "violation"]);
        });

        function textOf({ stack, findings, reason }: StackResult): string {
            return reason === undefined
                ? findings.map(finding => stackFindingText(policy, stack, finding)).join("\n")
                : messageText(reason);
        }
    });
}

it("code that fixes a policy contains no secret", () => {
    const row = stackCases("cloudtrail-bucket-policy").find(
        ({ name }) => name === "a prefix that the policy does not name",
    );
    const policy = stackPolicies.find(({ name }) => name === "cloudtrail-bucket-policy");
    assert.ok(row !== undefined && policy !== undefined);
    const stack = readPulumiStack(stackResources(row.resources));
    const result = evaluateStack(policy, stack, {}, "2026-01-15");
    assert.ok(!("configProblems" in result));
    const textOf = (...secrets: string[]) =>
        result.findings.map(finding => stackFindingText(policy, stack, finding, new Set(secrets))).join("\n");
    assert.match(textOf(), /:::logs\/trails\/AWSLogs/);
    assert.match(textOf("trails"), /:::logs\/YOUR_VALUE\/AWSLogs/);
});

it("every file of cases belongs to a policy over stacks", () => {
    const names = new Set(stackPolicies.map(({ name }) => `${name}.json`));
    assert.deepEqual(
        readdirSync(folder).filter(file => !names.has(file)),
        [],
    );
});
