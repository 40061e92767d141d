import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { version } from "../../package.json";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import { EXIT, type ExitCode } from "../command-line/exit-code";
import type { Io } from "../command-line/io";
import { refuseWithoutEffect } from "../command-line/options/no-effect";
import { outputFile } from "../command-line/options/output-file";
import { suggestValues } from "../command-line/options/suggested-values";
import { writePieces } from "../command-line/output/write-pieces";
import { progressLine } from "../command-line/terminal/progress";
import { takeStopSignals } from "../command-line/terminal/stop-signals";
import { addVerbosity, refuseIdleVerbosity, terminalOf, type Verbosity } from "../command-line/terminal/verbosity";
import { UserError } from "../command-line/user-error";
import type * as Athena from "../evidence/athena/gather-athena";
import type { AthenaQuestion } from "../evidence/athena/gather-athena";
import { openEventsFile } from "../evidence/events-file";
import type { Evidence } from "../evidence/evidence";
import type * as Gathering from "../evidence/gather-evidence";
import { currentSecond } from "../evidence/keys/time";
import { isBucketUrl } from "../evidence/open-source";
import { resumedTime } from "../evidence/read/resume-file";
import { ALL_COLUMNS, type InventoryColumn } from "../evidence/records/inventory";
import { EVIDENCE_FORMATS, type EvidenceFormat, evidencePieces } from "../evidence/report";
import { exitCodeOf, findingsOf } from "../evidence/report/findings";
import { type GivenTime, parseTime, timeAt } from "../evidence/time-options";
import type { ConnectOptions } from "../live/aws/connect";
import { accountId, attemptsOption, count, profileOption, requireRegion, timeoutOption } from "../live/options";
import { reachAws } from "../live/reach-aws";
import { didYouMean } from "../text/nearest-name";

interface Options extends Verbosity {
    readonly trail?: string;
    readonly from: GivenTime;
    readonly to: GivenTime;
    readonly account?: readonly string[];
    readonly region?: readonly string[];
    readonly by: readonly InventoryColumn[];
    readonly events?: string;
    readonly format: EvidenceFormat;
    readonly profile?: string;
    readonly timeout: number;
    readonly maxAttempts: number;
    readonly concurrency: number;
    readonly workers: number;
    readonly resume?: string;
    readonly athena?: string;
    readonly database?: string;
    readonly outputLocation?: string;
    readonly printSql?: true;
}

