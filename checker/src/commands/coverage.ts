import { type Command, Option } from "commander";
import { printableJson } from "../../../src/cloudtrail/quote";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import type { ExitCode } from "../command-line/exit-code";
import type { Io } from "../command-line/io";
import { addVerbosity, refuseIdleVerbosity, terminalOf, type Verbosity } from "../command-line/terminal/verbosity";
import { coverageData, formatCoverage } from "../selectors/coverage-output";
import { decide } from "../selectors/decide";
import { addSelectorOptions, readQuestion, type SelectorOptions } from "../selectors/options";
import { reportProblems } from "../selectors/problems";

type Options = SelectorOptions & Verbosity & { readonly format: "table" | "json" };

/** `trail-guard coverage`: does a trail with these selectors log everything that is required? */
export function register(command: Command, handle: Handle): void {
    addSelectorOptions(command)
        .description(
            "Decides whether event selectors log every event of each requirement: all, some or none. For some and none it shows a required event that is not logged.",
        )
        .addOption(new Option("--format <format>", "output format").choices(["table", "json"]).default("table"))
        .action(handle(run));
    addVerbosity(command, "also show inputs that log everything (table only)", "print the summary alone (table only)");
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
        0: "every required event is logged",
        1: "a required event is not logged",
        2: "wrong usage, or the input could not be read",
        3: "it depends on something unknown",
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
