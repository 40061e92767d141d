import { type Command, InvalidArgumentError, Option } from "commander";
import { DEFAULT_REQUIREMENTS, MANAGEMENT } from "../../../src/cloudtrail/bedrock/requirement";
import { printable, printableJson } from "../../../src/cloudtrail/quote";
import { DATA_EVENTS_PRICE, type Price } from "../../../src/compliance/policy/cost";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import { EXIT, type ExitCode } from "../command-line/exit-code";
import { readText } from "../command-line/input/read-text";
import type { Io } from "../command-line/io";
import { suggestValues } from "../command-line/options/suggested-values";
import { terminalOf } from "../command-line/terminal/verbosity";
import { UserError } from "../command-line/user-error";
import { costData, type Estimate, formatCost } from "../cost/cost-output";
import { estimate } from "../cost/estimate";
import { evidenceVolume, totalVolume, typedVolume, type Volume } from "../cost/volume";
import { REQUIRABLE_TYPES, requiredNames } from "../selectors/requirement-options";
import { gatherFiles } from "../sources/gather-files";

/** Events a month: of all types together, or of one. */
interface GivenEvents {
    readonly type?: string;
    readonly events: number;
}

interface Options {
    readonly eventsPerMonth: readonly GivenEvents[];
    readonly evidence?: string;
    readonly require?: readonly string[];
    readonly price?: number;
    readonly format: "text" | "json";
}

/** `trail-guard cost`: what recording adds to the cost of each trail. */
export function register(command: Command, handle: Handle): void {
    command
        .description(
            "Estimates what recording all of Bedrock's data events adds to the AWS bill each month: for each trail in the given files, or for one trail if no file is given. Events that a trail already records add nothing.",
        )
        .argument("[path...]", "files and folders with trails, as for `check`")
        .addOption(
            new Option(
                "--events-per-month <n>",
                "data events per month: for all types together, or TYPE=N, which can be given several times",
            )
                .argParser(readEvents)
                .default([], "none"),
        )
        .addOption(
            new Option(
                "--evidence <file>",
                "take the numbers from the output of `trail-guard evidence --format json`; - for standard input",
            ).conflicts("eventsPerMonth"),
        )
        .addOption(
            suggestValues(
                new Option(
                    "--require <type...>",
                    "the resource types of the data events, or bedrock, agentcore, mantle or all for those of a whole service (default: AWS::Bedrock::AgentAlias and AWS::Bedrock::KnowledgeBase)",
                ),
                "words",
                REQUIRABLE_TYPES,
            ),
        )
        .addOption(
            new Option(
                "--price <dollars>",
                "the price of 100,000 data events, if it differs from the published price of most Regions",
            ).argParser(readPrice),
        )
        .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
        .action(handle(run));
    addExamples(command, [
        ["trail-guard cost --events-per-month 2000000", "the cost of a trail that records them"],
        ["trail-guard cost infra/ --events-per-month 2000000", "what each trail declared there would add"],
        [
            "trail-guard cost selectors.json --events-per-month AWS::Bedrock::AgentAlias=500000 --events-per-month AWS::Bedrock::KnowledgeBase=90000",
            "a number for each type",
        ],
        [
            "trail-guard evidence --trail my-trail --from 7d --format json | trail-guard cost --evidence -",
            "from a week of log files",
        ],
    ]);
    addExitCodes(command, {
        0: "the estimate is complete",
        2: "wrong usage, or an input could not be read",
        3: "something can't be estimated: some types have no number, or evidence did not read everything",
    });
}

