import { stillLogged } from "../../../../../src/cloudtrail/coverage/containment";
import { messageText } from "../../../../../src/cloudtrail/message";
import { formatEvent } from "../../../../../src/compliance/findings/format-event";
import type { PlainData, SelectorsInput, TrailSettings } from "../../aws/api";
import { canonical, sameSelectors } from "../plan/live-selectors";
import { resultOf, type Step, summaryOf, type TrailPlan } from "../plan/trail-plan";
import type { Audit, AuditEntry } from "./audit-log";
import type { PrivateLog } from "./private-log";
import type { TrailWriter } from "./trail-writer";

/** How a step ended. All but `done` come with the reason. */
export type StepOutcome =
    /** As planned, read again and verified. */
    | { readonly kind: "done" }
    /** As it was before. */
    | { readonly kind: "unchanged"; readonly reason: string }
    /** It was changed, could not be verified, and is as it was before. */
    | { readonly kind: "restored"; readonly reason: string }
    /** Either as it was before or as planned: it can't be read. */
    | { readonly kind: "unknown"; readonly reason: string };

/** What a step needs besides the trail. */
export interface StepContext {
    readonly writer: TrailWriter;
    readonly rollback: PrivateLog;
    /** Takes down what is about to be done; where that throws, it is not done. */
    readonly audit: Audit;
    readonly stop: AbortController;
    readonly onProblem: (message: string) => void;
}

/** Carries out one step of a plan: read, save, write, read again, verify, and put back what can't be verified. */
export async function applyStep(plan: TrailPlan, step: Step, context: StepContext): Promise<StepOutcome> {
    switch (step.call) {
        case "PutEventSelectors":
            return putSelectors(plan, step, context);
        case "UpdateTrail":
            return updateTrail(plan, step, context);
        case "StartLogging":
            return startLogging(plan, context);
    }
}

async function putSelectors(
    plan: TrailPlan,
    { before, after }: { readonly before: SelectorsInput; readonly after: SelectorsInput },
    context: StepContext,
): Promise<StepOutcome> {
    const { writer } = context;
    const isBefore = (selectors: SelectorsInput) => sameSelectors(selectors, before);
    const isAfter = (selectors: SelectorsInput) => sameSelectors(selectors, after);
    const now = await writer.selectors();
    if ("failure" in now) {
        return { kind: "unchanged", reason: now.failure };
    }
    if (!isBefore(now.value)) {
        return isAfter(now.value)
            ? { kind: "done" }
            : { kind: "unchanged", reason: "its selectors have been changed since they were read" };
    }
    save(plan, context, { selectors: { before, after } });
    const audit = begin(plan, { call: "PutEventSelectors", before, after }, context);
    const failure = await writer.put(after);
    const read = await writer.readUntil(
        () => writer.selectors(),
        selectors => isAfter(selectors) || (failure?.denied === true && isBefore(selectors)),
    );
    if (failure !== undefined) {
        const outcome = afterFailure(plan, before, read, failure.reason, isBefore);
        audit(AFTER_FAILURE[outcome.kind], failure.reason);
        return outcome;
    }
    const problem =
        "failure" in read ? `it can't be read again: ${read.failure}` : problemWith(plan, before, read.value);
    if (problem === undefined) {
        audit("done");
        return { kind: "done" };
    }
    audit("failed", problem);
    return restore(plan, before, problem, context);
}

/** How a call that failed is taken down, by what has become of the trail. */
const AFTER_FAILURE = { done: "done", unchanged: "failed", restored: "restored", unknown: "unknown" } as const;

/** The call failed; what has become of the trail, only reading can tell. Nothing is put back that was not changed. */
function afterFailure(
    plan: TrailPlan,
    before: SelectorsInput,
    read: { readonly value: SelectorsInput } | { readonly failure: string },
    reason: string,
    isBefore: (selectors: SelectorsInput) => boolean,
): StepOutcome {
    if ("failure" in read) {
        return { kind: "unknown", reason: `${reason}; and it can't be read again: ${read.failure}` };
    }
    if (isBefore(read.value)) {
        return { kind: "unchanged", reason };
    }
    return problemWith(plan, before, read.value) === undefined
        ? { kind: "done" }
        : { kind: "unchanged", reason: `${reason}; and someone else has changed its selectors meanwhile` };
}

