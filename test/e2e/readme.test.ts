import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { policies } from "../../policies";
import { findPulumi, ThrowAwayStack } from "../../scripts/throw-away-stack";
import { buildPack } from "../build-pack";
import { codeBlocks, lines } from "./code-blocks";

const ROOT = join(__dirname, "../..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");
const PREVIEW = "npx trail-guard preview examples/bedrock-agents-typescript --policy-pack .";
const COVERAGE = `echo '{"EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true}]}' | npx trail-guard coverage`;

/** How every command of the README ends. A command that is missing here fails. */
const COMMANDS: Readonly<Record<string, { readonly status: "0" | "not 0"; readonly as?: string }>> = {
    // The packages of the tests themselves are not to be replaced: this checks that the lock file can be installed.
    "npm ci": { status: "0", as: "npm ci --dry-run --offline" },
    "npm run preview": { status: "0" },
    [PREVIEW]: { status: "not 0" },
    "pulumi preview --policy-pack ../bedrock-trail-guard": { status: "not 0" },
    "pulumi preview --policy-pack ../bedrock-trail-guard --policy-pack-config ../bedrock-trail-guard/config/remediate.json":
        { status: "0" },
    "npx trail-guard validate-config config/remediate.json": { status: "0" },
    "npx trail-guard policies": { status: "0" },
    "npx trail-guard check test/fixtures/sources/terraform-plan.json --format markdown": { status: "not 0" },
    [COVERAGE]: {
        status: "not 0",
    },
};

describe("README.md", function () {
    this.timeout(600_000);
    const pulumi = findPulumi();

    before(buildPack);

    it("has no command that isn't run here, and no other is", () => {
        assert.deepEqual(codeBlocks(README, "sh").flatMap(lines).sort(), Object.keys(COMMANDS).sort());
    });

    for (const [command, { status, as = command }] of Object.entries(COMMANDS)) {
        it(`runs: ${command}`, function () {
            if (command.startsWith("pulumi ")) {
                if ("problem" in pulumi) {
                    console.log(`      skipped: ${pulumi.problem}`);
                    this.skip();
                }
                assert.equal(inOwnStack(command) === 0, status === "0");
                return;
            }
            const run = spawnSync(as, { cwd: ROOT, shell: true, encoding: "utf8" });
            assert.equal(run.status === 0, status === "0", run.stdout + run.stderr);
            if (command === PREVIEW) {
                for (const line of codeBlocks(README, "text").flatMap(lines)) {
                    assert.ok(run.stdout.includes(line), `${line}\nis not in\n${run.stdout}`);
                }
            }
        });
    }

    it("lists every policy with its default level, and whether it remediates", () => {
        for (const policy of policies) {
            const row = lines(README).find(line => line.startsWith(`| \`${policy.name}\``));
            assert.ok(row?.includes(`| ${policy.enforcementLevel} |`), policy.name);
            assert.equal(/\| (yes|with a .*) \|$/.test(row ?? ""), "remediate" in policy, policy.name);
        }
    });

    it("has a configuration that is valid", () => {
        const folder = mkdtempSync(join(tmpdir(), "readme-"));
        try {
            for (const [index, text] of codeBlocks(README, "json").entries()) {
                const file = join(folder, `${index}.json`);
                writeFileSync(file, text);
                const run = spawnSync(process.execPath, ["checker/bin/trail-guard.js", "validate-config", file], {
                    cwd: ROOT,
                    encoding: "utf8",
                });
                assert.equal(run.status, 0, run.stdout + run.stderr);
            }
            assert.equal(codeBlocks(README, "json").length, 1);
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    });

    it("links to files that exist", () => {
        const links = [...README.matchAll(/\]\(([^):#]+)\)/g)].map(([, target = ""]) => target);
        assert.ok(links.length >= 8);
        for (const target of links) {
            assert.ok(existsSync(join(ROOT, target)), target);
        }
    });
});

/** Runs a preview as in a program beside which this repository was cloned. */
function inOwnStack(command: string): number {
    const stack = new ThrowAwayStack(join(ROOT, "examples/default-trail"));
    try {
        symlinkSync(ROOT, join(dirname(stack.directory), "bedrock-trail-guard"));
        return stack.preview(command.split(" ").slice(2)).status;
    } finally {
        stack.dispose();
    }
}
