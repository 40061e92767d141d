import type { TrailSettings } from "../../aws/api";
import type { Step, TrailPlan } from "../plan/trail-plan";
import { putSelectors } from "./put-selectors";
import type { StepContext } from "./step-context";
import { outcomeOf, type StepOutcome } from "./step-outcome";
import { beginStep } from "./step-record";
import { hasSettings } from "./trail-writer";

/** Carries out one step of a plan: read, save, write, read again, verify, and put back what can't be verified. */
export async function applyStep(plan: TrailPlan, step: Step, context: StepContext): Promise<StepOutcome> {
    switch (step.call) {
        case "PutEventSelectors":
            return putSelectors(plan, step, context);
        case "UpdateTrail":
            return updateTrail(plan, step.after, context);
        case "StartLogging":
            return startLogging(plan, context);
    }
}

/** Only ever switches something on, so there is nothing to put back. What is already on is not this run's doing. */
async function updateTrail(plan: TrailPlan, wanted: TrailSettings, context: StepContext): Promise<StepOutcome> {
    const { writer } = context;
    const now = await writer.settings();
    if ("failure" in now) {
        return { kind: "unchanged", reason: now.failure };
    }
    const names = (Object.keys(wanted) as (keyof TrailSettings)[]).filter(name => now.value[name] !== wanted[name]);
    if (names.length === 0) {
        return { kind: "done" };
    }
    const only = (settings: TrailSettings): TrailSettings =>
        Object.fromEntries(names.map(name => [name, settings[name]]));
    const [before, after] = [only(now.value), only(wanted)];
    const end = beginStep(plan, { call: "UpdateTrail", before, after }, context, { settings: { before, after } });
    const written = await writer.update(after);
    return end(
        outcomeOf(
            written,
            settings => !hasSettings(settings, after),
            settings => hasSettings(settings, after),
        ) as StepOutcome,
    );
}

async function startLogging(plan: TrailPlan, context: StepContext): Promise<StepOutcome> {
    const { writer } = context;
    const now = await writer.logging();
    if ("failure" in now) {
        return { kind: "unchanged", reason: now.failure };
    }
    if (now.value) {
        return { kind: "done" };
    }
    const what = { call: "StartLogging", before: { IsLogging: false }, after: { IsLogging: true } };
    const end = beginStep(plan, what, context);
    const written = await writer.startLogging();
    return end(
        outcomeOf(
            written,
            isLogging => !isLogging,
            isLogging => isLogging,
        ) as StepOutcome,
    );
}
