import { UserError } from "../../../command-line/user-error";
import type { AccountApi } from "../../aws/api";
import { concurrently } from "../../aws/calls/concurrently";
import { attempt } from "../../read/api-answer";
import type { Step, TrailPlan } from "../plan/trail-plan";
import type { PrivateLog } from "../private-log";
import { applyStep } from "./apply-step";
import { auditTo } from "./audit-log";
import type { StepContext } from "./step-context";
import type { StepOutcome } from "./step-outcome";
import type { Timing } from "./timing";
import { TrailWriter } from "./trail-writer";

/** The result for one trail: each step, and how it ended. */
export interface AppliedTrail {
    readonly plan: TrailPlan;
    readonly steps: readonly { readonly step: Step; readonly outcome: StepOutcome }[];
}

/** What is needed to apply plans. */
export interface ApplyOptions {
    /** The calls of an account. */
    readonly open: (account: string) => Promise<{ readonly value: AccountApi } | { readonly failure: string }>;
    readonly rollback: PrivateLog;
    readonly auditLog: PrivateLog | undefined;
    readonly timing: Timing;
    /** How many accounts to change at once; the trails of an account are changed one after the other. */
    readonly concurrency: number;
    /** Aborted: no further trail is begun, and trails in progress are finished. */
    readonly stop: AbortController;
    readonly onTrail: (plan: TrailPlan, state: "begun" | "ended") => void;
    /** Something other than the trails went wrong: the audit log can't be written any more. */
    readonly onProblem: (message: string) => void;
    /** Receives what is being waited for, if that takes a while. */
    readonly onWait: (message: string) => void;
}

/** Carries out plans. Never rejects: a failure is an outcome, with the reason. */
export async function applyPlans(plans: readonly TrailPlan[], options: ApplyOptions): Promise<AppliedTrail[]> {
    const byAccount = new Map<string, TrailPlan[]>();
    for (const plan of plans) {
        byAccount.set(plan.through, [...(byAccount.get(plan.through) ?? []), plan]);
    }
    const outcomes = await concurrently([...byAccount], options.concurrency, ([account, ofAccount]) =>
        applyInAccount(account, ofAccount, options),
    );
    return outcomes.flat();
}

async function applyInAccount(
    account: string,
    plans: readonly TrailPlan[],
    options: ApplyOptions,
): Promise<AppliedTrail[]> {
    const { stop, open } = options;
    const api = stop.signal.aborted ? INTERRUPTED : await open(account);
    const caller = "failure" in api ? api : await attempt(() => api.value.getCallerIdentity());
    const outcomes: AppliedTrail[] = [];
    for (const plan of plans) {
        if (stop.signal.aborted || "failure" in api || "failure" in caller) {
            const { failure } = stop.signal.aborted ? INTERRUPTED : (caller as { failure: string });
            outcomes.push(untouched(plan, failure));
            continue;
        }
        options.onTrail(plan, "begun");
        const writer = new TrailWriter(
            api.value,
            plan.homeRegion,
            plan.arn,
            options.timing,
            stop.signal,
            options.onWait,
        );
        const audit = auditTo(options.auditLog, caller.value);
        outcomes.push(await applyTo(plan, { ...options, writer, audit }));
        options.onTrail(plan, "ended");
    }
    return outcomes;
}

const INTERRUPTED = { failure: "the run was stopped before its turn" };

function untouched(plan: TrailPlan, reason: string): AppliedTrail {
    return { plan, steps: plan.steps.map(step => ({ step, outcome: { kind: "unchanged", reason } })) };
}

async function applyTo(plan: TrailPlan, context: ApplyOptions & StepContext): Promise<AppliedTrail> {
    const steps: { step: Step; outcome: StepOutcome }[] = [];
    for (const step of plan.steps) {
        try {
            steps.push({ step, outcome: await applyStep(plan, step, context) });
        } catch (error) {
            if (!(error instanceof UserError)) {
                throw error;
            }
            // What can't be recorded is not done, here or anywhere else.
            context.stop.abort();
            steps.push({ step, outcome: { kind: "unchanged", reason: error.message } });
        }
    }
    return { plan, steps };
}
