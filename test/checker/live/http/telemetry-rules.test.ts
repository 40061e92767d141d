import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FakeAws, Fault } from "../fake-aws";
import { COMPLETE } from "../trails";
import { ACCOUNT, overHttp, reportOf, telemetryRule, worst } from "./over-http";

describe("the command against AWS over HTTP, with the real SDK: telemetry rules", function () {
    this.timeout(60_000);
    let folder: string;
    let fake: FakeAws;
    const { surroundings, check } = overHttp();
    beforeEach(() => {
        ({ folder, fake } = surroundings());
    });

    it("reads telemetry rules where a policy includes them, with conditions that this version doesn't know", async () => {
        fake.addTrail(ACCOUNT, "complete", { selectors: { advanced: COMPLETE } });
        const config = join(folder, "config.json");
        writeFileSync(config, '{"cloudtrail-bedrock-agent-alias-events": {"includeTelemetryRules": true}}');
        const rule = telemetryRule("AWS::Bedrock::AgentAlias");
        const regions = ["us-east-1", "eu-west-1"];
        fake.addRule(ACCOUNT, "audit", regions, rule);
        const arn = `arn:aws:observabilityadmin:eu-west-1:${ACCOUNT}:telemetry-rule/audit`;
        const ran = await check("--config", config);
        assert.deepEqual([worst(reportOf(ran))[arn], ran.exitCode], ["pass", 0], ran.stdout);
        fake.account(ACCOUNT).telemetryRules.splice(0);
        fake.addRule(ACCOUNT, "audit", regions, { ...rule, OnlyOnWeekdays: true });
        assert.equal(worst(reportOf(await check("--config", config)))[arn], "undetermined");
        fake.account(ACCOUNT).telemetryRules.splice(0);
        fake.addRule(ACCOUNT, "audit", regions, telemetryRule("AWS::S3::Object"));
        const less = await check("--config", config);
        assert.deepEqual([worst(reportOf(less))[arn], less.exitCode], ["violation", 1]);
        assert.match(less.stdout, /aws observabilityadmin update-telemetry-rule --rule-identifier/);
    });

    it("says of telemetry rules which Region could not be read, and why", async () => {
        fake.addTrail(ACCOUNT, "complete", { selectors: { advanced: COMPLETE } });
        const config = join(folder, "config.json");
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
        fake.account(ACCOUNT).regions = ["us-east-1", ...faults.map((_, index) => `eu-test-${index + 1}`)];
        fake.addRule(ACCOUNT, "audit", ["us-east-1"], telemetryRule("AWS::Bedrock::AgentAlias"));
        fake.intercept = ({ operation, region }) =>
            operation === "ListTelemetryRules" && region.startsWith("eu-test-")
                ? faults[Number(region.slice("eu-test-".length)) - 1]?.[0]
                : undefined;
        const ran = await check("--config", config, "--timeout", "1", "--max-attempts", "2");
        assert.equal(ran.exitCode, 3, ran.stderr);
        for (const [index, [, reason]] of faults.entries()) {
            const [, said = ""] = new RegExp(`eu-test-${index + 1}: (ListTelemetryRules[^;"]*)`).exec(ran.stdout) ?? [];
            assert.match(said, reason);
        }
    });
});
