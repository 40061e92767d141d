// `trail-guard check` beside its peers, each on the same files in turns: Checkov with its CloudTrail checks alone on a
// Terraform plan of 1,000 trails, each with its own bucket; `pulumi policy analyze` with this pack on a state of 10,000
// resources; and a state of 1 GiB by itself. Linux, GNU time; checkov and pulumi on PATH, or CHECKOV=…, PULUMI=….
// Run: npm run build && npm run --prefix bench check-files [plan] [directory] [state] [large]
import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, ratio } from "./figures";

const ROOT = join(__dirname, "..");
const CHECKOV = process.env.CHECKOV ?? "checkov";
const PULUMI = process.env.PULUMI ?? "pulumi";
const CHECKOV_CHECKS = "CKV_AWS_35,CKV_AWS_36,CKV_AWS_67,CKV_AWS_251,CKV_AWS_252,CKV2_AWS_10";
const RUNS = 3;

interface Measured {
    readonly seconds: number;
    readonly cpu: number;
    readonly mebibytes: number;
}

/** Runs a command under GNU time. Whatever it finds, it must have run. */
function measure(command: readonly string[], folder: string, accepted: readonly number[], env = {}): Measured {
    const times = join(folder, "times.txt");
    const { status, stderr } = spawnSync("/usr/bin/time", ["-f", "%e %U %S %M", "-o", times, ...command], {
        cwd: folder,
        encoding: "utf8",
        maxBuffer: 1024 ** 3,
        env: { ...process.env, ...env },
    });
    if (!accepted.includes(status ?? -1)) {
        throw new Error(`${command.join(" ")} ended with ${status}: ${stderr}`);
    }
    const [seconds, user, system, kibibytes] = readFileSync(times, "utf8").trim().split("\n").at(-1)!.split(" ");
    return { seconds: Number(seconds), cpu: Number(user) + Number(system), mebibytes: Number(kibibytes) / 1024 };
}

/** `trail-guard check` and a peer on the same trails, in turns. */
function compare(name: string, file: string, peer: readonly string[], folder: string, env = {}): string[] {
    const runs = Array.from({ length: RUNS }, () => ({
        theirs: measure(peer, folder, [1], env),
        ours: measure(trailGuard(file), folder, [1]),
    }));
    const middle = (of: "ours" | "theirs", what: keyof Measured) => median(runs.map(run => run[of][what]));
    const line = (of: "ours" | "theirs", label: string) =>
        `${label}: ${middle(of, "seconds").toFixed(2)} s, ${middle(of, "cpu").toFixed(2)} s on the processor, ${middle(of, "mebibytes").toFixed(0)} MiB`;
    return [
        line("theirs", name),
        line("ours", "trail-guard check"),
        `${ratio(middle("theirs", "seconds"), middle("ours", "seconds"))} times faster (${ratio(middle("theirs", "cpu"), middle("ours", "cpu"))} times less of the processor), in ${ratio(middle("ours", "mebibytes"), middle("theirs", "mebibytes"))} of its memory`,
    ];
}

function trailGuard(file: string): string[] {
    return [process.execPath, join(ROOT, "checker/bin/trail-guard.js"), "check", file, "--format", "json"];
}

function versionOf(command: string, ...args: readonly string[]): string {
    return spawnSync(command, args, { encoding: "utf8" }).stdout.trim();
}

/** A plan as `terraform show -json` writes it, in one line. */
function terraformPlan(trails: number): string {
    const resources = Array.from({ length: trails }, (_, index) => [
        resource("aws_s3_bucket", `logs_${index}`, { bucket: `logs-${index}`, force_destroy: false, tags: null }),
        resource("aws_cloudtrail", `trail_${index}`, {
            advanced_event_selector: index % 2 === 0 ? selectors(index) : [],
            cloud_watch_logs_group_arn: null,
            cloud_watch_logs_role_arn: null,
            enable_log_file_validation: true,
            enable_logging: true,
            event_selector: [],
            include_global_service_events: true,
            insight_selector: [],
            is_multi_region_trail: true,
            is_organization_trail: false,
            kms_key_id: null,
            name: `trail-${index}`,
            s3_bucket_name: `logs-${index}`,
            s3_key_prefix: null,
            sns_topic_name: null,
            tags: null,
        }),
    ]).flat();
    return JSON.stringify({
        format_version: "1.2",
        terraform_version: "1.11.4",
        planned_values: { root_module: { resources: resources.map(({ planned }) => planned) } },
        resource_changes: resources.map(({ change }) => change),
        configuration: {
            provider_config: { aws: { name: "aws", full_name: "registry.terraform.io/hashicorp/aws" } },
            root_module: { resources: resources.map(({ configured }) => configured) },
        },
        errored: false,
    });
}

