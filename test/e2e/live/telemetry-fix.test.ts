import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Report } from "../../../checker/src/report/report";
import { accessKeyOf } from "../../checker/live/fake-server";
import { runLive } from "../../checker/live/run-live";
import { dataEvents } from "../../checker/live/trails";
import { withFakeAws } from "../../checker/live/with-fake-aws";
import { findPythonCommand } from "./from-pypi";

const ACCOUNT = "111111111111";
const POLICY = "cloudtrail-bedrock-agent-alias-events";

describe("the command that fixes a telemetry rule, by the AWS CLI", function () {
    this.timeout(300_000);
    const surroundings = withFakeAws();

    for (const ofOrganization of [false, true]) {
        it(`replaces ${ofOrganization ? "an organization's" : "the account's own"} rule with one that complies, and keeps the rest of it`, async function () {
            const aws = findPythonCommand({ variable: "AWS_CLI", requirement: "awscli==1.45.11", command: "aws" });
            if (aws === undefined) {
                // Python or PyPI is missing: this test is skipped, and counted as skipped.
                this.skip();
            }
            const { fake, server, folder } = surroundings();
            fake.management = ACCOUNT;
            const rest = { DestinationType: "cloud-watch-logs", RetentionInDays: 30 };
            const selectors = [dataEvents("AWS::S3::Object")];
            const rule = {
                ResourceType: "AWS::CloudTrail",
                TelemetryType: "Logs",
                DestinationConfiguration: { ...rest, CloudtrailParameters: { AdvancedEventSelectors: selectors } },
            };
            fake.addRule(ACCOUNT, "audit", ["us-east-1", "eu-west-1"], rule, ofOrganization);
            const config = join(folder, "config.json");
            writeFileSync(
                config,
                JSON.stringify({
                    all: "disabled",
                    [POLICY]: { includeTelemetryRules: true, enforcementLevel: "mandatory" },
                }),
            );
            const place = { url: server.url, account: ACCOUNT, folder };
            const check = async () => {
                const args = ["check", "--aws", "--format", "json", "--config", config];
                const { stdout, stderr } = await runLive(place, args);
                assert.ok(stdout.startsWith("{"), stderr);
                const { trails } = JSON.parse(stdout) as Report;
                return trails.flatMap(({ results }) => results.filter(({ policy }) => policy === POLICY));
            };
            const [before] = await check();
            assert.equal(before?.status, "violation");
            const { exitCode, stderr } = await runShell(before?.fix?.code ?? "", {
                PATH: `${dirname(aws)}${delimiter}${process.env.PATH}`,
                HOME: folder,
                AWS_ENDPOINT_URL: server.url,
                AWS_ACCESS_KEY_ID: accessKeyOf(ACCOUNT),
                AWS_SECRET_ACCESS_KEY: "secret",
                AWS_REGION: "us-west-2",
            });
            assert.equal(exitCode, 0, stderr);
            assert.deepEqual(
                (await check()).map(({ status }) => status),
                ["pass"],
            );
            for (const { rule: after } of fake.account(ACCOUNT).telemetryRules) {
                const { CloudtrailParameters, ...kept } = after.DestinationConfiguration as Record<string, unknown>;
                assert.deepEqual(kept, rest);
                const { AdvancedEventSelectors } = CloudtrailParameters as { AdvancedEventSelectors: unknown[] };
                assert.deepEqual([AdvancedEventSelectors[0], AdvancedEventSelectors.length], [selectors[0], 2]);
            }
        });
    }
});

/** Runs commands in a shell, while this process answers them. */
function runShell(commands: string, env: NodeJS.ProcessEnv) {
    return new Promise<{ readonly exitCode: number | null; readonly stderr: string }>(resolve => {
        const shell = spawn("bash", ["-e", "-c", commands], { env });
        let stderr = "";
        shell.stderr.on("data", text => {
            stderr += text;
        });
        shell.on("close", exitCode => resolve({ exitCode, stderr }));
    });
}
