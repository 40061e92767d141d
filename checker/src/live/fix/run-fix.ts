import { trailPolicies } from "../../../../policies";
import { printable, printableJson } from "../../../../src/cloudtrail/quote";
import { type ExitCode, exitCodeFor } from "../../command-line/exit-code";
import { showProgress } from "../../command-line/progress";
import { takeStopSignals } from "../../command-line/stop-signals";
import { UserError } from "../../command-line/user-error";
import { enabledPolicies } from "../../configuration/configured-policy";
import type { PolicySetting } from "../../configuration/policy-setting";
import { count } from "../../text/count";
import type { AwsApi } from "../aws/api";
import { connect } from "../aws/connect";
import { accessOptions, type LiveOptions } from "../options";
import type { AccountReading } from "../read/account-reading";
import { type AccountsRead, openAccount, readAccounts } from "../read/gather";
import { TrailGatherer } from "../read/gathered";
import { openResumeFile } from "../read/resume-file";
import { type AppliedTrail, applyPlans } from "./apply/apply-plans";
import { confirm, requireAnswerable } from "./apply/confirm";
import { openPrivateLog } from "./apply/private-log";
import { stopTexts } from "./apply/stop-texts";
import { TIMING, type Timing } from "./apply/timing";
import type { FixOutput } from "./output";
import { fixData } from "./plan/fix-data";
import type { Fixable } from "./plan/fixable";
import { formatOutcome, formatPlans, formatUnread } from "./plan/plan-text";
import { planTrails } from "./plan/plan-trails";
import type { TrailPlan } from "./plan/trail-plan";
import { createRollbackFile } from "./rollback/rollback-file";

/** What is to be fixed, and how. */
export interface FixOptions {
    readonly live: LiveOptions;
    readonly settings: ReadonlyMap<string, PolicySetting>;
    readonly only: readonly Fixable[] | undefined;
    readonly trails: readonly string[] | undefined;
    readonly apply: boolean;
    readonly yes: boolean;
    readonly saveRollback?: string;
    readonly auditLog?: string;
}

/** How many accounts are changed at once. */
const MAX_CHANGING = 8;

/** Reads, plans, and where it is asked for, changes. */
export async function runFix(
    options: FixOptions,
    output: FixOutput,
    connectTo: (live: LiveOptions) => Promise<AwsApi> = live => connect(live.connection),
    timing: Timing = TIMING,
): Promise<ExitCode> {
    const { io, colours, format } = output;
    if (options.apply) {
        requireAnswerable(io, options.yes);
    }
    const resume = options.live.resume === undefined ? undefined : openResumeFile(options.live.resume);
    const aws = await connectTo(options.live);
    const readings: AccountReading[] = [];
    const gatherer = new TrailGatherer({ trail: ({ id }) => id, stack: () => undefined });
    const read = await readAccounts(aws, options.live, showProgress(io.stderr, "accounts"), resume, reading => {
        readings.push(reading);
        gatherer.add(reading);
    });
    read.unread.forEach(account => {
        gatherer.addUnread(account);
    });
    readings.sort((a, b) => (a.account < b.account ? -1 : 1));
    const policies = enabledPolicies(trailPolicies, options.settings);
    const plans = planTrails(readings, { policies, only: options.only, trails: options.trails });
    requireTrails(plans, options.trails);
    const changing = plans.filter(({ steps }) => steps.length > 0);
    const { unread } = gatherer.gathered();
    if (format === "text") {
        const lines = [
            formatPlans(plans, colours),
            ...unread.map(trail => formatUnread(trail, colours)),
            ...(changing.length === 0 || options.apply ? [] : ["Nothing was changed: --apply carries this out."]),
        ];
        io.stdout.write(`${lines.join("\n\n")}\n`);
    }
    const outcomes =
        options.apply && changing.length > 0 ? await apply(changing, aws, read, options, output, timing) : [];
    if (format === "json") {
        io.stdout.write(`${printableJson(fixData(plans, outcomes, unread))}\n`);
    }
    const ended = outcomes.flatMap(({ steps }) => steps.map(({ outcome }) => outcome.kind));
    const open = plans.flatMap(({ unfixed }) => unfixed.map(({ status }) => status));
    return exitCodeFor({
        violated:
            (changing.length > 0 && outcomes.length === 0) ||
            open.includes("violation") ||
            ended.some(kind => kind === "unchanged" || kind === "restored"),
        undetermined: unread.length > 0 || open.includes("undetermined") || ended.includes("unknown"),
    });
}

/** A trail that was named and is not there is a mistake, not a trail that needs no change. */
function requireTrails(plans: readonly TrailPlan[], names: readonly string[] | undefined): void {
    const missing = (names ?? []).filter(
        name => !plans.some(({ arn, trail }) => arn === name || trail.trail.label === name),
    );
    if (missing.length > 0) {
        throw new UserError(`--trail: no trail ${missing.map(name => JSON.stringify(name)).join(", ")} was found`);
    }
}

async function apply(
    plans: readonly TrailPlan[],
    aws: AwsApi,
    { caller }: AccountsRead,
    options: FixOptions,
    { io, colours, format }: FixOutput,
    timing: Timing,
): Promise<AppliedTrail[]> {
    const accounts = new Set(plans.map(({ account }) => account)).size;
    const question = `Change ${count(plans.length, "trail")} in ${count(accounts, "account")}?`;
    if (!options.yes && !(await confirm(io, question))) {
        io.stderr.write("trail-guard: nothing was changed\n");
        return [];
    }
    if (caller === undefined) {
        return [];
    }
    const auditLog = options.auditLog === undefined ? undefined : openPrivateLog(options.auditLog, "append");
    const rollback = createRollbackFile(options.saveRollback ?? rollbackName(new Date()));
    io.stderr.write(`trail-guard: what is changed is saved in ${printable(rollback.path)}\n`);
    const inHand = new Set<string>();
    const signals = takeStopSignals(
        io.stderr,
        stopTexts(() => [...inHand]),
    );
    const progress = showProgress(io.stderr, "trails");
    let done = 0;
    try {
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
            onProblem: message => io.stderr.write(`trail-guard: ${printable(message)}\n`),
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
        ...(rest === 0 ? [] : [`${rest} not, or not in all`]),
        ...(unknown === 0 ? [] : [`${unknown} can't be told (once AWS answers: ${command} --plan)`]),
        ...(touched ? [`to put back: ${command}`] : []),
    ].join("; ");
}
