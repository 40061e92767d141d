import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { policies } from "../../policies";
import { ThrowAwayStack } from "../../scripts/throw-away-stack";
import { buildPack } from "../build-pack";
import { codeBlocks, lines } from "./code-blocks";
import { needsPulumi } from "./needs-pulumi";

const ROOT = join(__dirname, "../..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");
const PACK = "npm pack --workspace checker";
const INSTALL = "npm install --global ./trail-guard-*.tgz";
const { homepage, version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const RELEASE = `npm install --global ${homepage.replace("#readme", "")}/releases/download/v${version}/trail-guard.tgz`;
const EVIDENCE = "trail-guard evidence copied-logs/";
const LIVE = "trail-guard check --aws";
/** Two screens, with the quick starts folded. */
const LINES = 140;

/** How every command of the README ends. A command that is missing here fails. */
const COMMANDS: Readonly<Record<string, number>> = {
    "npm ci": 0,
    "npm run preview": 0,
    [PACK]: 0,
    [INSTALL]: 0,
    [RELEASE]: 0,
    "pulumi preview --policy-pack ../bedrock-trail-guard": 1,
    "pulumi preview --policy-pack ../bedrock-trail-guard --policy-pack-config ../bedrock-trail-guard/config/remediate.json": 0,
    "trail-guard check infra/": 1,
    "trail-guard check template.yaml": 1,
    // Without credentials, and with nothing delivered: what they do with both has its own tests.
    [LIVE]: 2,
    [EVIDENCE]: 2,
    "echo '{}' | trail-guard remediate --format pulumi": 0,
    "echo '{}' | trail-guard remediate --format pulumi-python": 0,
    "echo '{}' | trail-guard remediate --format pulumi-go": 0,
    "echo '{}' | trail-guard remediate --format pulumi-csharp": 0,
    "echo '{}' | trail-guard remediate --format pulumi-yaml": 0,
};

/** What the two that can't answer say, so that they are known to have got as far as that. */
const SAYS: Readonly<Record<string, RegExp>> = { [LIVE]: /credentials/i, [EVIDENCE]: /copied-logs/ };

describe("README.md", function () {
    this.timeout(600_000);
    let home: string;

    before(() => {
        buildPack();
        home = mkdtempSync(join(tmpdir(), "readme-"));
        mkdirSync(join(home, "infra"));
        mkdirSync(join(home, "copied-logs"));
        writeFileSync(
            join(home, "infra/main.tf"),
            'resource "aws_cloudtrail" "audit" {\n  name = "audit"\n  s3_bucket_name = "logs"\n}\n',
        );
        writeFileSync(
            join(home, "template.yaml"),
            "Resources:\n  Audit:\n    Type: AWS::CloudTrail::Trail\n    Properties: { IsLogging: true, S3BucketName: logs }\n",
        );
    });
    after(() => {
        if (home !== undefined) {
            rmSync(home, { recursive: true, force: true });
        }
    });

    it("contains exactly the commands that are run here", () => {
        const inTable = lines(README).flatMap(line => /^\| .* \| `([^`]+)` \|$/.exec(line)?.[1] ?? []);
        const shown = new Set([...codeBlocks(README, "sh").flatMap(lines), ...inTable]);
        assert.deepEqual([...shown].sort(), Object.keys(COMMANDS).sort());
        assert.equal(inTable.length, 5);
    });

    // In their order: what is packed is installed, and the rest runs what was installed.
    for (const [command, status] of Object.entries(COMMANDS)) {
        it(`runs: ${command}`, function () {
            if (command.startsWith("pulumi ")) {
                needsPulumi(this);
                assert.equal(inOwnStack(command), status);
                return;
            }
            const { run, cwd } = here(command);
            const result = spawnSync(run, { cwd, shell: true, encoding: "utf8", env: environment() });
            assert.equal(result.status, status, result.stdout + result.stderr);
            assert.match(result.stderr, SAYS[command] ?? /^/);
            if (command === "npm run preview") {
                for (const line of codeBlocks(README, "text").flatMap(lines)) {
                    assert.ok(result.stdout.includes(line), `${line}\nis not in\n${result.stdout}`);
                }
            }
        });
    }

    it("is not longer than two screens", () => {
        assert.ok(README.split("\n").length <= LINES);
    });

    it("leaves the policies to their own page, which lists each with its level", () => {
        const page = readFileSync(join(ROOT, "docs/policies/README.md"), "utf8");
        for (const policy of policies) {
            const row = lines(page).find(line => line.startsWith(`| [${policy.name}](`));
            assert.ok(row?.includes(`| \`${policy.enforcementLevel}\` |`), policy.name);
            assert.equal(/\| yes \|$/.test(row ?? ""), "remediate" in policy, policy.name);
        }
    });

    /** What runs for a command, and where: neither the packages of the tests nor those of the machine are replaced. */
    function here(command: string): { readonly run: string; readonly cwd: string } {
        switch (command) {
            case "npm ci":
                return { run: `${command} --dry-run --offline`, cwd: ROOT };
            case "npm run preview":
                return { run: command, cwd: ROOT };
            case PACK:
                return { run: `${command} --pack-destination ${home}`, cwd: ROOT };
            case RELEASE:
            case INSTALL:
                // A release has the same file.
                return { run: `${INSTALL} --prefix ${join(home, "global")} --offline --no-audit --no-fund`, cwd: home };
            default:
                return { run: command, cwd: home };
        }
    }

    function environment(): NodeJS.ProcessEnv {
        const others = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
        return {
            ...Object.fromEntries(others),
            PATH: `${join(home, "global/bin")}${delimiter}${process.env.PATH ?? ""}`,
            HOME: home,
            AWS_EC2_METADATA_DISABLED: "true",
            AWS_REGION: "us-east-1",
        };
    }
});

for (const [page, least] of [
    ["README.md", 14],
    ["docs/README.md", 20],
    ["examples/README.md", 7],
] as const) {
    it(`${page} links to files that exist`, () => {
        const text = readFileSync(join(ROOT, page), "utf8");
        const links = [...text.matchAll(/\]\(([^):#]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) => target);
        assert.ok(links.length >= least, `${links.length}`);
        for (const target of links) {
            assert.ok(existsSync(join(ROOT, dirname(page), target)), target);
        }
    });
}

it("docs/README.md links to every page beside it", () => {
    const text = readFileSync(join(ROOT, "docs/README.md"), "utf8");
    for (const page of readdirSync(join(ROOT, "docs")).filter(name => name.endsWith(".md") && name !== "README.md")) {
        assert.ok(text.includes(`](${page})`), page);
    }
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
