import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { ThrowAwayStack } from "../../../scripts/throw-away-stack";
import { codeBlocks, lines } from "../code-blocks";
import { needsPulumi } from "../needs-pulumi";
import { type GroupConfig, PulumiCloud } from "./pulumi-cloud";
import { runInCloud } from "./run-in-cloud";

const ROOT = join(__dirname, "../../..");
const GUIDE = readFileSync(join(ROOT, "docs/organization.md"), "utf8");
const COMMANDS = codeBlocks(GUIDE, "sh").flatMap(lines);

/** The guide for an organization, command by command, in one working folder and against a stand-in of Pulumi Cloud. */
describe("docs/organization.md", function () {
    this.timeout(600_000);
    let cloud: PulumiCloud;
    let home: string;
    let stack: ThrowAwayStack;

    before(async function () {
        needsPulumi(this);
        cloud = await PulumiCloud.start();
        home = mkdtempSync(join(tmpdir(), "organization-"));
        stack = new ThrowAwayStack(join(ROOT, "examples/default-trail"));
        symlinkSync(ROOT, join(dirname(stack.directory), "bedrock-trail-guard"));
        const [production = ""] = codeBlocks(GUIDE, "json");
        writeFileSync(join(stack.directory, "production.json"), production);
        assert.equal(stack.up().status, 0);
    });
    after(() => {
        cloud?.stop();
        stack?.dispose();
        if (home !== undefined) {
            rmSync(home, { recursive: true, force: true });
        }
    });

    for (const command of COMMANDS) {
        it(`runs: ${command}`, async function () {
            const { status, output } = await run(command);
            if (command.startsWith("npm install") && /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ENOTCACHED/.test(output)) {
                console.log("      skipped: no package registry");
                this.skip();
            }
            assert.equal(status, 0, output);
        });
    }

    it("sets up the groups as it says, in its order", () => {
        const config = (file: string) => asSent(readFileSync(join(ROOT, "config", file), "utf8"));
        const production = asSent(codeBlocks(GUIDE, "json")[0] ?? "");
        const added = (group: string, versionTag: string, given: GroupConfig) => ({
            group,
            addPolicyPack: { name: "bedrock-trail-guard", versionTag, config: given },
        });
        assert.deepEqual(cloud.groupChanges, [
            added("trails-audit", "0.1.0", config("advisory.json")),
            added("trails", "0.1.0", config("advisory.json")),
            added("trails", "0.1.0", config("mandatory.json")),
            added("trails", "0.1.0", config("remediate.json")),
            added("trails", "0.1.0", production),
            added("trails", "0.2.0", production),
            added("trails", "0.1.0", production),
            { group: "trails", removePolicyPack: { name: "bedrock-trail-guard" } },
        ]);
    });

    /** The CLI writes a bare level in full. */
    function asSent(config: string): GroupConfig {
        const entries = Object.entries<unknown>(JSON.parse(config));
        return Object.fromEntries(
            entries.map(([name, value]) => [name, typeof value === "string" ? { enforcementLevel: value } : value]),
        );
    }

    function run(command: string): Promise<{ readonly status: number; readonly output: string }> {
        if (command.startsWith("pulumi policy") && !command.startsWith("pulumi policy analyze")) {
            const cwd = /publish|config\//.test(command) ? ROOT : stack.directory;
            return runInCloud(cloud, command.split(" ").slice(1), { cwd, home });
        }
        if (command.startsWith("pulumi ")) {
            const { status, stdout, stderr } = stack.run(command.split(" ").slice(1));
            return Promise.resolve({ status, output: stdout + stderr });
        }
        const [as, cwd] = substitute(command);
        const { status, stdout, stderr } = spawnSync(as, { cwd, shell: true, encoding: "utf8" });
        return Promise.resolve({ status: status ?? 1, output: stdout + stderr });
    }

    /** What is run instead, so that this repository is not changed, and where. */
    function substitute(command: string): readonly [string, string] {
        switch (command) {
            case "npm ci":
                return ["npm ci --dry-run --offline", ROOT];
            case "npm pack":
                return [`npm pack --pack-destination ${stack.directory}`, ROOT];
            default:
                return [
                    command
                        .replace(/^trail-guard/, `${process.execPath} ${join(ROOT, "checker/bin/trail-guard.js")}`)
                        .replace("npm install", "npm install --no-audit --no-fund --prefer-offline"),
                    stack.directory,
                ];
        }
    }
});

describe("the text of docs/organization.md", () => {
    it("links to files that exist", () => {
        const links = [...GUIDE.matchAll(/\]\(([^):#]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) => target);
        assert.ok(links.length >= 10);
        for (const target of links) {
            assert.ok(existsSync(join(ROOT, "docs", target)), target);
        }
    });

    it("shows a step for GitHub Actions that is valid YAML, with the paths of its commands", () => {
        const [workflow = ""] = codeBlocks(GUIDE, "yaml");
        const [install, preview] = parse(workflow);
        assert.ok(COMMANDS.includes(install.run));
        assert.match(preview.with.policyPacks, /\/policy\/bedrock-trail-guard$/);
    });
});