/** `trail-guard evidence`: what the trail promises, and what the delivered log files really contain. */
export function register(command: Command, handle: Handle): void {
    const aDayAgo: GivenTime = parseTime("24h");
    const now: GivenTime = parseTime("0h");
    command
        .description(
            "Verifies the log files that a trail delivered, counts who used what in Bedrock, and compares both with what the trail's selectors promise. Without a folder or bucket, it reads the trail's bucket.",
        )
        .argument("[source]", "a folder of copied files, or s3://BUCKET/PREFIX")
        .addOption(
            new Option("--trail <name>", "the trail, by name or ARN, whose bucket, selectors and status are read"),
        )
        .addOption(
            new Option("--from <time>", "start of the period: a time in UTC, or an age")
                .argParser(parseTime)
                .default(aDayAgo, "24h"),
        )
        .addOption(
            new Option("--to <time>", "end of the period: a time in UTC, or an age")
                .argParser(parseTime)
                .default(now, "now"),
        )
        .addOption(new Option("--account <ids...>", "only these accounts"))
        .addOption(new Option("--region <regions...>", "only these Regions"))
        .addOption(
            suggestValues(
                new Option("--by <columns>", "the columns that the inventory counts by, separated by commas")
                    .argParser(readColumns)
                    .default(ALL_COLUMNS, ALL_COLUMNS.join(",")),
                "list",
                ALL_COLUMNS,
            ),
        )
        .addOption(
            new Option(
                "--events <file>",
                "also write each Bedrock event to this file, as JSON Lines: only its time, place, name, resource, model, caller and errors, nothing else from its record",
            )
                .argParser(outputFile)
                .conflicts("resume"),
        )
        .addOption(new Option("--format <format>", "output format").choices(EVIDENCE_FORMATS).default("text"))
        .addOption(profileOption())
        .addOption(timeoutOption())
        .addOption(attemptsOption())
        .addOption(count("--concurrency <n>", "how many files to read at once", 1, 256).default(16))
        .addOption(
            count("--workers <n>", "how many threads unzip and parse them", 1, 64).default(
                availableParallelism(),
                "one per core",
            ),
        )
        .addOption(
            new Option("--resume <file>", "keep what was read in this file, and don't read it again").argParser(
                outputFile,
            ),
        )
        .addOption(
            new Option(
                "--athena <workgroup>",
                "let Amazon Athena count and reconcile, where there are too many files for one machine; it does not verify them",
            ).conflicts(["events", "resume", "concurrency", "workers"]),
        )
        .addOption(
            new Option(
                "--database <name>",
                `with --athena: the database for its tables and view (default: ${DATABASE})`,
            ),
        )
        .addOption(
            new Option(
                "--output-location <url>",
                "with --athena: where it writes its results, s3://BUCKET/PREFIX (default: that of the workgroup)",
            ),
        )
        .addOption(new Option("--print-sql", "with --athena: print its SQL and run nothing").conflicts("format"))
        .action(handle(run));
    addVerbosity(
        command,
        "also show what is good to know, and complete lists (text only)",
        "print the summary alone (text only)",
    );
    addExamples(command, [
        ["trail-guard evidence --trail my-trail", "the last 24 hours of a trail"],
        [
            "trail-guard evidence --trail my-trail --from 2026-07-01 --to 2026-10-01 --resume q3.jsonl --format html > q3.html",
            "a quarter as a page for an auditor; an interrupted run resumes",
        ],
        ["trail-guard evidence s3://my-trail-logs --from 7d --account 111122223333", "a bucket alone, one account"],
        [
            "trail-guard evidence --trail organization-trail --from 30d --by account,type,identity --athena primary",
            "a month of an organization, counted by Athena",
        ],
        ["trail-guard evidence copied-logs/ --from 2026-11-01 --to 2026-11-02", "a folder of copied files"],
    ]);
    addExitCodes(command, {
        0: "everything is verified and reconciled",
        1: "tampering, a gap while the trail was logging, or a contradiction",
        2: "wrong usage, or nothing could be read",
        3: "something can't be decided",
    });
}

function readColumns(text: string): readonly InventoryColumn[] {
    const names = text.split(",").map(name => name.trim());
    const unknown = names.find(name => !(ALL_COLUMNS as readonly string[]).includes(name));
    if (unknown !== undefined) {
        const hint = didYouMean(unknown, ALL_COLUMNS) || ".";
        throw new InvalidArgumentError(`Expected some of ${ALL_COLUMNS.join(", ")}${hint}`);
    }
    // In the order of the report, each once.
    return ALL_COLUMNS.filter(column => names.includes(column));
}

/** Options that matter only if AWS is called. */
const OF_AWS = ["--profile", "--timeout", "--max-attempts"];

/** Options that matter only if Athena counts. */
const OF_ATHENA = ["--database", "--output-location", "--print-sql"];

/** The database if `--database` names none. */
const DATABASE = "trail_guard";

async function run(io: Io, source: string | undefined, options: Options, command: Command): Promise<ExitCode> {
    refuseIdleVerbosity(options, options.format, "text");
    if (options.athena === undefined) {
        refuseWithoutEffect(command, OF_ATHENA, "without --athena");
    }
    if (options.printSql === true) {
        refuseWithoutEffect(command, ["--verbose", "--quiet"], "with --print-sql");
        await writePieces(io.stdout, [await printSql(io, source, options)]);
        return EXIT.ok;
    }
    const asksAws = source === undefined || isBucketUrl(source) || options.trail !== undefined;
    if (!asksAws) {
        refuseWithoutEffect(command, OF_AWS, "on a folder: AWS is called only with --trail");
    }
    const evidence = await gather(io, source, options);
    const reporterOptions = { version, time: new Date(), ...terminalOf(io, options) };
    await writePieces(io.stdout, evidencePieces(options.format, evidence, reporterOptions));
    return exitCodeOf(findingsOf(evidence));
}

