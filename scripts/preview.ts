// `npm run preview`: previews examples with the pack, as they are and with config/remediate.json, and shows what escapes
// each trail and what fixes it. `npm run preview -- --help` lists the options.
import { join } from "node:path";
import { coloursFor } from "../checker/src/command-line/terminal/colours";
import { nodeExamples, WATCH } from "./node-examples";
import { isMandatory, type Outcome, previewOffline, previewWithCli } from "./preview/outcome";
import { parsePreviewOptions, usage } from "./preview/preview-options";
import { overallSummary, summary } from "./preview/summary";
import { findPulumi, ThrowAwayStack } from "./throw-away-stack";

const ROOT = join(__dirname, "..");

async function main(): Promise<number> {
    const known = nodeExamples(ROOT).filter(name => name !== WATCH);
    const { examples, verbose, realProvider, help } = parsePreviewOptions(process.argv.slice(2), known);
    if (help) {
        say(usage(known));
        return 0;
    }
    const pulumi = findPulumi();
    if (realProvider && "problem" in pulumi) {
        throw new Error(`--real-provider needs the Pulumi CLI, and ${pulumi.problem}`);
    }
    // What a child process loads is compiled once, from Node 22.1 on.
    process.env.NODE_COMPILE_CACHE ??= join(ROOT, ".cache/node");
    const how =
        "problem" in pulumi
            ? `offline: ${pulumi.problem}`
            : `with pulumi ${pulumi.version} and ${realProvider ? "the AWS provider" : "a provider that only echoes"}`;
    const isOne = examples.length === 1;
    if (!isOne) {
        say(`${examples.length} examples, previewed ${how}\n`);
    }
    const outcomes: Outcome[] = [];
    for (const example of examples) {
        say(`examples/${example}${isOne ? `, previewed ${how}` : ""}`);
        const outcome = await preview(example, "version" in pulumi, realProvider);
        outcomes.push(outcome);
        const { red, green } = coloursFor(process.stdout, process);
        say(summary(outcome, { verbose, red, green, width: process.stdout.columns ?? 120 }).join("\n"));
        say("");
    }
    const again = ["npm run preview --", ...process.argv.slice(2), "--verbose"].join(" ");
    const overall = overallSummary(outcomes, verbose ? undefined : again);
    if (overall.length > 0) {
        say(`${overall.join("\n")}\n`);
    }
    say(next("version" in pulumi, examples.length < known.length).join("\n"));
    return outcomes.every(isAsMeant) ? 0 : 1;
}

/** An example has something mandatory to find, and the pack's fix leaves nothing of it. */
function isAsMeant({ violations, isRemediated }: Outcome): boolean {
    return violations.some(isMandatory) && isRemediated;
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
function next(withCli: boolean, hasMore: boolean): string[] {
    return [
        "Next:",
        `  your stack    ${withCli ? `pulumi preview --policy-pack ${ROOT}` : "npx trail-guard preview PROGRAM --policy-pack ."}`,
        "  your files    npx trail-guard check FILE-OR-FOLDER    (Terraform, CloudFormation, Pulumi)",
        "  your account  npx trail-guard check --aws",
        ...(hasMore ? ["  all examples  npm run preview -- --all"] : []),
    ];
}

function say(text: string): void {
    process.stdout.write(`${text}\n`);
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`| head`) closes the pipe. What was started is not left behind: a preview disposes of
    // its stack before it returns.
    if (error.code !== "EPIPE") {
        throw error;
    }
});

main().then(
    exitCode => {
        process.exitCode = exitCode;
    },
    (error: unknown) => {
        process.stderr.write(`preview: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 2;
    },
);
