// `npm run preview`: previews the examples with the pack and shows what violates it, then again with
// config/remediate.json and shows what was added. `-- --real-provider` takes the real AWS plugin.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describeAddition } from "./describe-addition";
import { nodeExamples } from "./node-examples";
import { type CliResult, findPulumi, ThrowAwayStack } from "./throw-away-stack";

const ROOT = join(__dirname, "..");
const REMEDIATE = "config/remediate.json";
const color = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;

function main(args: readonly string[]): number {
    const wrong = args.find(arg => arg !== "--real-provider");
    if (wrong !== undefined) {
        process.stderr.write(`preview: ${JSON.stringify(wrong)} is no option: there is only --real-provider\n`);
        return 2;
    }
    const realProvider = args.length > 0;
    const pulumi = findPulumi();
    const examples = nodeExamples(ROOT);
    if ("version" in pulumi) {
        say(
            `Previews with pulumi ${pulumi.version}, on a file backend that is thrown away, ${
                realProvider
                    ? "with the real AWS provider."
                    : "with an echo provider in place of the AWS plugin:\nno credentials, nothing is downloaded and nothing is created (-- --real-provider takes the real one)."
            }`,
        );
        return worst(examples.map(example => previewWithCli(example, realProvider)));
    }
    if (realProvider) {
        process.stderr.write(`preview: --real-provider needs the Pulumi CLI, and ${pulumi.problem}\n`);
        return 2;
    }
    say(
        `Offline previews, because ${pulumi.problem}: the same programs and the same pack, without engine and provider.\nThe CLI comes with the official npm package (npx pulumi), which downloads it on its first run.`,
    );
    return worst(examples.map(previewOffline));
}

/** 0 where the pack found something and could remediate all of it, as is to be in every example. */
function previewWithCli(example: string, realProvider: boolean): number {
    title(example);
    const stack = new ThrowAwayStack(join(ROOT, "examples", example), { realProvider, color });
    try {
        command("pulumi preview --policy-pack .");
        const first = stack.preview(["--policy-pack", ROOT]);
        showPolicies(first);
        command(`pulumi preview --policy-pack . --policy-pack-config ${REMEDIATE}`);
        const second = stack.preview(["--policy-pack", ROOT, "--policy-pack-config", join(ROOT, REMEDIATE)]);
        showPolicies(second);
        say(second.events.flatMap(event => describeAddition(event) ?? []).join("\n"));
        return isViolated(first) && second.status === 0 ? 0 : 1;
    } finally {
        stack.dispose();
    }
}

function isViolated({ events }: CliResult): boolean {
    return events.some(({ policyEvent }) => policyEvent?.enforcementLevel === "mandatory");
}

/** The part of the CLI's output that is about policies; all of it where the preview failed for another reason. */
function showPolicies(result: CliResult): void {
    const { status, stdout, stderr } = result;
    const lines = stdout.split("\n");
    const plain = lines.map(line => stripVTControlCharacters(line));
    const start = plain.indexOf("Policies:");
    if (start === -1 || (status !== 0 && !isViolated(result))) {
        process.stdout.write(stdout);
        process.stderr.write(stderr);
        return;
    }
    const length = plain.slice(start).indexOf("");
    say(lines.slice(start, length === -1 ? undefined : start + length).join("\n"));
}

function previewOffline(example: string): number {
    title(example);
    const offline = (...config: string[]) => {
        const args = ["preview", join("examples", example), "--policy-pack", ".", ...config];
        command(`trail-guard ${args.join(" ")}`);
        const run = spawnSync(process.execPath, [join(ROOT, "checker/bin/trail-guard.js"), ...args], {
            cwd: ROOT,
            stdio: "inherit",
        });
        return run.status ?? 2;
    };
    const first = offline();
    const second = offline("--policy-pack-config", REMEDIATE);
    return first === 1 && second === 0 ? 0 : Math.max(1, first, second);
}

function worst(codes: readonly number[]): number {
    return Math.max(0, ...codes);
}

function say(text: string): void {
    process.stdout.write(`${text}\n`);
}

function title(example: string): void {
    say(`\n${bold(`── examples/${example} ${"─".repeat(Math.max(0, 60 - example.length))}`)}`);
}

function command(line: string): void {
    say(`\n${bold(`$ ${line}`)}`);
}

function bold(text: string): string {
    return color ? `\u001b[1m${text}\u001b[22m` : text;
}

try {
    process.exitCode = main(process.argv.slice(2));
} catch (error) {
    process.stderr.write(`preview: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
}