function selectors(index: number) {
    const operators = { ends_with: [], not_ends_with: [], not_equals: [], not_starts_with: [], starts_with: [] };
    const field = (name: string, ...equals: readonly string[]) => ({ ...operators, field: name, equals });
    return [
        { name: "m", field_selector: [field("eventCategory", "Management")] },
        ...["AgentAlias", "KnowledgeBase"].map(type => ({
            name: type,
            field_selector: [
                field("eventCategory", "Data"),
                field("resources.type", `AWS::Bedrock::${type}`),
                ...(index % 4 === 0 ? [] : [field("readOnly", "false")]),
            ],
        })),
    ];
}

function resource(type: string, name: string, values: object) {
    const common = {
        address: `${type}.${name}`,
        mode: "managed",
        type,
        name,
        provider_name: "registry.terraform.io/hashicorp/aws",
    };
    const change = { actions: ["create"], before: null, after: values, after_unknown: { arn: true, id: true } };
    const expressions = Object.fromEntries(
        Object.entries(values)
            .filter(([, value]) => typeof value === "string" || typeof value === "boolean")
            .map(([attribute, value]) => [attribute, { constant_value: value }]),
    );
    return {
        planned: { ...common, schema_version: 1, values, sensitive_values: {} },
        change: { ...common, change: { ...change, before_sensitive: false, after_sensitive: {} } },
        configured: { ...common, provider_config_key: "aws", expressions, schema_version: 1 },
    };
}

/** The same trails and buckets as a directory of a configuration. */
function terraformDirectory(folder: string, trails: number): string {
    const directory = join(folder, "configuration");
    mkdirSync(directory);
    for (let index = 0; index < trails; index++) {
        const chosen = index % 2 === 0 ? selectors(index) : [];
        const blocks = chosen.map(({ name, field_selector }) => [
            "  advanced_event_selector {",
            `    name = "${name}"`,
            ...field_selector.map(
                ({ field, equals }) =>
                    `    field_selector {\n      field  = "${field}"\n      equals = ${JSON.stringify(equals)}\n    }`,
            ),
            "  }",
        ]);
        const lines = [
            `resource "aws_s3_bucket" "logs_${index}" {`,
            `  bucket = "logs-${index}"`,
            "}",
            `resource "aws_cloudtrail" "trail_${index}" {`,
            `  name                       = "trail-${index}"`,
            `  s3_bucket_name             = aws_s3_bucket.logs_${index}.bucket`,
            "  enable_log_file_validation = true",
            "  is_multi_region_trail      = true",
            ...blocks.flat(),
            "}",
        ];
        writeFileSync(join(directory, `trail_${index}.tf`), `${lines.join("\n")}\n`);
    }
    return directory;
}

/** A resource of a Pulumi state; one in `trailEach` is a trail. */
function pulumiResource(index: number, trailEach: number, padding = 0) {
    const isTrail = index % trailEach === 1;
    const type = isTrail ? "aws:cloudtrail/trail:Trail" : "aws:s3/bucketObject:BucketObject";
    const inputs = isTrail
        ? { s3BucketName: "logs", isMultiRegionTrail: true }
        : { bucket: `bucket-${index}`, key: `key/${index}`, content: "x".repeat(padding), tags: { team: "a" } };
    return {
        urn: `urn:pulumi:dev::bench::${type}::r${index}`,
        custom: true,
        id: `r${index}`,
        type,
        inputs,
        outputs: { ...inputs, arn: `arn:aws:s3:::bucket-${index}/key`, id: `r${index}` },
        parent: "urn:pulumi:dev::bench::pulumi:pulumi:Stack::bench-dev",
        dependencies: [],
        propertyDependencies: {},
    };
}

