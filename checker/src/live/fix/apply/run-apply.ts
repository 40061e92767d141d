import { printable } from "../../../../../src/cloudtrail/quote";
import { confirm } from "../../../command-line/input/ask";
import { showProgress } from "../../../command-line/terminal/progress";
import { takeStopSignals } from "../../../command-line/terminal/stop-signals";
import { count } from "../../../text/count";
import type { AwsApi, Caller } from "../../aws/api";
import { accessOptions, type LiveOptions } from "../../options";
import { openAccount } from "../../read/gather";
import type { FixOutput } from "../output";
import { formatOutcome } from "../plan/plan-text";
import type { TrailPlan } from "../plan/trail-plan";
import { openPrivateLog } from "../private-log";
import { createRollbackFile } from "../rollback/rollback-file";
import { type AppliedTrail, applyPlans } from "./apply-plans";
import { stopTexts } from "./stop-texts";
import type { Timing } from "./timing";

/** How plans are carried out. */
export interface RunApplyOptions {
    readonly live: LiveOptions;
    readonly yes: boolean;
    readonly saveRollback?: string;
    readonly auditLog?: string;
}

/** How many accounts to change at once. */
const MAX_CHANGING = 8;

/**
 * Asks, carries out plans, and reports how each ended.
 * @returns `undefined` if the answer was no
 */
export async function runApply(
    plans: readonly TrailPlan[],
    aws: AwsApi,
    caller: Caller,
    options: RunApplyOptions,
    { io, colours, format }: FixOutput,
    timing: Timing,
): Promise<readonly AppliedTrail[] | undefined> {
    const accounts = new Set(plans.map(({ account }) => account)).size;
    const question = `Change ${count(plans.length, "trail")} in ${count(accounts, "account")}?`;
    if (!options.yes && !(await confirm(io, question))) {
        io.stderr.write("trail-guard: nothing was changed\n");
        return undefined;
    }
    const auditLog = options.auditLog === undefined ? undefined : openPrivateLog(options.auditLog, "append");
    const rollback = createRollbackFile(options.saveRollback ?? rollbackName(new Date()));
    io.stderr.write(`trail-guard: the old values are saved in ${printable(rollback.path)}\n`);
    const inHand = new Set<string>();
    const signals = takeStopSignals(
        io.stderr,
        stopTexts(() => [...inHand]),
    );
    const progress = showProgress(io.stderr, "trails");
    const write = (message: string) => io.stderr.write(`trail-guard: ${printable(message)}\n`);
    let done = 0;
    try {
        progress.report(done, plans.length, 0);
        const outcomes = await applyPlans(plans, {
            open: account => openAccount(aws, caller, account, options.live.role),
            rollback,
            auditLog,
            timing,
            concurrency: Math.min(options.live.concurrency, MAX_CHANGING),
            stop: signals.stop,
            onTrail: ({ arn }, state) => {
                if (state === "begun") {
                    inHand.add(arn);
                } else {
                    inHand.delete(arn);
                    progress.report(++done, plans.length, 0);
                }
            },
            onProblem: write,
            onWait: write,
        });
        progress.end();
        if (format === "text") {
            const lines = [
                ...outcomes.map(outcome => formatOutcome(outcome, colours)),
                summary(outcomes, rollback.path, options.live),
            ];
            io.stdout.write(`\n${lines.join("\n\n")}\n`);
        }
        return outcomes;
    } finally {
        progress.end();
        signals.release();
    }
}

function rollbackName(now: Date): string {
    return `trail-guard-rollback-${now.toISOString().replace(/[-:]|\.\d+/g, "")}.jsonl`;
}

function summary(outcomes: readonly AppliedTrail[], rollback: string, live: LiveOptions): string {
    const isNew = ({ steps }: AppliedTrail) => steps.every(({ outcome }) => outcome.kind === "done");
    const isUnknown = ({ steps }: AppliedTrail) => steps.some(({ outcome }) => outcome.kind === "unknown");
    const changed = outcomes.filter(isNew).length;
    const unknown = outcomes.filter(isUnknown).length;
    const rest = outcomes.length - changed - unknown;
    const touched = outcomes.some(({ steps }) =>
        steps.some(({ outcome }) => outcome.kind === "done" || outcome.kind === "unknown"),
    );
    const command = `trail-guard fix --aws${accessOptions(live)} --rollback ${printable(rollback)}`;
    return [
        `${count(changed, "trail")} changed and verified`,
        ...(rest === 0 ? [] : [`${rest} not changed, or only in part`]),
        ...(unknown === 0 ? [] : [`${unknown} unknown (once AWS answers: ${command} --plan)`]),
        ...(touched ? [`to put back: ${command}`] : []),
    ].join("; ");
}
