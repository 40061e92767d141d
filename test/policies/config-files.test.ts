import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parsePolicyConfig } from "../../checker/src/configuration/policy-config";
import { policies, trailPolicies } from "../../policies";
import type { EnforcementLevel } from "../../src/compliance/policy/policy";

const FOLDER = join(__dirname, "../../config");

/** The files that are passed unchanged to `--policy-pack-config`. */
describe("config/", () => {
    const levels = (name: string): Map<string, EnforcementLevel> => {
        const result = parsePolicyConfig({ text: readFileSync(join(FOLDER, name), "utf8") }, policies);
        assert.ok("settings" in result, JSON.stringify(result));
        return new Map([...result.settings].map(([policy, { level }]) => [policy, level]));
    };
    const expected = (level: (policy: (typeof policies)[number]) => EnforcementLevel) =>
        new Map(policies.map(policy => [policy.name, level(policy)]));

    it("has these files", () => {
        assert.deepEqual(readdirSync(FOLDER).sort(), ["advisory.json", "mandatory.json", "remediate.json"]);
    });

    it("advisory.json stops nothing", () => {
        assert.deepEqual(
            levels("advisory.json"),
            expected(() => "advisory"),
        );
    });

    it("mandatory.json contains the default levels: hardening is only advisory", () => {
        assert.deepEqual(
            levels("mandatory.json"),
            expected(({ enforcementLevel }) => enforcementLevel),
        );
        const named = Object.entries(JSON.parse(readFileSync(join(FOLDER, "mandatory.json"), "utf8")));
        assert.deepEqual(
            named,
            policies
                .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
                .map(({ name }) => [name, "mandatory"]),
        );
    });

    it("all do what they say", () => {
        for (const name of readdirSync(FOLDER)) {
            const result = parsePolicyConfig({ text: readFileSync(join(FOLDER, name), "utf8") }, policies);
            assert.deepEqual("settings" in result && result.ineffective, [], name);
        }
    });

    it("remediate.json remediates whatever needs no further configuration, and changes no other level", () => {
        const remediating = new Set(
            trailPolicies
                .filter(
                    ({ name, remediate, asksForUse }) =>
                        // Only the stack shows what is used, after all remediations: it could only stop the preview.
                        remediate !== undefined && asksForUse !== true && name !== "cloudtrail-s3-delivery",
                )
                .map(({ name }) => name),
        );
        assert.deepEqual(
            levels("remediate.json"),
            expected(({ name, enforcementLevel }) => (remediating.has(name) ? "remediate" : enforcementLevel)),
        );
    });
});
