import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { Contents, DeclaredTrail, SourceDocument } from "../document";
import { PulumiStack } from "../pulumi/stack";

/** Is it what `pulumi stack export` writes, or a checkpoint of a self-managed backend? */
export function isPulumiState({ value }: SourceDocument): boolean {
    return deploymentOf(value) !== undefined;
}

/** The trails in the state of a stack. */
export function readPulumiState({ value, items, line }: SourceDocument): Contents {
    const stack = new PulumiStack("state");
    const trails = items.flatMap(({ value: resource, line: at }) =>
        // Deleted, or about to be: a replacement has an entry of its own, or none yet.
        !isRecord(resource) || resource.delete === true || resource.pendingReplacement === true
            ? []
            : (stack.read(resource, { line: at }) ?? []),
    );
    const deployment = deploymentOf(value);
    const pending = pendingTrails(deployment, stack, line);
    return {
        trails: [...trails, ...pending],
        stack: stack.declared(isCutOff(deployment) ? CUT_OFF : undefined),
        notes: stack.notes(),
    };
}

const CUT_OFF = "an update was cut off, so the state may not show all";

function isCutOff(deployment: unknown): boolean {
    return (
        isRecord(deployment) && Array.isArray(deployment.pending_operations) && deployment.pending_operations.length > 0
    );
}

/** What was begun, and may have happened, when an update was cut off. */
const PENDING: ReadonlySet<unknown> = new Set(["creating", "updating", "importing"]);

function pendingTrails(deployment: unknown, stack: PulumiStack, line: number): DeclaredTrail[] {
    const operations = isRecord(deployment) ? deployment.pending_operations : undefined;
    return (Array.isArray(operations) ? operations : []).flatMap((operation: unknown) => {
        if (!isRecord(operation) || !isRecord(operation.resource) || !PENDING.has(operation.type)) {
            return [];
        }
        const { resource, type } = operation;
        return stack.read(resource, { line, outputs: "maybe old", suffix: ` (${String(type)})`, pending: true }) ?? [];
    });
}

function deploymentOf(value: unknown): unknown {
    if (!isRecord(value)) {
        return undefined;
    }
    if (isRecord(value.deployment) && ("resources" in value.deployment || "manifest" in value.deployment)) {
        return value.deployment;
    }
    return isRecord(value.checkpoint) && "latest" in value.checkpoint ? (value.checkpoint.latest ?? {}) : undefined;
}
