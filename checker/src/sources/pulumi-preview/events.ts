import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { Contents, SourceDocument } from "../document";
import { isRelevantType } from "../pulumi/stack";
import { FAILED, isError, type Step, stepsOf } from "./steps";

/** Is it a line of `pulumi preview --json` in its streaming form, or of an `--event-log`? */
export function isPulumiEvent(value: unknown): value is Readonly<Record<string, unknown>> {
    return isRecord(value) && typeof value.sequence === "number" && typeof value.timestamp === "number";
}

/** Is it an event that says something about a trail, or about whether everything was said? */
export function isRelevantEvent(event: Readonly<Record<string, unknown>>): boolean {
    const metadata = metadataOf(event);
    return metadata === undefined
        ? "cancelEvent" in event || isError(event.diagnosticEvent)
        : isRelevantType(metadata.type);
}

/** The trails after the events of a preview or an update. */
export function readPulumiEvents(documents: readonly SourceDocument[]): Contents {
    const events = documents.flatMap(({ value, line }) => (isRecord(value) ? [{ event: value, line }] : []));
    const failed = events.some(({ event }) => isError(event.diagnosticEvent));
    // The engine sends it when nothing more follows, also after a failure (seen with Pulumi 3.259).
    const ended = events.some(({ event }) => "cancelEvent" in event);
    const steps = events.flatMap(({ event, line }): Step[] => {
        const metadata = metadataOf(event);
        if (metadata === undefined) {
            return [];
        }
        const { op, urn, new: resource, old, diffs: changed, detailedDiff } = metadata;
        return [{ op, urn, resource, old, changed, detailedDiff, line }];
    });
    return {
        ...stepsOf(steps, failed || !ended ? FAILED : undefined),
        problems: [...(failed ? [FAILED] : []), ...(ended ? [] : ["its last event is missing, so it isn't complete"])],
    };
}

function metadataOf(event: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
    const { resourcePreEvent, resOutputsEvent } = event;
    const step = resourcePreEvent ?? resOutputsEvent;
    return isRecord(step) && isRecord(step.metadata) ? step.metadata : undefined;
}
