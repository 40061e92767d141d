import { type Command, Option } from "commander";
import { printableJson } from "../../../src/cloudtrail/quote";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import type { ExitCode } from "../command-line/exit-code";
import type { Io } from "../command-line/io";
import { addVerbosity, refuseIdleVerbosity, terminalOf, type Verbosity } from "../command-line/verbosity";
import { coverageData, formatCoverage } from "../selectors/coverage-output";
import { decide } from "../selectors/decide";
import { addSelectorOptions, readQuestion, type SelectorOptions } from "../selectors/options";
import { reportProblems } from "../selectors/problems";

type Options = SelectorOptions & Verbosity & { readonly format: "table" | "json" };

/** `trail-guard coverage`: does a trail with these selectors log everything that is required? */
export function register(command: Command, handle: Handle): void {
    addSelectorOptions(command)
        .description(
            "Decides whether event selectors log every event of each requirement: all, some or none. For some and none it shows an event that is required and not logged.",
        )
        .addOption(new Option("--format <format>", "how to print").choices(["table", "json"]).default("table"))
        .action(handle(run));
    addVerbosity(command, "a table also shows each input that logs everything", "a table is its summary alone");
    addExamples(command, [
        [
            "aws cloudtrail get-event-selectors --trail-name my-trail | trail-guard coverage",
            "does this trail log every use of agents and knowledge bases?",
        ],
        [
            "trail-guard coverage selectors.json --require AWS::Bedrock::Guardrail AWS::Bedrock::FlowAlias",
            "other resource types",
        ],
        ["trail-guard coverage selectors.jsonl --format json", "for a script"],
    ]);
    addExitCodes(command, {
        0: "everything that is required is logged",
        1: "something is not",
        2: "the input or the usage is wrong",
        3: "it depends on something that is not known",
    });
}

async function run(io: Io, file: string | undefined, options: Options): Promise<ExitCode> {
    refuseIdleVerbosity(options, options.format, "table");
    const { inputs, question } = await readQuestion(file, options, io);
    const { decisions, exitCode } = decide(inputs, question);
    if (options.format === "json") {
        reportProblems(inputs, io.stderr);
        io.stdout.write(`${printableJson(coverageData(decisions))}\n`);
    } else {
        io.stdout.write(`${formatCoverage(decisions, terminalOf(io, options))}\n`);
    }
    return exitCode;
}