async function run(io: Io, paths: readonly string[], options: Options): Promise<ExitCode> {
    const types = typesOf(options, io);
    const volume = await volumeOf(options, types, io);
    const price: Price =
        options.price === undefined
            ? DATA_EVENTS_PRICE
            : { ...DATA_EVENTS_PRICE, dollars: options.price, source: "--price", seen: "as given" };
    const gathered = paths.length === 0 ? { trails: [], problems: [] } : await gatherFiles(paths, undefined, io);
    const unread = "unread" in gathered ? (gathered.unread ?? []) : [];
    if (volume.incomplete !== undefined) {
        io.stderr.write(`trail-guard: ${volume.incomplete}\n`);
    }
    for (const { source, message } of gathered.problems) {
        io.stderr.write(`trail-guard: ${printable(`${source}: ${message}`)}\n`);
    }
    const trails = gathered.trails
        .filter(({ trail }) => trail.recorder === "Trail")
        .map(trail => estimate(trail, types, volume, price));
    if (paths.length > 0 && trails.length === 0) {
        if (gathered.problems.length > 0) {
            // Each problem has been reported. A general cost of a trail is not what the user wanted.
            return EXIT.failed;
        }
        throw new UserError("no trail was found in the input");
    }
    const result: Estimate = { trails, types, volume, price };
    io.stdout.write(
        options.format === "json"
            ? `${printableJson(costData(result))}\n`
            : `${formatCost(result, terminalOf(io, {}))}\n`,
    );
    if (gathered.problems.length > 0) {
        return EXIT.failed;
    }
    const isComplete = trails.every(({ adds }) => adds.most !== undefined) && volume.together(types) !== undefined;
    return isComplete && volume.incomplete === undefined && unread.length === 0 ? EXIT.ok : EXIT.undetermined;
}

function typesOf({ require }: Options, io: Io): readonly string[] {
    const { names, warnings } = requiredNames(require ?? DEFAULT_REQUIREMENTS.filter(name => name !== MANAGEMENT));
    if (names.includes(MANAGEMENT)) {
        throw new UserError(
            "--require Management: only data events are estimated, and the first copy of management events is free",
        );
    }
    for (const warning of warnings) {
        io.stderr.write(`trail-guard: warning: ${warning}\n`);
    }
    return names;
}

async function volumeOf({ eventsPerMonth, evidence }: Options, types: readonly string[], io: Io): Promise<Volume> {
    if (evidence !== undefined) {
        return evidenceVolume(await readText(evidence, io));
    }
    const [first] = eventsPerMonth;
    if (first === undefined) {
        throw new UserError("the number of events is missing: give --events-per-month N or --evidence FILE");
    }
    const typed = eventsPerMonth.flatMap(({ type, events }) => (type === undefined ? [] : [[type, events] as const]));
    if (typed.length === 0 && eventsPerMonth.length === 1) {
        return totalVolume(first.events);
    }
    if (typed.length < eventsPerMonth.length) {
        throw new UserError("--events-per-month is one number, or TYPE=N for each type");
    }
    const idle = typed.find(([type]) => !types.includes(type));
    if (idle !== undefined) {
        throw new UserError(`--events-per-month ${idle[0]}=… has no effect: --require does not name that type`);
    }
    return typedVolume(new Map(typed));
}

function readEvents(given: string, before: readonly GivenEvents[]): readonly GivenEvents[] {
    const [, type, text = ""] = /^(?:([^=]+)=)?(\d+(?:[_,]\d+)*)$/.exec(given) ?? [];
    const events = Number(text.replace(/[_,]/g, ""));
    if (text === "" || !Number.isSafeInteger(events)) {
        throw new InvalidArgumentError("It must be a whole number or TYPE=N.");
    }
    if (before.some(other => other.type === type)) {
        throw new InvalidArgumentError(`There are two numbers for ${type ?? "all types together"}.`);
    }
    return [...before, type === undefined ? { events } : { type, events }];
}

/** No price of 100,000 events is higher: one that is has been mistyped. */
const MOST_DOLLARS = 1_000_000;

function readPrice(given: string): number {
    const dollars = Number(given);
    if (!/^\d+(\.\d+)?$/.test(given) || dollars > MOST_DOLLARS) {
        throw new InvalidArgumentError("It must be an amount in dollars, such as 0.10.");
    }
    return dollars;
}
