import { type Command, InvalidArgumentError, Option } from "commander";
import { PreviewError, type PreviewResult, preview } from "../../../offline-preview/src";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import { EXIT, type ExitCode } from "../command-line/exit-code";
import type { Io } from "../command-line/io";
import { addVerbosity, refuseIdleVerbosity, terminalOf, type Verbosity } from "../command-line/terminal/verbosity";
import { UserError } from "../command-line/user-error";
import { formatPreviewJson } from "../preview/json-report";
import { errorText, messageLines, terminalLines } from "../preview/messages";
import { type CommandOptions, readOptions } from "../preview/read-options";
import { formatPreviewText } from "../preview/text-report";

interface Options extends CommandOptions, Verbosity {
    readonly format: "text" | "json";
}

const DEFAULT_TIMEOUT_SECONDS = 300;

/** `trail-guard preview`: a Pulumi program, previewed with policy packs, without CLI, provider or account. */
export function register(command: Command, handle: Handle): void {
    command
        .description(
            "Previews a Pulumi program for Node with policy packs, offline: without the Pulumi CLI, a provider, an account or state. Pulumi's own runtime runs the program, and each pack runs as its own server. A resource's outputs are its inputs, and everything else is unknown, as in a first preview.",
        )
        .argument("<folder>", "the Pulumi project: the folder of its Pulumi.yaml")
        .addOption(
            new Option("--policy-pack <folder>", "a policy pack; can be given several times")
                .argParser(collect)
                .default([], "the working directory"),
        )
        .addOption(
            new Option(
                "--policy-pack-config <file>",
                "the configuration of a policy pack; with several packs, in the same order",
            )
                .argParser(collect)
                .default([], "none"),
        )
        .option("--mocks <file>", "results of provider functions, as JSON: {token: result}")
        .option("--stack <name>", "the stack whose configuration is used; default: the only one")
        .addOption(
            new Option("--config <key=value>", "a configuration value, which overrides the stack's file")
                .argParser(collect)
                .default([], "none"),
        )
        .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
        .option("--timeout <seconds>", "how long the whole preview may take", parseSeconds, DEFAULT_TIMEOUT_SECONDS)
        .action(handle(run));
    addVerbosity(
        command,
        "also list the resources and the advisory findings (text only)",
        "print the summary alone (text only)",
    );
    addExamples(command, [
        ["trail-guard preview infra --policy-pack ../bedrock-trail-guard", "what `pulumi preview` would report"],
        ["trail-guard preview infra --policy-pack-config config/remediate.json", "and what remediation would change"],
        [
            'echo \'{"aws:index/getRegion:getRegion": {"name": "eu-west-1"}}\' > mocks.json',
            "the result of a provider function,",
        ],
        ["trail-guard preview infra --mocks mocks.json", "used in a preview"],
    ]);
    addExitCodes(command, {
        0: "nothing mandatory is violated",
        1: "something mandatory is violated",
        2: "the program, a pack or an input failed",
        3: "nothing is violated, but not everything is visible: a provider builds a component, or no mock answers a function",
    });
}

async function run(io: Io, folder: string, given: Options): Promise<ExitCode> {
    refuseIdleVerbosity(given, given.format, "text");
    const { options, labels } = await readOptions(folder, given, io);
    const say = (line: string) => io.stderr.write(`${line}\n`);
    try {
        const result = await preview({ ...options, onMessage: message => say(messageLines(message)) });
        const text =
            given.format === "json" ? formatPreviewJson(result) : formatPreviewText(result, terminalOf(io, given));
        io.stdout.write(`${text}\n`);
        return exitCodeOf(result);
    } catch (error) {
        if (!(error instanceof PreviewError)) {
            throw error;
        }
        error.details.map(terminalLines).forEach(say);
        throw new UserError(errorText(error, labels));
    }
}

function exitCodeOf({ violations, unseen, unanswered, undecrypted }: PreviewResult): ExitCode {
    if (violations.some(({ level }) => level === "mandatory")) {
        return EXIT.violated;
    }
    return unseen.length + unanswered.length + undecrypted.length > 0 ? EXIT.undetermined : EXIT.ok;
}

function collect(value: string, former: readonly string[]): readonly string[] {
    return [...former, value];
}

function parseSeconds(text: string): number {
    const seconds = Number(text);
    if (!(seconds > 0 && seconds <= 86_400)) {
        throw new InvalidArgumentError("Expected a number of seconds above 0.");
    }
    return seconds;
}
