import assert from "node:assert/strict";
import { check } from "../../../checker/src/check/check";
import { defaultSettings } from "../../../checker/src/configuration/policy-config";
import { policies, stackPolicies } from "../../../policies";
import { stackCases } from "../../compliance/stack/stack-cases";
import { gatherFolder } from "./gather";
import { planOf, previewOf, templateOf } from "./written/cases";

const WORST = ["violation", "undetermined", "exempt", "pass", "not-applicable"];
for (const { name: policy } of stackPolicies) {
    describe(`${policy}: files get the same answers as the pack`, () => {
        const templates: Record<string, number> = {};
        const cases = stackCases(policy);
        for (const { name, resources, config = {}, expect } of cases.filter(({ engineOnly }) => engineOnly !== true)) {
            const verdict = async (text: string) => {
                const settings = new Map(defaultSettings(policies)).set(policy, { level: "mandatory", config });
                const gathered = await gatherFolder({ "a.json": text });
                const { report } = check(gathered, { policies, settings, today: "2026-01-15" });
                const statuses = [...(report.stacks ?? []), ...report.trails].flatMap(({ results }) =>
                    results.filter(result => result.policy === policy).map(({ status }) => status),
                );
                return WORST.find(status => statuses.includes(status as never)) ?? "not-applicable";
            };
            it(`${expect}: ${name}, in a Pulumi preview`, async () => {
                assert.equal(await verdict(previewOf(resources)), expect);
            });
            const template = templateOf(resources);
            if (template !== undefined && expect !== "exempt") {
                // It shows less: neither ARNs nor accounts.
                it(`${expect} or undetermined: ${name}, in a template`, async () => {
                    const actual = await verdict(template);
                    assert.ok(actual === expect || actual === "undetermined", actual);
                    templates[actual] = (templates[actual] ?? 0) + 1;
                });
            }
            const plan = planOf(resources);
            if (plan !== undefined && expect !== "exempt") {
                it(`${expect}: ${name}, in a Terraform plan`, async () => {
                    assert.equal(await verdict(plan), expect);
                });
            }
        }

        it("is decided in some templates: those that don't name an account", function () {
            if (Object.keys(templates).every(actual => actual === "not-applicable")) {
                this.skip();
            }
            assert.ok((templates.violation ?? 0) > 0 && (templates.pass ?? 0) > 0, JSON.stringify(templates));
        });
    });
}
