import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { Contents, DeclaredTrail, SourceDocument } from "../document";
import { isRelevantType, PulumiStack } from "../pulumi/stack";

/** Is it what `pulumi preview --json` writes? */
export function isPulumiPreview({ value }: SourceDocument): boolean {
    return isRecord(value) && Array.isArray(value.steps) && ("changeSummary" in value || "duration" in value);
}

/** The trails as a previewed update would leave them. */
export function readPulumiPreview({ value, pieces, counted }: SourceDocument): Contents {
    const { diagnostics, changeSummary } = isRecord(value) ? value : {};
    const unchanged = isRecord(changeSummary) && typeof changeSummary.same === "number" ? changeSummary.same : 0;
    const steps = pieces.flatMap(({ value: step, line }): Step[] =>
        isRecord(step) ? [{ op: step.op, urn: step.urn, resource: step.newState, line }] : [],
    );
    const failed = Array.isArray(diagnostics) && diagnostics.some(isError);
    const hidden = unchanged - counted - steps.filter(({ op }) => op === "same").length;
    return {
        ...stepsOf(steps, failed ? FAILED : hidden > 0 ? UNCHANGED : undefined),
        problems: failed ? [FAILED] : [],
        notes:
            hidden > 0
                ? [
                      `${hidden} unchanged resources are not in it, and trails among them are not checked: preview with --show-sames`,
                  ]
                : [],
    };
}

/** Is it a line of `pulumi preview --json` in its streaming form, or of an `--event-log`? */
export function isPulumiEvent(value: unknown): value is Readonly<Record<string, unknown>> {
    return isRecord(value) && typeof value.sequence === "number" && typeof value.timestamp === "number";
}

/** Is it an event that says something of a trail, or of whether all was said? */
export function isRelevantEvent(event: Readonly<Record<string, unknown>>): boolean {
    const metadata = metadataOf(event);
    return metadata === undefined
        ? "cancelEvent" in event || isError(event.diagnosticEvent)
        : isRelevantType(metadata.type);
}

/** The trails as the events of a preview, or of an update, leave them. */
export function readPulumiEvents(documents: readonly SourceDocument[]): Contents {
    const events = documents.flatMap(({ value, line }) => (isRecord(value) ? [{ event: value, line }] : []));
    const failed = events.some(({ event }) => isError(event.diagnosticEvent));
    // The engine sends it when there is nothing more to come, also after a failure (seen with Pulumi 3.259).
    const ended = events.some(({ event }) => "cancelEvent" in event);
    const steps = events.flatMap(({ event, line }): Step[] => {
        const metadata = metadataOf(event);
        return metadata === undefined ? [] : [{ op: metadata.op, urn: metadata.urn, resource: metadata.new, line }];
    });
    return {
        ...stepsOf(steps, failed || !ended ? FAILED : undefined),
        problems: [...(failed ? [FAILED] : []), ...(ended ? [] : ["its last event is missing, so it isn't whole"])],
    };
}

/** What becomes of one resource. */
interface Step {
    readonly op: unknown;
    readonly urn: unknown;
    readonly resource: unknown;
    readonly line: number;
}

const UNCHANGED = "unchanged resources are not in the preview";
const FAILED = "the preview failed, so resources may be missing in it";

/** Steps after which the resource, or this state of it, is no longer there. */
const REMOVING: ReadonlySet<unknown> = new Set([
    "delete",
    "delete-replaced",
    "discard",
    "discard-replaced",
    "read-discard",
    "remove-pending-replace",
]);

function stepsOf(steps: readonly Step[], incomplete: string | undefined): Pick<Contents, "trails" | "stack"> {
    const stack = new PulumiStack("preview");
    // A resource can have several steps: a refresh, then an update; a replacement, then the creation that it is.
    const trails = new Map<unknown, DeclaredTrail>();
    for (const { op, urn, resource, line } of steps) {
        if (isRecord(resource) && !REMOVING.has(op)) {
            const trail = stack.read(resource, { line });
            if (trail !== undefined) {
                trails.set(urn, trail);
            }
        }
    }
    return { trails: [...trails.values()], stack: stack.declared(incomplete) };
}

function metadataOf(event: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
    const { resourcePreEvent, resOutputsEvent } = event;
    const step = resourcePreEvent ?? resOutputsEvent;
    return isRecord(step) && isRecord(step.metadata) ? step.metadata : undefined;
}

function isError(diagnostic: unknown): boolean {
    return isRecord(diagnostic) && diagnostic.severity === "error";
}
