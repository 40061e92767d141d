import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { CLOUD_CONTROL } from "../../../../src/pulumi/cloud-control";
import { RECORDER_TYPES } from "../../../../src/pulumi/resource-types";
import type { Contents, DeclaredTrail } from "../document";
import { PulumiStack } from "../pulumi/stack";

/** What happens to one resource. */
export interface Step {
    readonly op: unknown;
    readonly urn: unknown;
    readonly resource: unknown;
    /** The resource in the state, of which only the outputs matter. */
    readonly old?: unknown;
    /** The names of the properties that an update changes, if the engine says so. */
    readonly changed?: unknown;
    readonly line: number;
}

/** Why a preview isn't complete, as a sentence without the full stop. */
export const FAILED = "the preview failed, so resources may be missing in it";

/** Steps after which the resource, or this state of it, no longer exists. */
const REMOVING: ReadonlySet<unknown> = new Set([
    "delete",
    "delete-replaced",
    "discard",
    "discard-replaced",
    "read-discard",
    "remove-pending-replace",
]);

/** The stack after these steps. */
export function stepsOf(
    steps: readonly Step[],
    incomplete: string | undefined,
): Pick<Contents, "trails" | "stack" | "unread" | "notes"> {
    const stack = new PulumiStack("preview");
    // A resource can have several steps: a refresh, then an update; a replacement, then the creation that it is.
    const trails = new Map<unknown, DeclaredTrail>();
    for (const step of steps) {
        const { op, urn, resource, line } = step;
        if (isRecord(resource) && !REMOVING.has(op)) {
            const outputs = keptOutputs(step, resource.type);
            const trail =
                outputs === undefined
                    ? stack.read(resource, { line })
                    : stack.read({ ...resource, outputs }, { line, outputs: "valid" });
            if (trail !== undefined) {
                trails.set(urn, trail);
            }
        }
    }
    return {
        trails: [...trails.values()],
        stack: stack.declared(incomplete),
        unread: stack.unread(),
        notes: stack.notes(),
    };
}

/** AWS accepts one kind of event selectors: a change of one is a change of both. */
const SELECTORS: readonly string[] = ["eventSelectors", "advancedEventSelectors"];

/**
 * What AWS has of a trail and keeps, whatever its inputs say: nothing is sent of what doesn't change, such as the program's value
 * of a property that `ignoreChanges` covers. `undefined` where the step doesn't tell.
 */
function keptOutputs({ op, old, changed }: Step, type: unknown): Readonly<Record<string, unknown>> | undefined {
    const outputs = isRecord(old) ? old.outputs : undefined;
    const names = op === "same" ? [] : op === "update" ? changed : undefined;
    const throughCloudControl = CLOUD_CONTROL.get(String(type));
    if (
        !isRecord(outputs) ||
        !Array.isArray(names) ||
        !(RECORDER_TYPES.has(String(type)) || throughCloudControl !== undefined)
    ) {
        return undefined;
    }
    const roots = new Set(names.map(name => String(name).split(/[.[]/, 1)[0]));
    const isSent = (name: string) =>
        roots.has(name) ||
        (name === throughCloudControl?.actual && roots.has(throughCloudControl.desired)) ||
        (SELECTORS.includes(name) && SELECTORS.some(selectors => roots.has(selectors)));
    return Object.fromEntries(Object.entries(outputs).filter(([name]) => !isSent(name)));
}

/** Is it a message from the engine that something failed? */
export function isError(diagnostic: unknown): boolean {
    return isRecord(diagnostic) && diagnostic.severity === "error";
}
