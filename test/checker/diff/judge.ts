import assert from "node:assert/strict";
import { runCommand } from "../run-command";
import type { Json } from "./written-plans";

/** What a diff of one input says: the exit code, and the violated rules. */
export async function judge(stdin: string, args: readonly string[] = []) {
    const { exitCode, stdout, stderr } = await runCommand(["diff", ...args, "--format", "json"], { stdin });
    assert.notEqual(stdout, "", stderr);
    const report = JSON.parse(stdout);
    const results = report.trails.flatMap((found: { results: Json[] }) => found.results);
    const broken = results.filter(({ status }: Json) => status === "violation").map(({ policy }: Json) => policy);
    const open = results.filter(({ status }: Json) => status === "undetermined").map(({ policy }: Json) => policy);
    return { exitCode, report, broken, open, stderr };
}
