import { printable, printableJson } from "../../../../../src/cloudtrail/quote";
import { EXIT, type ExitCode, exitCodeFor } from "../../../command-line/exit-code";
import { takeStopSignals } from "../../../command-line/stop-signals";
import { UserError } from "../../../command-line/user-error";
import { count } from "../../../text/count";
import type { AccountApi, AwsApi, Caller } from "../../aws/api";
import { connect } from "../../aws/connect";
import type { LiveOptions } from "../../options";
import { findCaller } from "../../read/accounts";
import { openAccount } from "../../read/gather";
import { type Audit, auditTo } from "../apply/audit-log";
import { confirm } from "../apply/confirm";
import { openPrivateLog } from "../apply/private-log";
import { stopTexts } from "../apply/stop-texts";
import { TIMING, type Timing } from "../apply/timing";
import type { FixOutput } from "../output";
import { placeOf, type RollbackOutcome, rollBack } from "./roll-back";
import { type RollbackEntry, readRollbackFile } from "./rollback-file";

/** What is to be put back. */
export interface RollbackOptions {
    readonly file: string;
    /** Only tell the state. */
    readonly plan: boolean;
    readonly yes: boolean;
    readonly live: LiveOptions;
    readonly auditLog?: string;
}

/** Puts back what a rollback file has saved, the last first; on a terminal it asks. */
export async function runRollback(
    options: RollbackOptions,
    output: FixOutput,
    connectTo: (live: LiveOptions) => Promise<AwsApi> = live => connect(live.connection),
    timing: Timing = TIMING,
): Promise<ExitCode> {
    const { io, format } = output;
    const entries = [...readRollbackFile(options.file)].reverse();
    const aws = await connectTo(options.live);
    const caller = await findCaller(aws);
    if ("failure" in caller) {
        throw new UserError(`who is asking can't be told: ${caller.failure}`);
    }
    const question = `Put back ${count(new Set(entries.map(({ trail }) => trail)).size, "trail")}?`;
    const ask = !options.plan && !options.yes && io.stdin.isTTY === true;
    if (ask && !(await confirm(io, question))) {
        io.stderr.write("trail-guard: nothing was put back\n");
        return EXIT.violated;
    }
    const log = options.auditLog === undefined || options.plan ? undefined : openPrivateLog(options.auditLog, "append");
    const signals = takeStopSignals(
        io.stderr,
        stopTexts(() => []),
    );
    const accounts = new Accounts(aws, caller.value, options.live);
    const outcomes: RollbackOutcome[] = [];
    try {
        for (const entry of entries) {
            outcomes.push(
                signals.stop.signal.aborted
                    ? unknown(entry, "the run was stopped before its turn")
                    : await accounts.use(entry, (api, identity) => {
                          const audit: Audit | undefined = options.plan ? undefined : auditTo(log, identity);
                          return rollBack(entry, api, timing, signals.stop.signal, audit);
                      }),
            );
        }
    } finally {
        signals.release();
    }
    io.stdout.write(format === "json" ? `${printableJson(outcomes.map(asData))}\n` : formatOutcomes(outcomes, output));
    const left = (outcome: RollbackOutcome) => !outcome.restored && outcome.was.kind !== "old";
    return exitCodeFor({
        violated: outcomes.some(outcome => left(outcome) && outcome.was.kind !== "unknown"),
        undetermined: outcomes.some(({ was }) => was.kind === "unknown"),
    });
}

function unknown(entry: RollbackEntry, reason: string): RollbackOutcome {
    return { entry, was: { kind: "unknown", reason }, restored: false };
}

/** The accounts of the entries, each opened once. */
class Accounts {
    private readonly opened = new Map<string, Promise<{ api: AccountApi; caller: Caller } | { failure: string }>>();

    constructor(
        private readonly aws: AwsApi,
        private readonly caller: Caller,
        private readonly live: LiveOptions,
    ) {}

    async use(
        entry: RollbackEntry,
        work: (api: AccountApi, caller: Caller) => Promise<RollbackOutcome>,
    ): Promise<RollbackOutcome> {
        const { account } = placeOf(entry);
        const opened = await (this.opened.get(account) ?? this.open(account));
        return "failure" in opened ? unknown(entry, opened.failure) : work(opened.api, opened.caller);
    }

    private open(account: string) {
        const opening = openAccount(this.aws, this.caller, account, this.live.role).then(async api => {
            if ("failure" in api) {
                return api;
            }
            const caller = await findCaller(api.value);
            return "failure" in caller ? caller : { api: api.value, caller: caller.value };
        });
        this.opened.set(account, opening);
        return opening;
    }
}

function asData({ entry, was, restored, reason }: RollbackOutcome) {
    return { trail: entry.trail, was, restored, ...(reason === undefined ? {} : { reason }) };
}

function formatOutcomes(outcomes: readonly RollbackOutcome[], { colours }: FixOutput): string {
    const lines = outcomes.map(({ entry, was, restored, reason }) => {
        const what = entry.selectors === undefined ? "settings" : "selectors";
        const state = restored ? "put back" : reason === undefined ? STATES[was.kind] : "could not be put back";
        const text = `  ${what}: ${state}`;
        const why = reason ?? (was.kind === "unknown" ? was.reason : undefined);
        const line = why === undefined ? text : `${text}: ${printable(why)}`;
        const colour = restored || was.kind === "old" ? colours.green : colours.red;
        return `${colours.bold(printable(entry.trail))}\n${colour(line)}`;
    });
    return `${[...lines, LOGGING].join("\n\n")}\n`;
}

const LOGGING = "Logging that fix has started goes on: to stop it is nothing that --rollback does.";

const STATES: Readonly<Record<RollbackOutcome["was"]["kind"], string>> = {
    old: "old, as it was before",
    new: "new, as fix has made it",
    changed: "changed by someone since: left alone",
    unknown: "can't be told",
};