/** The question for Athena. */
function athenaQuestion(
    io: Io,
    source: string | undefined,
    workgroup: string,
    options: Options,
    stop: AbortSignal,
): AthenaQuestion {
    const { trail, by, database = DATABASE, outputLocation } = options;
    if (!/^[a-z0-9_]+$/.test(database)) {
        throw new UserError("--database may contain only lowercase letters, digits and underscores");
    }
    if (outputLocation !== undefined && !/^s3:\/\/[^/]+\/?/.test(outputLocation)) {
        throw new UserError("--output-location must be an address such as s3://my-query-results/trail-guard/");
    }
    const now = currentSecond();
    const asked = readAsked(options, now);
    const connection = { profile: options.profile, timeout: options.timeout, maxAttempts: options.maxAttempts };
    return {
        source,
        trail,
        asked,
        now,
        ...readPlaces(options),
        by,
        connection: { ...connection, connections: 16 },
        workgroup,
        database,
        outputLocation,
        stop,
        progress: progressLine(io.stderr),
    };
}

async function printSql(io: Io, source: string | undefined, options: Options): Promise<string> {
    const { athenaSql } = require("../evidence/athena/gather-athena") as typeof Athena;
    const question = athenaQuestion(io, source, options.athena ?? "", options, new AbortController().signal);
    return athenaSql(question, connection => reachAws(connection, io, question.progress));
}

function readPlaces(options: Options): { readonly accounts: readonly string[]; readonly regions: readonly string[] } {
    const accounts = (options.account ?? []).map(id => accountId(id, "--account"));
    const regions = options.region ?? [];
    regions.forEach(region => {
        requireRegion(region);
    });
    return { accounts, regions };
}

async function gatherByAthena(
    io: Io,
    source: string | undefined,
    workgroup: string,
    options: Options,
): Promise<Evidence> {
    const { gatherAthena } = require("../evidence/athena/gather-athena") as typeof Athena;
    const signals = takeStopSignals(io.stderr, {
        stopping: () => "stopping: the query is cancelled",
        stopped: () => "stopped at once",
    });
    try {
        const question = athenaQuestion(io, source, workgroup, options, signals.stop.signal);
        return await gatherAthena(question, connection => reachAws(connection, io, question.progress));
    } finally {
        signals.release();
    }
}

async function gather(io: Io, source: string | undefined, options: Options): Promise<Evidence> {
    if (options.athena !== undefined) {
        return gatherByAthena(io, source, options.athena, options);
    }
    const now = currentSecond();
    const asked = readAsked(options, now);
    const { accounts, regions } = readPlaces(options);
    // The threads and the AWS SDK are loaded only here.
    const { gatherEvidence } = require("../evidence/gather-evidence") as typeof Gathering;
    const signals = takeStopSignals(io.stderr, {
        stopping: () => "stopping, and reporting what was read; interrupt again to stop at once",
        stopped: () => "stopped at once",
    });
    const events = options.events === undefined ? undefined : openEventsFile(options.events);
    const progress = progressLine(io.stderr);
    const reach = (connection: ConnectOptions) => reachAws(connection, io, progress);
    try {
        const question = {
            source,
            trail: options.trail,
            asked,
            now,
            accounts,
            regions,
            by: options.by,
            connection: {
                profile: options.profile,
                timeout: options.timeout,
                maxAttempts: options.maxAttempts,
                connections: options.concurrency * 2,
            },
            concurrency: options.concurrency,
            workers: options.workers,
            resume: options.resume,
            onLines: events?.write,
            stop: signals.stop.signal,
            progress,
        };
        const evidence = await gatherEvidence(question, reach);
        await events?.finish();
        return evidence;
    } catch (error) {
        await events?.abandon();
        throw error;
    } finally {
        signals.release();
    }
}

function readAsked({ from, to, resume }: Options, now: number) {
    const resumed = resume === undefined ? undefined : resumedTime(resume);
    const asked = { from: timeOf(from, resumed?.from, now), to: timeOf(to, resumed?.to, now) };
    // Keys and digests have a resolution of seconds.
    const whole = { from: Math.floor(asked.from / 1000) * 1000, to: Math.floor(asked.to / 1000) * 1000 };
    if (whole.from >= whole.to) {
        throw new UserError("--from must be before --to");
    }
    if (whole.from > now) {
        throw new UserError("--from is in the future");
    }
    return whole;
}

/** For an interrupted run, an age means what it meant when the run began. */
function timeOf(given: GivenTime, resumed: number | undefined, now: number): number {
    return "before" in given && resumed !== undefined ? resumed : timeAt(given, now);
}
