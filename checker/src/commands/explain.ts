import { type Command, Option } from "commander";
import { printableJson } from "../../../src/cloudtrail/quote";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import { exitCodeFor } from "../command-line/exit-code";
import { readText, STANDARD_INPUT } from "../command-line/input/read-text";
import type { Io } from "../command-line/io";
import { terminalOf } from "../command-line/terminal/verbosity";
import { UserError } from "../command-line/user-error";
import { readEventInputs } from "../selectors/event-input";
import { explain } from "../selectors/explain";
import { explanationData, formatExplanation } from "../selectors/explain-output";
import { readSelectorInputs, type SelectorInput } from "../selectors/selector-input";

interface Options {
    readonly selectors: string;
    readonly event?: string;
    readonly format: "text" | "json";
}

/** `trail-guard explain`: is this event logged, by which selector, and why not by the others? */
export function register(command: Command, handle: Handle): void {
    command
        .description(
            "Explains whether event selectors log an event: which one does, and why each other one rejects it. It looks only at the selectors: the trail must also be logging, in the event's Region.",
        )
        .requiredOption(
            "--selectors <file>",
            "what `aws cloudtrail get-event-selectors` prints for one trail; - for standard input",
        )
        .option(
            "--event <file>",
            "a CloudTrail record, a log file with Records, or the flat form that `coverage` prints; - or nothing for standard input",
        )
        .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
        .action(handle(run));
    addExamples(command, [
        [
            "trail-guard explain --selectors selectors.json --event record.json",
            "would the trail have logged this record?",
        ],
        [
            "trail-guard coverage selectors.json --format json | jq '.[0].requirements[\"AWS::Bedrock::AgentAlias\"].unloggedEvent' | trail-guard explain --selectors selectors.json",
            "why is this event, which coverage found, not logged?",
        ],
    ]);
    addExitCodes(command, {
        0: "the event is logged (if there are several, each of them)",
        1: "the event is not logged",
        2: "wrong usage, or an input could not be read",
        3: "it depends on something unknown",
    });
}

async function run(io: Io, { selectors, event, format }: Options) {
    if (selectors === STANDARD_INPUT && (event ?? STANDARD_INPUT) === STANDARD_INPUT) {
        throw new UserError("--selectors and --event can't both be read from standard input");
    }
    const trail = onlyOne(readSelectorInputs(await readText(selectors, io)));
    const { events, single } = readEventInputs(await readText(event, io));
    const explanations = events.map(each => explain(trail, each));
    if (format === "json") {
        const data = explanations.map(explanationData);
        io.stdout.write(`${printableJson(single ? data[0] : data)}\n`);
    } else {
        const terminal = terminalOf(io, {});
        io.stdout.write(`${explanations.map(each => formatExplanation(each, terminal)).join("\n\n")}\n`);
    }
    return exitCodeFor({
        violated: explanations.some(({ answer }) => answer === "no"),
        undetermined: explanations.some(({ answer }) => answer === "unknown"),
    });
}

function onlyOne(inputs: readonly SelectorInput[]): SelectorInput {
    const [input] = inputs;
    if (input === undefined || inputs.length > 1) {
        throw new UserError(`--selectors expects the selectors of one trail, found those of ${inputs.length}`);
    }
    return input;
}
