import { stillLogged } from "../../../../../src/cloudtrail/coverage/containment";
import { messageText } from "../../../../../src/cloudtrail/message";
import { formatEvent } from "../../../../../src/compliance/findings/format-event";
import type { SelectorsInput } from "../../aws/api";
import { canonical, sameSelectors } from "../plan/live-selectors";
import { resultOf, summaryOf, type TrailPlan } from "../plan/trail-plan";
import type { StepContext } from "./step-context";
import { outcomeOf, type StepOutcome } from "./step-outcome";
import { beginStep } from "./step-record";

/** The selectors that a step finds, and those that it writes. */
interface SelectorChange {
    readonly before: SelectorsInput;
    readonly after: SelectorsInput;
}

/**
 * Writes the selectors of a trail, verifies them, and puts the old ones back unless somebody else has changed them
 * since.
 */
export async function putSelectors(
    plan: TrailPlan,
    change: SelectorChange,
    context: StepContext,
): Promise<StepOutcome> {
    const { before, after } = change;
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
            : { kind: "unchanged", reason: "its selectors have changed since they were read" };
    }
    const end = beginStep(plan, { call: "PutEventSelectors", before, after }, context, {
        selectors: { before, after },
    });
    const written = await writer.put(after, isAfter);
    const outcome = outcomeOf(written, isBefore, isAfter);
    if (outcome !== undefined && outcome.kind !== "done") {
        return end(outcome);
    }
    // What is left is what was written, or what someone else has written since.
    const shown = "value" in written.now ? written.now.value : after;
    const problem = problemWith(plan, before, shown);
    if (problem === undefined) {
        return end({ kind: "done" });
    }
    // If more is logged than before, or this run may have written nothing, the selectors are someone else's.
    const mayRestore =
        isAfter(shown) ||
        (written.failure === undefined && stillLogged(canonical(shown), canonical(before)).kind === "contained");
    if (!mayRestore) {
        return end({ kind: "overtaken", reason: problem });
    }
    end({ kind: "not-verified", reason: problem });
    return restore(plan, { before: shown, after: before }, problem, context);
}

/** What is wrong with selectors that should be as planned: something is no longer logged, or still not logged. */
function problemWith(plan: TrailPlan, before: SelectorsInput, read: SelectorsInput): string | undefined {
    const selectors = canonical(read);
    const containment = stillLogged(canonical(before), selectors);
    if (containment.kind === "lost") {
        return `an event that was logged before no longer is: ${formatEvent(containment.event)}`;
    }
    if (containment.kind === "undecided") {
        return `it can't be decided whether it logs less than before: ${messageText(containment.reason)}`;
    }
    const failing = plan.fixes
        .map(fix => resultOf(fix, { ...plan.target, selectors }, plan.trail))
        .find(({ status }) => status === "violation" || status === "undetermined");
    return failing && `${failing.policy.name}: ${summaryOf(failing)}`;
}

/** Puts the old selectors back. Reports success only if AWS has confirmed it and shows it. */
async function restore(
    plan: TrailPlan,
    { before: shown, after: old }: SelectorChange,
    problem: string,
    context: StepContext,
): Promise<StepOutcome> {
    const isOld = (selectors: SelectorsInput) => sameSelectors(selectors, old);
    const end = beginStep(plan, { call: "PutEventSelectors", before: shown, after: old }, context);
    const { failure, now } = await context.writer.put(old, isOld);
    if (failure === undefined && "value" in now && isOld(now.value)) {
        return end({ kind: "restored", reason: problem });
    }
    const why = failure?.reason ?? ("failure" in now ? now.failure : "AWS does not show them");
    return end({ kind: "unknown", reason: `${problem}; the old selectors could not be put back: ${why}` });
}
