import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Fault } from "../fake-aws";
import { COMPLETE } from "../trails";
import { ACCOUNT, describeOverHttp, reportOf, telemetryRule, worst } from "./over-http";

describeOverHttp("telemetry rules", http => {
    it("reads telemetry rules if a policy includes them, with conditions that this version doesn't know", async () => {
        http.fake.addTrail(ACCOUNT, "complete", { selectors: { advanced: COMPLETE } });
        const config = join(http.folder, "config.json");
        writeFileSync(config, '{"cloudtrail-bedrock-agent-alias-events": {"includeTelemetryRules": true}}');
        const rule = telemetryRule("AWS::Bedrock::AgentAlias");
        const regions = ["us-east-1", "eu-west-1"];
        http.fake.addRule(ACCOUNT, "audit", regions, rule);
        const arn = `arn:aws:observabilityadmin:eu-west-1:${ACCOUNT}:telemetry-rule/audit`;
        const ran = await http.check("--config", config);
        assert.deepEqual([worst(reportOf(ran))[arn], ran.exitCode], ["pass", 0], ran.stdout);
        http.fake.account(ACCOUNT).telemetryRules.splice(0);
        http.fake.addRule(ACCOUNT, "audit", regions, { ...rule, OnlyOnWeekdays: true });
        assert.equal(worst(reportOf(await http.check("--config", config)))[arn], "undetermined");
        http.fake.account(ACCOUNT).telemetryRules.splice(0);
        http.fake.addRule(ACCOUNT, "audit", regions, telemetryRule("AWS::S3::Object"));
        const less = await http.check("--config", config);
        assert.deepEqual([worst(reportOf(less))[arn], less.exitCode], ["violation", 1]);
        assert.match(less.stdout, /aws observabilityadmin update-telemetry-rule --rule-identifier/);
    });

    it("says in which Region telemetry rules could not be read, and why", async () => {
        http.fake.addTrail(ACCOUNT, "complete", { selectors: { advanced: COMPLETE } });
        const config = join(http.folder, "config.json");
        writeFileSync(config, '{"cloudtrail-multi-region": {"includeTelemetryRules": true}}');
        const faults: readonly (readonly [Fault, RegExp])[] = [
            [{ kind: "error", code: "AccessDeniedException", status: 403 }, /was denied/],
            [{ kind: "error", code: "TooManyRequestsException", status: 429 }, /throttled on every try/],
            [{ kind: "hang" }, /no answer in time/],
            [{ kind: "stall" }, /the answer began, but did not end within 1 s/],
            [{ kind: "cut" }, /could not be reached/],
            [{ kind: "garbage" }, /the answer is not a JSON object/],
            [{ kind: "empty" }, /the answer has no TelemetryRuleSummaries/],
        ];
        http.fake.account(ACCOUNT).regions = ["us-east-1", ...faults.map((_, index) => `eu-test-${index + 1}`)];
        http.fake.addRule(ACCOUNT, "audit", ["us-east-1"], telemetryRule("AWS::Bedrock::AgentAlias"));
        http.fake.intercept = ({ operation, region }) =>
            operation === "ListTelemetryRules" && region.startsWith("eu-test-")
                ? faults[Number(region.slice("eu-test-".length)) - 1]?.[0]
                : undefined;
        const ran = await http.check("--config", config, "--timeout", "1", "--max-attempts", "2");
        assert.equal(ran.exitCode, 3, ran.stderr);
        for (const [index, [, reason]] of faults.entries()) {
            const [, said = ""] = new RegExp(`eu-test-${index + 1}: (ListTelemetryRules[^;"]*)`).exec(ran.stdout) ?? [];
            assert.match(said, reason);
        }
    });
});
