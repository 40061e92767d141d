import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { cloudControlNames } from "../../../../src/pulumi/resources/cloud-control";
import { recorderOfType } from "../../../../src/pulumi/resources/resource-types";
import { throughTerraform } from "../../../../src/pulumi/resources/through-terraform";
import type { Contents, DeclaredTrail } from "../document";
import type { Outputs } from "../pulumi/resource";
import { PulumiStack } from "../pulumi/stack";

/** What happens to one resource. */
export interface Step {
    readonly op: unknown;
    readonly urn: unknown;
    readonly resource: unknown;
    /** The resource in the state, of which only the outputs matter. */
    readonly old?: unknown;
    /** The names of the properties that an update changes, if the provider says so. */
    readonly changed?: unknown;
    /** The changes within them, by their paths, if the provider says so. */
    readonly detailedDiff?: unknown;
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
            const kept = keptOutputs(step, resource.type);
            const trail =
                kept === undefined
                    ? stack.read(resource, { line })
                    : stack.read({ ...resource, outputs: kept.outputs }, { line, outputs: kept.mode });
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

/** What AWS has of a trail, and whether it keeps it. */
interface Kept {
    readonly outputs: Readonly<Record<string, unknown>>;
    readonly mode: Outputs;
}

/**
 * What AWS has of a trail and keeps, whatever its inputs say: nothing that doesn't change is sent, such as the program's value
 * of a property that `ignoreChanges` covers. `undefined` if there is no trail before the step, or a different one after it.
 */
function keptOutputs(step: Step, type: unknown): Kept | undefined {
    const { op, old } = step;
    const outputs = isRecord(old) ? old.outputs : undefined;
    const throughCloudControl = cloudControlNames(String(type));
    if (
        !isRecord(outputs) ||
        (op !== "same" && op !== "update") ||
        // Of what a Terraform module makes, the preview shows what is planned, and it has no outputs.
        throughTerraform(type)?.dialect.name === "terraform" ||
        (recorderOfType(type) === undefined && throughCloudControl === undefined)
    ) {
        return undefined;
    }
    const names = op === "same" ? [] : changedNames(step);
    if (names === undefined) {
        return { outputs, mode: "maybe kept" };
    }
    const roots = new Set(names.map(name => String(name).split(/[.[]/, 1)[0]));
    const isSent = (name: string) =>
        roots.has(name) ||
        (name === throughCloudControl?.actual && roots.has(throughCloudControl.desired)) ||
        (SELECTORS.includes(name) && SELECTORS.some(selectors => roots.has(selectors)));
    return { outputs: Object.fromEntries(Object.entries(outputs).filter(([name]) => !isSent(name))), mode: "valid" };
}

/**
 * The properties that an update changes; `undefined` if the engine doesn't say: not every provider names them, and none
 * does for which the difference can't be computed yet (`DiffUnavailableError` in `pkg/resource/deploy` of pulumi/pulumi).
 */
function changedNames({ changed, detailedDiff }: Step): readonly unknown[] | undefined {
    const names = Array.isArray(changed) && changed.length > 0 ? changed : Object.keys(detailedDiff ?? {});
    return names.length === 0 ? undefined : names;
}

/** Is it a message from the engine that something failed? */
export function isError(diagnostic: unknown): boolean {
    return isRecord(diagnostic) && diagnostic.severity === "error";
}
