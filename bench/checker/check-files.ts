// `trail-guard check` beside its peers, each on the same files in turns: Checkov with its CloudTrail checks alone on a
// Terraform plan of 1,000 trails, each with its own bucket; `pulumi policy analyze` with this pack on a state of 10,000
// resources; and a state of 1 GiB by itself. Linux, GNU time; checkov and pulumi on PATH, or CHECKOV=…, PULUMI=….
// Run: npm run build && npm run --prefix bench check-files [plan] [directory] [state] [large]
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { CHECKOV, CHECKOV_CHECKS, compare, measure, ROOT, runChosen, trailGuard, versionOf } from "./peers";
import { selectors, terraformDirectory } from "./terraform-trails";

const PULUMI = process.env.PULUMI ?? "pulumi";

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

runChosen({ plan: benchPlan, directory: benchDirectory, state: benchState, large: benchLarge });
