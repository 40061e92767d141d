import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { Contents, DeclaredTrail } from "../document";
import { PulumiStack } from "../pulumi/stack";

/** What happens to one resource. */
export interface Step {
    readonly op: unknown;
    readonly urn: unknown;
    readonly resource: unknown;
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
): Pick<Contents, "trails" | "stack" | "notes"> {
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
    return { trails: [...trails.values()], stack: stack.declared(incomplete), notes: stack.notes() };
}

/** Is it a message from the engine that something failed? */
export function isError(diagnostic: unknown): boolean {
    return isRecord(diagnostic) && diagnostic.severity === "error";
}
