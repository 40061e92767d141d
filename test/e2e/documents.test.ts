import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
    chmodSync,
    cpSync,
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
import { packRelease } from "../scripts/action/packed-release";
import { codeBlocks, lines } from "./code-blocks";

const ROOT = join(__dirname, "../..");
const page = (name: string) => readFileSync(join(ROOT, "docs", name), "utf8");

interface Ending {
    readonly status: number;
    /** What it says on standard output or standard error. */
    readonly says: RegExp;
}

/** There are no credentials here: separate tests give these an account. */
const ASKS_AWS: Ending = {
    status: 2,
    says: /^trail-guard: no AWS credentials: set AWS_PROFILE, name a --profile, or sign in$/m,
};
/** There is no terminal here. */
const ASKS_PERSON: Ending = { status: 2, says: /add --yes/ };

function violates(trails: number): Ending {
    return { status: 1, says: new RegExp(`^${trails} trails?: .*\\bviolating`, "m") };
}

/** How each command of a page ends. One that is missing here fails, and so does one that no page has. */
const COMMANDS: Readonly<Record<string, Readonly<Record<string, Ending>>>> = {
    "checker.md": {
        "trail-guard check stacks/ --config policy-config.json --output sarif=trails.sarif": violates(4),
        "pulumi stack export | trail-guard check": violates(4),
        "terraform show -json plan.out | trail-guard check --source terraform-plan": violates(7),
        "trail-guard check infra/ --var-file infra/prod.tfvars --var region=us-gov-west-1": violates(1),
        "trail-guard check template.yaml --parameter Environment=prod --parameters parameters.json": violates(1),
        "trail-guard check cdk.out": violates(2),
    },
    "diff.md": {
        "terraform show -json plan.out | trail-guard diff": { status: 0, says: /^8 trails: 8 compliant$/m },
        "pulumi preview --json --show-sames | trail-guard diff -": { status: 0, says: /^4 trails: 4 compliant$/m },
        "trail-guard diff main.template.json branch.template.json": violates(1),
        "trail-guard diff --aws template.yaml": ASKS_AWS,
        "trail-guard diff --before yesterday.json put-event-selectors.json": violates(1),
    },
    "evidence.md": {
        "trail-guard evidence --trail my-trail": ASKS_AWS,
        "trail-guard evidence --trail my-trail --from 2026-07-01 --to 2026-10-01 --resume q3.jsonl --format html > q3.html":
            ASKS_AWS,
        "trail-guard evidence s3://my-trail-logs --from 7d --account 111122223333": ASKS_AWS,
        "trail-guard evidence copied-logs/ --from 2026-11-01 --to 2026-11-02": { status: 2, says: /"copied-logs\/"/ },
        "trail-guard evidence --trail organization-trail --from 30d --by account,type,identity --athena primary":
            ASKS_AWS,
        "trail-guard evidence s3://my-trail-logs --from 7d --athena primary --print-sql": ASKS_AWS,
    },
    "fixes.md": {
        "aws cloudtrail get-event-selectors --trail-name my-trail | trail-guard remediate --format pulumi-python": {
            status: 0,
            says: /^advanced_event_selectors=\[$/m,
        },
    },
    "live.md": {
        "trail-guard check --aws": ASKS_AWS,
        "trail-guard check --aws --organization": ASKS_AWS,
        "trail-guard check --aws --accounts accounts.txt --role-name audit --external-id abc": ASKS_AWS,
        "trail-guard check --aws --organization --resume run.jsonl": ASKS_AWS,
        "trail-guard fix --aws": ASKS_AWS,
        "trail-guard fix --aws --apply": ASKS_PERSON,
        "trail-guard fix --aws --organization --only selectors --apply --yes --audit-log audit.jsonl": ASKS_AWS,
        "trail-guard fix --aws --rollback trail-guard-rollback-….jsonl": ASKS_PERSON,
        "trail-guard fix --aws --rollback FILE --plan": { status: 2, says: /"FILE": no such file/ },
        "trail-guard fix --aws --rollback FILE": ASKS_PERSON,
    },
    "offline-preview.md": {
        "trail-guard preview infra": { status: 1, says: /^3 resources, \d violations, 3 mandatory/m },
        "trail-guard preview infra --policy-pack-config config/remediate.json": {
            status: 0,
            says: /^3 resources, \d remediations, \d violations, none mandatory/m,
        },
        "trail-guard preview infra --policy-pack ../other-pack --policy-pack . --format json": {
            status: 1,
            says: /"policy": "cloudtrail-multi-region"/,
        },
    },
    "reports.md": {
        "trail-guard check templates/ --format markdown --soft-fail > comment.md": { status: 0, says: /^/ },
    },
};

/** Files from this repository, where the pages' commands look for them. */
const FILES: Readonly<Record<string, string>> = {
    "stacks/prod.json": "test/fixtures/sources/pulumi-state.json",
    "policy-config.json": "config/mandatory.json",
    "infra/main.tf": "examples/terraform/main.tf",
    "cdk.out": "test/fixtures/sources/cdk.out",
    "put-event-selectors.json": "test/fixtures/records/stratus-tamper-PutEventSelectors.json",
    "templates/trail.yaml": "examples/cloudformation/template.yaml",
};

const ATTACKED = "arn:aws:cloudtrail:cn-northsouth-2r:958312252124:trail/stratus-red-team-ctes-trail-khlvciwdor";
const template = (logging: boolean) =>
    JSON.stringify({
        Resources: {
            Audit: { Type: "AWS::CloudTrail::Trail", Properties: { IsLogging: logging, S3BucketName: "logs" } },
        },
    });

/** Other files there. */
const TEXTS: Readonly<Record<string, string>> = {
    "infra/variables.tf": 'variable "region" {}\nvariable "bucket" {}\nprovider "aws" {\n  region = var.region\n}\n',
    "infra/prod.tfvars": 'bucket = "logs"\n',
    "template.yaml": `Parameters: { Environment: { Type: String }, Bucket: { Type: String } }
Conditions: { Prod: !Equals [!Ref Environment, prod] }
Resources:
  Audit: { Type: AWS::CloudTrail::Trail, Condition: Prod, Properties: { IsLogging: true, S3BucketName: !Ref Bucket } }
`,
    "parameters.json": JSON.stringify([{ ParameterKey: "Bucket", ParameterValue: "logs" }]),
    "main.template.json": template(true),
    "branch.template.json": template(false),
    "yesterday.json": [
        { trailList: [{ Name: ATTACKED.split("/")[1], TrailARN: ATTACKED, S3BucketName: "logs" }] },
        { TrailARN: ATTACKED, EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }] },
    ]
        .map(document => JSON.stringify(document))
        .join("\n"),
    "selectors.json": JSON.stringify({
        TrailARN: ATTACKED,
        EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [] }],
    }),
    "copied-logs/README": "nothing was copied\n",
    "accounts.txt": "111122223333\n",
};

