import { printable, printableJson, quote } from "../../../../../src/cloudtrail/quote";
import { EXIT, type ExitCode, exitCodeFor } from "../../../command-line/exit-code";
import { canAsk, confirm } from "../../../command-line/input/ask";
import { showProgress } from "../../../command-line/terminal/progress";
import { takeStopSignals } from "../../../command-line/terminal/stop-signals";
import { UserError } from "../../../command-line/user-error";
import { count } from "../../../text/count";
import type { AccountApi, AwsApi, Caller } from "../../aws/api";
import type { LiveOptions } from "../../options";
import { type ReachAws, reachAws } from "../../reach-aws";
import { requireCaller } from "../../read/account/accounts";
import { attempt } from "../../read/api-answer";
import { openAccount } from "../../read/gather";
import { type Audit, auditTo } from "../apply/audit-log";
import { stopTexts } from "../apply/stop-texts";
import { TIMING, type Timing } from "../apply/timing";
import type { FixOutput } from "../output";
import { openPrivateLog } from "../private-log";
import { accountsOf, type RollbackOutcome, rollBack } from "./roll-back";
import { type RollbackEntry, readRollbackFile } from "./rollback-file";

/** What to put back. */
export interface RollbackOptions {
    readonly file: string;
    /** Only show the state. */
    readonly plan: boolean;
    readonly yes: boolean;
    readonly live: LiveOptions;
    readonly auditLog?: string;
}

/**
 * Puts back what a rollback file has saved, the last entry first. It asks first: nothing else that `fix` does logs
 * less.
 * @throws UserError if there is no terminal to ask on, or the file is not a rollback file
 */
export async function runRollback(
    options: RollbackOptions,
    output: FixOutput,
    reach: ReachAws = reachAws,
    timing: Timing = TIMING,
): Promise<ExitCode> {
    const { io, format } = output;
    const isAsked = !options.plan && !options.yes;
    if (isAsked && !canAsk(io)) {
        throw new UserError("--rollback asks before it changes anything, and there is no terminal: add --yes");
    }
    const { entries: saved, damaged } = readRollbackFile(options.file);
    const entries = [...saved].reverse();
    const damage = damaged.map(
        line => `${quote(options.file)}, line ${line}: damaged, so what it saved can't be put back`,
    );
    const progress = showProgress(io.stderr, "entries");
    const aws = await reach(options.live.connection, io, progress);
    const caller = await requireCaller(aws, progress);
    progress.end();
    const question = `Put back ${count(new Set(entries.map(({ trail }) => trail)).size, "trail")}?`;
    if (isAsked && !(await confirm(io, question))) {
        io.stderr.write("trail-guard: nothing was put back\n");
        return EXIT.violated;
    }
    const log = options.auditLog === undefined || options.plan ? undefined : openPrivateLog(options.auditLog, "append");
    const signals = takeStopSignals(
        io.stderr,
        stopTexts(() => []),
    );
    const accounts = new Accounts(aws, caller, options.live);
    const outcomes: RollbackOutcome[] = [];
    const write = (line: string) => io.stderr.write(`trail-guard: ${printable(line)}\n`);
    try {
        for (const entry of entries) {
            outcomes.push(
                signals.stop.signal.aborted
                    ? unknown(entry, "the run was stopped before its turn")
                    : await accounts.use(entry, (api, identity) => {
                          const audit: Audit | undefined = options.plan ? undefined : auditTo(log, identity);
                          const { signal } = signals.stop;
                          return rollBack(entry, { api, timing, stop: signal, audit, onWait: write });
                      }),
            );
        }
    } finally {
        signals.release();
    }
    damage.forEach(write);
    io.stdout.write(format === "json" ? `${printableJson(outcomes.map(asData))}\n` : formatOutcomes(outcomes, output));
    const states = outcomes.map(stateAfter);
    return exitCodeFor({
        violated: damaged.length > 0 || states.includes("open"),
        undetermined: states.includes("unknown"),
    });
}

/** Is the trail as it was before `fix`? */
function stateAfter({ was, putBack }: RollbackOutcome): "old" | "open" | "unknown" {
    if (putBack !== undefined) {
        return putBack.kind === "restored" ? "old" : putBack.kind === "unknown" ? "unknown" : "open";
    }
    return was.kind === "old" ? "old" : was.kind === "unknown" ? "unknown" : "open";
}

function unknown(entry: RollbackEntry, reason: string): RollbackOutcome {
    return { entry, was: { kind: "unknown", reason } };
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
        const { through } = accountsOf(entry);
        const opened = await (this.opened.get(through) ?? this.open(through));
        return "failure" in opened ? unknown(entry, opened.failure) : work(opened.api, opened.caller);
    }

    private open(account: string) {
        const opening = openAccount(this.aws, this.caller, account, this.live.role).then(async api => {
            if ("failure" in api) {
                return api;
            }
            const caller = await attempt(() => api.value.getCallerIdentity());
            return "failure" in caller ? caller : { api: api.value, caller: caller.value };
        });
        this.opened.set(account, opening);
        return opening;
    }
}

function asData({ entry, was, putBack }: RollbackOutcome) {
    const reason = putBack !== undefined && "reason" in putBack ? { reason: putBack.reason } : {};
    return { trail: entry.trail, was, restored: putBack?.kind === "restored", ...reason };
}

function formatOutcomes(outcomes: readonly RollbackOutcome[], { colours }: FixOutput): string {
    const lines = outcomes.map(outcome => {
        const { entry, was, putBack } = outcome;
        const what = entry.selectors === undefined ? "settings" : "selectors";
        const state = putBack === undefined ? STATES[was.kind] : PUT_BACK[putBack.kind];
        const ended = putBack ?? was;
        const why = "reason" in ended ? `: ${printable(ended.reason)}` : "";
        const colour = stateAfter(outcome) === "old" ? colours.green : colours.red;
        return `${colours.bold(printable(entry.trail))}\n${colour(`  ${what}: ${state}${why}`)}`;
    });
    return `${[...lines, LOGGING].join("\n\n")}\n`;
}

const LOGGING = "Logging that fix started stays on: --rollback never stops it.";

const STATES: Readonly<Record<RollbackOutcome["was"]["kind"], string>> = {
    old: "old, as it was before",
    new: "new, as fix made it",
    changed: "changed by someone since: left alone",
    unknown: "unknown",
};

const PUT_BACK: Readonly<Record<NonNullable<RollbackOutcome["putBack"]>["kind"], string>> = {
    restored: "put back",
    "not-restored": "could not be put back",
    unknown: "old or new: unknown",
};
