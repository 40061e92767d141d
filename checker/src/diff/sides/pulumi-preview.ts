import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { gatherText } from "../../sources/gather-text";
import { declaredBy } from "../../sources/pulumi/declaration";
import type { UnreadTrail } from "../../sources/source-trail";
import type { Sides } from "./side";

type Json = Readonly<Record<string, unknown>>;

/** A resource before and after a step. */
interface Step {
    readonly urn: unknown;
    readonly before: unknown;
    readonly failed?: true;
}

/** Are these the documents of a preview: `pulumi preview --json`, whole or as a stream of events? */
export function isPreview(documents: readonly unknown[]): boolean {
    return documents.some(value => isRecord(value) && (Array.isArray(value.steps) || "resourcePreEvent" in value));
}

/** Both sides of a preview: the old and the new state of each step. What it doesn't change is not in it. */
export function sidesOfPreview(documents: readonly unknown[], text: string, file: string | undefined): Sides {
    const steps = documents.flatMap(stepsIn);
    const resources = new Map<unknown, Json>();
    const moved = new Map<string, string>();
    for (const { urn, before } of steps) {
        // A replacement has several steps, each with the same old state.
        if (isRecord(before) && !resources.has(before.urn)) {
            resources.set(before.urn, before);
        }
        if (isRecord(before) && typeof urn === "string" && typeof before.urn === "string" && urn !== before.urn) {
            moved.set(urn, before.urn);
        }
    }
    const state = { version: 3, deployment: { manifest: {}, resources: [...resources.values()] } };
    const failed = documents.some(hasFailed);
    const after = gatherText(text, file, "pulumi-preview");
    return {
        before: gatherText(JSON.stringify(state), file, "pulumi-state"),
        after: {
            ...after,
            unread: [...(after.unread ?? []), ...documents.flatMap(document => unseenTrails(document, file))],
            ...(failed ? { incomplete: "the preview failed" } : {}),
        },
        moved,
    };
}

/** What decides whether log files are delivered, if it is changed at all. */
const POLICIES: ReadonlySet<unknown> = new Set(["bucket-policy", "key-policy", "key"]);

/** A trail that doesn't change is not in a preview without --show-sames, and what changes may be the policy of its bucket. */
function unseenTrails(document: unknown, file: string | undefined): UnreadTrail[] {
    const { steps, changeSummary } = isRecord(document) ? document : ({} as Json);
    const all = (Array.isArray(steps) ? steps : []).filter(isRecord);
    const same = isRecord(changeSummary) && typeof changeSummary.same === "number" ? changeSummary.same : 0;
    const changed = all.filter(({ op }) => op !== "same" && op !== "create" && op !== "read");
    const policy = changed.find(({ op, oldState }) => {
        const declared = isRecord(oldState) ? declaredBy(oldState, { texts: new Set(), hidden: false }) : undefined;
        const role = declared?.kind === "other" ? declared.role : undefined;
        return POLICIES.has(role) || (role === "bucket" && /delete|replace/.test(String(op)));
    });
    return policy === undefined || same <= all.filter(({ op }) => op === "same").length
        ? []
        : [
              {
                  id: `${file ?? "-"}#unchanged`,
                  name: "what the preview leaves out",
                  place: file === undefined ? {} : { file },
                  group: file ?? "-",
                  reason: `${String(policy.urn)} changes, and a trail that depends on it may be among the unchanged resources: preview with --show-sames`,
              },
          ];
}

function stepsIn(document: unknown): Step[] {
    if (!isRecord(document)) {
        return [];
    }
    if (Array.isArray(document.steps)) {
        return document.steps.filter(isRecord).map(({ urn, oldState }) => ({ urn, before: oldState }));
    }
    const { resourcePreEvent } = document;
    const metadata = isRecord(resourcePreEvent) ? resourcePreEvent.metadata : undefined;
    return isRecord(metadata) ? [{ urn: metadata.urn, before: metadata.old }] : [];
}

function hasFailed(document: unknown): boolean {
    if (!isRecord(document)) {
        return false;
    }
    const diagnostics = Array.isArray(document.diagnostics) ? document.diagnostics : [document.diagnosticEvent];
    return diagnostics.some(entry => isRecord(entry) && entry.severity === "error");
}
