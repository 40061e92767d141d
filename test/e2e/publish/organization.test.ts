import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { policies } from "../../../policies";
import type { EngineEvent } from "../../../scripts/throw-away-stack";
import { needsPulumi } from "../needs-pulumi";
import { PulumiCloud } from "./pulumi-cloud";
import { runInCloud } from "./run-in-cloud";

const ROOT = join(__dirname, "../../..");

/** An organization's workflow: publish once, enforce on every stack. */
describe("the real Pulumi CLI publishes the pack, and enforces what was published", function () {
    this.timeout(300_000);
    let cloud: PulumiCloud;
    let home: string;

    before(async function () {
        needsPulumi(this);
        cloud = await PulumiCloud.start();
        mkdirSync(join(ROOT, ".cache"), { recursive: true });
        // Inside the repository, so that the program finds its packages.
        home = mkdtempSync(join(ROOT, ".cache", "organization-"));
        cpSync(join(__dirname, "program"), join(home, "program"), { recursive: true });
    });
    after(() => {
        cloud?.stop();
        if (home !== undefined) {
            rmSync(home, { recursive: true, force: true });
        }
    });

    it("publishes it as it is", async () => {
        const { status, output } = await run(["policy", "publish", cloud.organization], ROOT);
        assert.equal(status, 0, output);
        const published = cloud.published.get("bedrock-trail-guard");
        assert.ok(published !== undefined, output);
        assert.equal(published.versionTag, JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).version);
        assert.equal(published.displayName, "Bedrock Trail Guard");
        assert.equal(published.readme, readFileSync(join(ROOT, "README.md"), "utf8"));
        assert.deepEqual(
            published.policies.map(({ name, enforcementLevel, url, configSchema }) => ({
                name,
                enforcementLevel,
                page: url?.endsWith(`/docs/policies/${name}.md`),
                properties: Object.keys(configSchema?.properties ?? {}).sort(),
            })),
            policies
                .map(({ name, enforcementLevel, configSchema }) => ({
                    name,
                    enforcementLevel,
                    page: true,
                    // The CLI adds the one that every policy has.
                    properties: ["enforcementLevel", ...Object.keys(configSchema.properties)].sort(),
                }))
                .sort((a, b) => (a.name < b.name ? -1 : 1)),
        );
    });

    it("downloads, installs and enforces it in a preview of a stack that doesn't mention it", async function () {
        const init = await run(["stack", "init", `${cloud.organization}/published/prod`]);
        assert.equal(init.status, 0, init.output);
        const { status, output, mandatory, advisory } = await preview();
        if (/ENOTFOUND|ECONNREFUSED|EAI_AGAIN/.test(output)) {
            console.log("    skipped: the pack could not be installed, because there is no package registry");
            this.skip();
        }
        assert.notEqual(status, 0, output);
        assert.deepEqual(cloud.downloads, ["bedrock-trail-guard"]);
        assert.deepEqual(mandatory, [
            "cloudtrail-bedrock-agent-alias-events",
            "cloudtrail-bedrock-knowledge-base-events",
            "cloudtrail-multi-region",
        ]);
        assert.deepEqual(advisory, [
            "cloudtrail-cloudwatch-logs",
            "cloudtrail-kms-encryption",
            "cloudtrail-log-file-validation",
            "cloudtrail-trail-required",
        ]);
    });

    it("follows the configuration of the policy group: remediated, nothing mandatory is left", async function () {
        if (cloud.downloads.length === 0) {
            this.skip();
        }
        const remediate = JSON.parse(readFileSync(join(ROOT, "config/remediate.json"), "utf8"));
        cloud.configureGroup(
            Object.fromEntries(Object.entries(remediate).map(([name, level]) => [name, { enforcementLevel: level }])),
        );
        const { status, output, mandatory, remediated } = await preview();
        assert.equal(status, 0, output);
        assert.deepEqual(mandatory, []);
        assert.deepEqual(remediated, [
            "cloudtrail-bedrock-agent-alias-events",
            "cloudtrail-bedrock-knowledge-base-events",
            "cloudtrail-log-file-validation",
            "cloudtrail-multi-region",
        ]);
        assert.deepEqual(cloud.downloads, ["bedrock-trail-guard"], "a second preview has it already");
    });

    async function preview() {
        const log = join(home, "events.json");
        rmSync(log, { force: true });
        const result = await run(["preview", "--stack", `${cloud.organization}/published/prod`, "--event-log", log]);
        assert.ok(existsSync(log), result.output);
        const events = readFileSync(log, "utf8")
            .trim()
            .split("\n")
            .map(line => JSON.parse(line) as EngineEvent);
        const violations = (level: string) =>
            events
                .flatMap(({ policyEvent: event }) => (event?.enforcementLevel === level ? [event.policyName] : []))
                .sort();
        return {
            ...result,
            mandatory: violations("mandatory"),
            advisory: violations("advisory"),
            remediated: events.flatMap(({ policyRemediationEvent: event }) => event?.policyName ?? []).sort(),
        };
    }

    function run(args: readonly string[], cwd = join(home, "program")) {
        return runInCloud(cloud, args, {
            cwd,
            home: join(home, "pulumi-home"),
            environment: {
                PATH: `${join(ROOT, "scripts/echo-provider")}${delimiter}${process.env.PATH ?? ""}`,
                PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
                PULUMI_DEBUG_COMMANDS: "true",
            },
        });
    }
});
