import assert from "node:assert/strict";
import { defaultSettings, parsePolicyConfig } from "../../../checker/src/configuration/policy-config";
import { trailPolicies } from "../../../policies";
import cases from "../../cases/checker/policy-config.json";

describe("parsePolicyConfig", () => {
    for (const { title, text, settings } of cases.valid) {
        it(`accepts ${title}`, () => {
            const result = parsePolicyConfig({ text }, trailPolicies);
            assert.ok("settings" in result, JSON.stringify(result));
            assert.deepEqual(
                [...result.settings.keys()],
                trailPolicies.map(({ name }) => name),
            );
            for (const [name, setting] of Object.entries(settings)) {
                assert.deepEqual(result.settings.get(name), setting);
            }
        });
    }

    for (const { title, text, problems } of cases.invalid) {
        it(`refuses ${title}`, () => {
            const result = parsePolicyConfig({ text }, trailPolicies);
            assert.ok("problems" in result, "was taken");
            const found = result.problems.map(
                ({ line, column, path, message }) => `${line}:${column}: ${path === "" ? "" : `${path}: `}${message}`,
            );
            assert.deepEqual(found, problems);
        });
    }

    it("refuses a file nested so deeply that a parser gives up", () => {
        const text = `{"all": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
        const result = parsePolicyConfig({ text }, trailPolicies);
        assert.deepEqual(result, { problems: [{ path: "", message: "it is nested too deeply", line: 1, column: 1 }] });
    });

    it("gives each policy its own level if nothing is configured", () => {
        const levels = [...defaultSettings(trailPolicies)].map(([name, { level }]) => [name, level]);
        assert.deepEqual(
            levels,
            trailPolicies.map(({ name, enforcementLevel }) => [name, enforcementLevel]),
        );
    });
});