/** Writes a state of at least this many bytes, like `pulumi stack export`, and returns how many resources it has. */
function writeState(file: string, bytes: number, trailEach: number, padding: number): number {
    const output = openSync(file, "w");
    const stack = {
        urn: "urn:pulumi:dev::bench::pulumi:pulumi:Stack::bench-dev",
        custom: false,
        type: "pulumi:pulumi:Stack",
    };
    const head = { manifest: { time: "2026-01-15T00:00:00Z", magic: "", version: "" } };
    writeSync(
        output,
        `{"version": 3,\n"deployment": ${JSON.stringify(head).slice(0, -1)},\n"resources": [\n${JSON.stringify(stack)}`,
    );
    let written = 0;
    let count = 1;
    while (written < bytes) {
        const lines: string[] = [];
        for (let index = 0; index < 1000 && written < bytes; index++, count++) {
            const line = `,\n${JSON.stringify(pulumiResource(count, trailEach, padding), undefined, 4)}`;
            lines.push(line);
            written += line.length;
        }
        writeSync(output, lines.join(""));
    }
    writeSync(output, "\n]}}\n");
    closeSync(output);
    return count;
}

function benchPlan(folder: string): string[] {
    const file = join(folder, "plan.json");
    writeFileSync(file, terraformPlan(1000));
    const theirs = [CHECKOV, "-f", file, "--framework", "terraform_plan", "-c", CHECKOV_CHECKS, "-o", "json"];
    return [
        `A Terraform plan of 1,000 trails; Checkov ${versionOf(CHECKOV, "--version")}`,
        ...compare("checkov", file, theirs, folder),
    ];
}

/** Checkov on the configuration and trail-guard on its plan: the same 1,000 trails. */
function benchDirectory(folder: string): string[] {
    const file = join(folder, "plan.json");
    writeFileSync(file, terraformPlan(1000));
    const directory = terraformDirectory(folder, 1000);
    const theirs = [CHECKOV, "-d", directory, "--framework", "terraform", "-c", CHECKOV_CHECKS, "-o", "json"];
    return [
        `The same as a directory of .tf files, for Checkov ${versionOf(CHECKOV, "--version")}`,
        ...compare("checkov", file, theirs, folder),
    ];
}

function benchState(folder: string): string[] {
    const file = join(folder, "state.json");
    const resources = Array.from({ length: 10_000 }, (_, index) => pulumiResource(index + 1, 1000));
    const stack = {
        ...pulumiResource(0, 1000),
        urn: resources[0]!.parent,
        custom: false,
        type: "pulumi:pulumi:Stack",
        parent: "",
        id: "",
    };
    const head = { manifest: { time: "2026-01-15T00:00:00Z", magic: "", version: "" } };
    writeFileSync(
        file,
        JSON.stringify({ version: 3, deployment: { ...head, resources: [stack, ...resources] } }, undefined, 4),
    );
    const theirs = [PULUMI, "policy", "analyze", "--file", file, "--policy-pack", ROOT, "--json", "--non-interactive"];
    const env = { PULUMI_HOME: folder, PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_BACKEND_URL: `file://${folder}` };
    return [
        `A Pulumi state of 10,000 resources, 10 of them trails; Pulumi ${versionOf(PULUMI, "version")}`,
        ...compare("pulumi policy analyze", file, theirs, folder, env),
    ];
}

function benchLarge(folder: string): string[] {
    const sizes = [1 / 16, 1 / 4, 1].map(gibibytes => {
        const file = join(folder, "large.json");
        const resources = writeState(file, gibibytes * 1024 ** 3, 1000, 700);
        const { seconds, cpu, mebibytes } = measure(trailGuard(file), folder, [1]);
        rmSync(file);
        return `${gibibytes * 1024} MiB, ${resources} resources: ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s on the processor, ${mebibytes.toFixed(0)} MiB of memory`;
    });
    return ["Large Pulumi states", ...sizes];
}

const BENCHES = { plan: benchPlan, directory: benchDirectory, state: benchState, large: benchLarge };

const folder = mkdtempSync(join(tmpdir(), "trail-guard-bench-"));
try {
    const chosen = Object.entries(BENCHES).filter(([name]) => process.argv.length < 3 || process.argv.includes(name));
    for (const [, bench] of chosen) {
        process.stdout.write(`${bench(folder).join("\n")}\n\n`);
    }
} finally {
    rmSync(folder, { recursive: true });
}
