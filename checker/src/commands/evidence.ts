import { availableParallelism } from "node:os";
import { type Command, Option } from "commander";
import { printableJson } from "../../../src/cloudtrail/quote";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import { EXIT, type ExitCode } from "../command-line/exit-code";
import type { Io } from "../command-line/io";
import { progressLine } from "../command-line/progress";
import { takeStopSignals } from "../command-line/stop-signals";
import { UserError } from "../command-line/user-error";
import type * as Gathering from "../evidence/gather-evidence";
import { ALL_COLUMNS } from "../evidence/records/inventory";
import { type GivenTime, parseTime, timeAt } from "../evidence/time-options";
import { accountId, attemptsOption, count, profileOption, requireRegion, timeoutOption } from "../live/options";

interface Options {
    readonly trail?: string;
    readonly from?: GivenTime;
    readonly to?: GivenTime;
    readonly account?: readonly string[];
    readonly region?: readonly string[];
    readonly profile?: string;
    readonly timeout: number;
    readonly maxAttempts: number;
    readonly concurrency: number;
    readonly workers: number;
    readonly resume?: string;
}

/** `trail-guard evidence`: what the trail promises, and what the delivered log files really hold. */
export function register(command: Command, handle: Handle): void {
    command
        .description(
            "Verifies the log files that a trail delivered, counts who used what of Bedrock in them, and holds both against what the trail's selectors promise. Without a folder or bucket, it reads the bucket of the trail.",
        )
        .argument("[source]", "a folder of copied files, or s3://BUCKET/PREFIX")
        .addOption(new Option("--trail <name>", "the trail, by name or ARN: for its bucket, selectors and status"))
        .addOption(
            new Option("--from <time>", "from this time (UTC) or so long ago on")
                .argParser(parseTime)
                .default({ before: 24 * 3_600_000 }, "24h"),
        )
        .addOption(
            new Option("--to <time>", "up to this time (UTC) or so long ago")
                .argParser(parseTime)
                .default({ before: 0 }, "now"),
        )
        .addOption(new Option("--account <ids...>", "only these accounts"))
        .addOption(new Option("--region <regions...>", "only these Regions"))
        .addOption(profileOption())
        .addOption(timeoutOption())
        .addOption(attemptsOption())
        .addOption(count("--concurrency <n>", "how many files are read at once", 1, 256).default(16))
        .addOption(
            count("--workers <n>", "how many threads unzip and parse them", 1, 64).default(
                availableParallelism(),
                "one a core",
            ),
        )
        .addOption(new Option("--resume <file>", "keep what was read in this file, and don't read it again"))
        .action(handle(run));
    addExamples(command, [
        ["trail-guard evidence --trail my-trail", "the last 24 hours of a trail"],
        [
            "trail-guard evidence --trail my-trail --from 2026-07-01 --to 2026-10-01 --resume q3.jsonl",
            "a quarter, so that an interrupted run goes on",
        ],
        ["trail-guard evidence s3://my-trail-logs --from 7d --account 111122223333", "a bucket alone, one account"],
        ["trail-guard evidence copied-logs/ --from 2026-11-01 --to 2026-11-02", "a folder of copied files"],
    ]);
    addExitCodes(command, {
        0: "everything is verified and reconciled",
        1: "tampering, a gap while the trail was logging, or a contradiction",
        2: "the usage is wrong, or nothing could be read",
        3: "something can't be decided",
    });
}

async function run(io: Io, source: string | undefined, options: Options): Promise<ExitCode> {
    const now = Date.now();
    const asked = readAsked(options, now);
    const accounts = (options.account ?? []).map(id => accountId(id, "--account"));
    const regions = options.region ?? [];
    regions.forEach(requireRegion);
    const signals = takeStopSignals(io.stderr, {
        stopping: () => "stopping: what was read is reported; once more, and it ends at once",
        stopped: () => "stopped at once",
    });
    // The threads and the AWS SDK are loaded only here.
    const { gatherEvidence } = require("../evidence/gather-evidence") as typeof Gathering;
    try {
        const evidence = await gatherEvidence({
            source,
            trail: options.trail,
            asked,
            now,
            accounts,
            regions,
            by: ALL_COLUMNS,
            connection: {
                profile: options.profile,
                timeout: options.timeout,
                maxAttempts: options.maxAttempts,
                connections: options.concurrency * 2,
            },
            concurrency: options.concurrency,
            workers: options.workers,
            resume: options.resume,
            onLines: undefined,
            stop: signals.stop.signal,
            progress: progressLine(io.stderr),
        });
        io.stdout.write(`${printableJson(evidence)}\n`);
        return EXIT.ok;
    } finally {
        signals.release();
    }
}

function readAsked({ from, to }: Options, now: number) {
    const asked = { from: timeAt(from as GivenTime, now), to: timeAt(to as GivenTime, now) };
    // Keys and digests know seconds.
    const whole = { from: Math.floor(asked.from / 1000) * 1000, to: Math.floor(asked.to / 1000) * 1000 };
    if (whole.from >= whole.to) {
        throw new UserError("--from has to be before --to");
    }
    if (whole.from > now) {
        throw new UserError("--from is in the future");
    }
    return whole;
}
