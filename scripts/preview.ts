// `npm run preview`: previews an example with the pack, as it is and with config/remediate.json, and shows what escapes
// the trail and what fixes it. `--all` does so with every example, `--verbose` shows whole messages, and
// `--real-provider` uses the real AWS plugin.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { nodeExamples, WATCH } from "./node-examples";
import { isMandatory, type Outcome, previewOffline, previewWithCli } from "./preview/outcome";
import { summary } from "./preview/summary";
import { findPulumi, ThrowAwayStack } from "./throw-away-stack";

const ROOT = join(__dirname, "..");
const FLAGSHIP = "bedrock-agents-typescript";
const color = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
const paint = (code: number) => (text: string) => (color ? `\u001b[${code}m${text}\u001b[39m` : text);

async function main(): Promise<number> {
    const options = parseOptions();
    const pulumi = findPulumi();
    if (options["real-provider"] && "problem" in pulumi) {
        throw new Error(`--real-provider needs the Pulumi CLI, and ${pulumi.problem}`);
    }
    // What a child process loads is compiled once, from Node 22.1 on.
    process.env.NODE_COMPILE_CACHE ??= join(ROOT, ".cache/node");
    const how =
        "problem" in pulumi
            ? `offline: ${pulumi.problem}`
            : `with pulumi ${pulumi.version} and ${options["real-provider"] ? "the AWS provider" : "a provider that only echoes"}`;
    let exitCode = 0;
    for (const example of options.all ? nodeExamples(ROOT).filter(name => name !== WATCH) : [FLAGSHIP]) {
        say(`examples/${example}, previewed ${how}`);
        const outcome = await preview(example, "version" in pulumi, options["real-provider"]);
        const look = { red: paint(31), green: paint(32), width: process.stdout.columns ?? 120 };
        say(summary(outcome, { verbose: options.verbose, ...look }).join("\n"));
        say("");
        if (!outcome.violations.some(isMandatory) || !outcome.isRemediated) {
            exitCode = 1;
        }
    }
    say(next("version" in pulumi).join("\n"));
    return exitCode;
}

function parseOptions() {
    const { values } = parseArgs({
        options: {
            all: { type: "boolean", default: false },
            verbose: { type: "boolean", default: false },
            "real-provider": { type: "boolean", default: false },
        },
    });
    return values;
}

function preview(example: string, withCli: boolean, realProvider: boolean): Promise<Outcome> | Outcome {
    if (!withCli) {
        return previewOffline(example);
    }
    const stack = new ThrowAwayStack(join(ROOT, "examples", example), { realProvider });
    try {
        return previewWithCli(stack);
    } finally {
        stack.dispose();
    }
}

/** What a reader can do next; the commands run in this folder, except for the CLI's, which runs in the program's. */
function next(withCli: boolean): string[] {
    return [
        "Next:",
        `  your stack    ${withCli ? `pulumi preview --policy-pack ${ROOT}` : "npx trail-guard preview PROGRAM --policy-pack ."}`,
        "  your files    npx trail-guard check FILE-OR-FOLDER    (Terraform, CloudFormation, Pulumi)",
        "  your account  npx trail-guard check --aws",
        "  all examples  npm run preview -- --all",
    ];
}

function say(text: string): void {
    process.stdout.write(`${text}\n`);
}

main().then(
    exitCode => {
        process.exitCode = exitCode;
    },
    (error: unknown) => {
        process.stderr.write(`preview: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 2;
    },
);