/** What is wrong with selectors that should be what was planned: something is no longer logged, or still not logged. */
function problemWith(plan: TrailPlan, before: SelectorsInput, read: SelectorsInput): string | undefined {
    const selectors = canonical(read);
    const containment = stillLogged(canonical(before), selectors);
    if (containment.kind === "lost") {
        return `an event that was logged before no longer is: ${formatEvent(containment.event)}`;
    }
    if (containment.kind === "undecided") {
        return `it can't be told whether it logs less than before: ${messageText(containment.reason)}`;
    }
    const failing = plan.fixes
        .map(fix => resultOf(fix, { ...plan.target, selectors }, plan.trail.identifiers))
        .find(({ status }) => status === "violation" || status === "undetermined");
    return failing && `${failing.policy.name}: ${summaryOf(failing)}`;
}

async function restore(
    plan: TrailPlan,
    before: SelectorsInput,
    problem: string,
    context: StepContext,
): Promise<StepOutcome> {
    const { writer } = context;
    const isBefore = (selectors: SelectorsInput) => sameSelectors(selectors, before);
    const audit = ending(plan, "PutEventSelectors", context);
    const failure = await writer.put(before);
    const read = await writer.readUntil(() => writer.selectors(), isBefore);
    if ("value" in read && isBefore(read.value)) {
        audit("restored");
        return { kind: "restored", reason: problem };
    }
    const why = failure?.reason ?? ("failure" in read ? read.failure : "AWS shows other selectors");
    audit("not-restored", why);
    return { kind: "unknown", reason: `${problem}; and the old selectors could not be put back: ${why}` };
}

async function updateTrail(
    plan: TrailPlan,
    { before, after }: { readonly before: TrailSettings; readonly after: TrailSettings },
    context: StepContext,
): Promise<StepOutcome> {
    const { writer } = context;
    save(plan, context, { settings: { before, after } });
    return setAndVerify(
        begin(plan, { call: "UpdateTrail", before, after }, context),
        () => writer.update(after),
        () => writer.settings(),
        after,
        writer,
    );
}

async function startLogging(plan: TrailPlan, context: StepContext): Promise<StepOutcome> {
    const { writer } = context;
    const on = { IsLogging: true };
    return setAndVerify(
        begin(plan, { call: "StartLogging", before: { IsLogging: false }, after: on }, context),
        () => writer.startLogging(),
        () => writer.status(),
        on,
        writer,
    );
}

/** Sets what can only log more, so that there is nothing to put back. */
async function setAndVerify(
    audit: (outcome: "done" | "failed" | "unknown", reason?: string) => void,
    write: () => ReturnType<TrailWriter["update"]>,
    read: () => ReturnType<TrailWriter["status"]>,
    expected: object,
    writer: TrailWriter,
): Promise<StepOutcome> {
    const isSet = (value: PlainData) => Object.entries(expected).every(([name, wanted]) => value[name] === wanted);
    const failure = await write();
    const now = await writer.readUntil(read, value => failure?.denied === true || isSet(value));
    if ("value" in now && isSet(now.value)) {
        audit("done");
        return { kind: "done" };
    }
    const reason = failure?.reason ?? ("failure" in now ? now.failure : "AWS still shows what was there before");
    const kind = "failure" in now ? "unknown" : "unchanged";
    audit(AFTER_FAILURE[kind], reason);
    return { kind, reason };
}

function save(plan: TrailPlan, { rollback }: StepContext, what: object): void {
    const { arn, homeRegion } = plan;
    rollback.write({ trail: arn, homeRegion, time: new Date().toISOString(), ...what });
}

/** Takes down that a call is about to be made; what is returned takes down how it ended. */
function begin(plan: TrailPlan, what: Pick<AuditEntry, "call" | "before" | "after">, context: StepContext) {
    context.audit({ account: plan.account, trail: plan.arn, outcome: "begin", ...what });
    return ending(plan, what.call, context);
}

/** Takes down how a call ended. Where that fails the call was made all the same, but no other will be. */
function ending({ account, arn }: TrailPlan, call: string, { audit, stop, onProblem }: StepContext) {
    return (outcome: AuditEntry["outcome"], reason?: string) => {
        try {
            audit({ account, trail: arn, call, outcome, ...(reason === undefined ? {} : { reason }) });
        } catch (error) {
            stop.abort();
            onProblem((error as Error).message);
        }
    };
}
