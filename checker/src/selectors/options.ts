import { type Command, Option } from "commander";
import { KNOWN_PARTITIONS } from "../../../src/cloudtrail/bedrock/partition";
import type { Operations } from "../../../src/cloudtrail/bedrock/requirement";
import { readText, STANDARD_INPUT } from "../command-line/input/read-text";
import type { Io } from "../command-line/io";
import { suggestValues } from "../command-line/options/suggested-values";
import type { Question } from "./decide";
import { REQUIRABLE, requiredNames } from "./requirement-options";
import { readSelectorInputs, type SelectorInput } from "./selector-input";

/** The options of every command that decides what selectors log. */
export interface SelectorOptions {
    readonly require?: readonly string[];
    readonly operations: Operations;
    readonly partition?: string;
}

/** Declares the input and the options that `coverage` and `remediate` share. */
export function addSelectorOptions(command: Command): Command {
    return command
        .argument(
            "[file]",
            "what `aws cloudtrail get-event-selectors` prints, one or several (JSON Lines, a list, or one after another), each optionally with an `id`; - or nothing for standard input",
        )
        .addOption(
            suggestValues(
                new Option(
                    "--require <type...>",
                    "what must be logged: Management, a resource type of data events, or bedrock, agentcore, mantle or all for those of a whole service (default: AWS::Bedrock::AgentAlias, AWS::Bedrock::KnowledgeBase and Management)",
                ),
                "words",
                REQUIRABLE,
            ),
        )
        .addOption(
            new Option(
                "--operations <which>",
                "require all operations, including future ones, or only those known today",
            )
                .choices(["all", "known"])
                .default("all"),
        )
        .addOption(
            new Option(
                "--partition <partition>",
                "the partition of the trails (default: that of TrailARN, or else aws)",
            ).choices(KNOWN_PARTITIONS),
        );
}

/** The inputs and the question of a command line; doubts about them are reported on standard error. */
export async function readQuestion(
    givenFile: string | undefined,
    options: SelectorOptions,
    io: Io,
): Promise<{ readonly inputs: readonly SelectorInput[]; readonly question: Question }> {
    const { file, require } = separateFile(givenFile, options.require);
    const { names, warnings } = requiredNames(require);
    const inputs = readSelectorInputs(await readText(file, io));
    for (const warning of warnings) {
        io.stderr.write(`trail-guard: warning: ${warning}\n`);
    }
    return { inputs, question: { names, operations: options.operations, partition: options.partition } };
}

/** `--require` takes everything that follows, so a file after it looks like one more type. */
function separateFile(file: string | undefined, require: readonly string[] | undefined) {
    const last = require?.at(-1);
    const isFile = last === STANDARD_INPUT || (last !== undefined && /[./\\]/.test(last));
    return file === undefined && isFile && require !== undefined && require.length > 1
        ? { file: last, require: require.slice(0, -1) }
        : { file, require };
}
