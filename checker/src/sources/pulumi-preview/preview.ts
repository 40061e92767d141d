import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { Contents, SourceDocument } from "../document";
import { trimmedResource } from "../pulumi/stack";
import { COUNTED } from "../source";
import { FAILED, isError, type Step, stepsOf } from "./steps";

const UNCHANGED = "unchanged resources are not in the preview";

/** Is it what `pulumi preview --json` writes? */
export function isPulumiPreview({ value }: SourceDocument): boolean {
    return isRecord(value) && Array.isArray(value.steps) && ("changeSummary" in value || "duration" in value);
}

/** The trails after a previewed update. */
export function readPulumiPreview({ value, items, counted }: SourceDocument): Contents {
    const { diagnostics, changeSummary } = isRecord(value) ? value : {};
    const unchanged = isRecord(changeSummary) && typeof changeSummary.same === "number" ? changeSummary.same : 0;
    const steps = items.flatMap(({ value: step, line }): Step[] =>
        isRecord(step)
            ? [
                  {
                      op: step.op,
                      urn: step.urn,
                      resource: step.newState,
                      old: step.oldState,
                      changed: step.diffReasons,
                      detailedDiff: step.detailedDiff,
                      line,
                  },
              ]
            : [],
    );
    const failed = Array.isArray(diagnostics) && diagnostics.some(isError);
    const hidden = unchanged - counted - steps.filter(({ op }) => op === "same").length;
    const found = stepsOf(steps, failed ? FAILED : hidden > 0 ? UNCHANGED : undefined);
    return {
        ...found,
        problems: failed ? [FAILED] : [],
        notes: [
            ...(found.notes ?? []),
            ...(hidden > 0
                ? [
                      `${hidden} unchanged resources are not in it, and trails among them are not checked: preview with --show-sames`,
                  ]
                : []),
        ],
    };
}

/** What is kept of a step. */
export function keptStep(step: Readonly<Record<string, unknown>>): unknown {
    const { op, urn, newState, oldState, diffReasons, detailedDiff } = step;
    const kept = isRecord(newState) ? trimmedResource(newState) : undefined;
    const old = isRecord(oldState) ? { outputs: oldState.outputs } : undefined;
    return kept !== undefined
        ? { op, urn, newState: kept, oldState: old, diffReasons, detailedDiff }
        : op === "same"
          ? COUNTED
          : undefined;
}