/** The page whose commands run in the folder of a pack, beside a program and another pack. */
const IN_A_PACK = "offline-preview.md";
/** Pages whose commands have their own tests; `commands.md` is generated from the help. */
const ELSEWHERE = ["ci.md", "commands.md", "organization.md"];

/** What other tools print, as they printed it; the files are of this repository, or those above. */
const TOOLS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    aws: { "cloudtrail get-event-selectors": "selectors.json" },
    pulumi: {
        "stack export": "test/fixtures/sources/pulumi-state.json",
        "preview --json": "test/fixtures/sources/pulumi-preview.json",
    },
    terraform: { "show -json": "test/fixtures/sources/terraform-plan.json" },
};

/** Every command on a page, run as written: from the packed command, in an empty folder with the files that it names. */
describe("the commands of the documents", function () {
    this.timeout(120_000);
    let home: string;

    before(() => {
        home = mkdtempSync(join(tmpdir(), "documents-"));
        packRelease("trail-guard", home);
        const { status, stderr } = spawnSync(
            "npm",
            ["install", "--offline", "--global", "--prefix", join(home, "installed"), join(home, "trail-guard.tgz")],
            { encoding: "utf8" },
        );
        assert.equal(status, 0, stderr);
        for (const [file, from] of Object.entries(FILES)) {
            mkdirSync(dirname(join(home, "work", file)), { recursive: true });
            cpSync(join(ROOT, from), join(home, "work", file), { recursive: true });
        }
        for (const [file, text] of Object.entries(TEXTS)) {
            mkdirSync(dirname(join(home, "work", file)), { recursive: true });
            writeFileSync(join(home, "work", file), text);
        }
        mkdirSync(join(home, "pack"));
        for (const name of ["PulumiPolicy.yaml", "package.json", "dist", "config"]) {
            symlinkSync(join(ROOT, name), join(home, "pack", name));
        }
        cpSync(join(ROOT, "examples/default-trail"), join(home, "pack/infra"), { recursive: true });
        cpSync(join(ROOT, "test/e2e/offline-preview/pack/observer"), join(home, "other-pack"), { recursive: true });
        symlinkSync(join(ROOT, "node_modules"), join(home, "node_modules"));
        for (const [name, outputs] of Object.entries(TOOLS)) {
            const pathOf = (file: string) => join(file in TEXTS ? join(home, "work") : ROOT, file);
            const script = Object.entries(outputs).map(([args, file]) => `  "${args}"*) cat ${pathOf(file)} ;;`);
            const tool = join(home, "installed/bin", name);
            writeFileSync(tool, `#!/bin/sh\ncase "$*" in\n${script.join("\n")}\n  *) exit 64 ;;\nesac\n`);
            chmodSync(tool, 0o755);
        }
    });
    after(() => rmSync(home, { recursive: true, force: true }));

    const run = (command: string, folder: string) => {
        const others = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
        return spawnSync("bash", ["-o", "pipefail", "-c", command], {
            cwd: join(home, folder),
            encoding: "utf8",
            env: {
                ...Object.fromEntries(others),
                HOME: home,
                AWS_EC2_METADATA_DISABLED: "true",
                AWS_REGION: "us-east-1",
                PATH: `${join(home, "installed/bin")}${delimiter}${process.env.PATH}`,
            },
        });
    };

    it("cover every page that has commands", () => {
        const pages = readdirSync(join(ROOT, "docs")).filter(name => name.endsWith(".md"));
        const known = new Set([...Object.keys(COMMANDS), ...ELSEWHERE]);
        assert.deepEqual(
            pages.filter(name => commandsOf(name).length > 0 && !known.has(name)),
            [],
        );
    });

    for (const [name, endings] of Object.entries(COMMANDS)) {
        describe(name, () => {
            it("has these commands and no others", () => {
                assert.deepEqual(commandsOf(name), Object.keys(endings));
            });

            for (const [command, { status, says }] of Object.entries(endings)) {
                it(`runs: ${command}`, () => {
                    const result = run(command, name === IN_A_PACK ? "pack" : "work");
                    assert.equal(result.status, status, result.stdout + result.stderr);
                    assert.match(result.stdout + result.stderr, says);
                });
            }
        });
    }
});

function commandsOf(name: string): readonly string[] {
    const shown = codeBlocks(page(name), "sh").flatMap(lines);
    return shown.filter(line => /\btrail-guard /.test(line)).map(withoutComment);
}

function withoutComment(line: string): string {
    return line.replace(/ +#.*$/, "").trim();
}
