// `trail-guard diff` beside `trail-guard check` on the same Terraform plan of 1,000 trails, each of which changes its event
// selectors, in turns. Linux, GNU time. Run it with `npm run --prefix bench diff`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, ratio } from "../figures";

const COMMAND = join(__dirname, "../../checker/bin/trail-guard.js");
const RUNS = 5;
const LIMIT = 1.5;

const selector = (...fields: readonly (readonly [string, string])[]) => ({
    name: "",
    field_selector: fields.map(([field, value]) => ({ field, equals: [value] })),
});
const data = (type: string, ...more: readonly (readonly [string, string])[]) =>
    selector(["eventCategory", "Data"], ["resources.type", type], ...more);

function trail(index: number, after: boolean) {
    const narrowed: readonly (readonly [string, string])[] = after && index % 2 === 0 ? [["readOnly", "false"]] : [];
    return {
        name: `trail-${index}`,
        s3_bucket_name: `logs-${index}`,
        is_multi_region_trail: true,
        enable_logging: true,
        event_selector: [],
        advanced_event_selector: [
            selector(["eventCategory", "Management"]),
            data("AWS::Bedrock::AgentAlias", ...narrowed),
            data("AWS::Bedrock::KnowledgeBase"),
            data("AWS::S3::Object", ["resources.ARN", `arn:aws:s3:::bucket-${index}/`]),
            ...(after ? [data("AWS::Bedrock::Guardrail")] : []),
        ],
    };
}

const plan = JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: Array.from({ length: 1000 }, (_, index) => ({
        address: `aws_cloudtrail.t${index}`,
        mode: "managed",
        type: "aws_cloudtrail",
        name: `t${index}`,
        change: { actions: ["update"], before: trail(index, false), after: trail(index, true), after_unknown: {} },
    })),
});

const folder = mkdtempSync(join(tmpdir(), "bench-diff-"));
try {
    const file = join(folder, "plan.json");
    writeFileSync(file, plan);
    const processor = (command: string) => {
        const times = join(folder, "times.txt");
        const { status, stderr } = spawnSync(
            "/usr/bin/time",
            ["-f", "%U %S", "-o", times, process.execPath, COMMAND, command, file, "--format", "json"],
            { encoding: "utf8", maxBuffer: 1 << 28 },
        );
        if (status !== 1) {
            throw new Error(`${command} ended with ${status}: ${stderr}`);
        }
        const [user, system] = readFileSync(times, "utf8").trim().split("\n").at(-1)!.split(" ");
        return Number(user) + Number(system);
    };
    processor("check");
    const runs = Array.from({ length: RUNS }, () => ({ check: processor("check"), diff: processor("diff") }));
    const check = median(runs.map(run => run.check));
    const diff = median(runs.map(run => run.diff));
    process.stdout.write(
        `check ${check.toFixed(2)} s, diff ${diff.toFixed(2)} s on the processor: ${ratio(diff, check)} times (limit ${LIMIT})\n`,
    );
    process.exitCode = diff / check <= LIMIT ? 0 : 1;
} finally {
    rmSync(folder, { recursive: true });
}
