import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { quote } from "../../../../src/cloudtrail/quote";
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
        // Deleted, or about to be: a replacement has its own entry, or none yet.
        !isRecord(resource) || resource.delete === true || resource.pendingReplacement === true
            ? []
            : (stack.read(resource, { line: at }) ?? []),
    );
    const deployment = deploymentOf(value);
    const pending = pendingTrails(deployment, stack, line);
    return {
        trails: [...trails, ...pending],
        stack: stack.declared(isCutOff(deployment) ? CUT_OFF : undefined),
        unread: [
            ...stack.unread(),
            ...pending.flatMap(({ address, resourceName, line: at }) =>
                CREATED.some(type => address.endsWith(suffixOf(type)))
                    ? [
                          {
                              address: `${address} exists`,
                              name: `whether ${quote(resourceName)} exists`,
                              reason: MAY_NOT_EXIST,
                              line: at,
                          },
                      ]
                    : [],
            ),
        ],
        notes: stack.notes(),
    };
}

const CUT_OFF = "an update was cut off, so the state may not show all";

function isCutOff(deployment: unknown): boolean {
    return (
        isRecord(deployment) && Array.isArray(deployment.pending_operations) && deployment.pending_operations.length > 0
    );
}

const MAY_NOT_EXIST = "an update was cut off while it was being created: run `pulumi refresh`";

/** What was begun when an update was cut off, and may have happened: afterwards there is a resource that was not there before. */
const CREATED: readonly string[] = ["creating", "importing"];
const PENDING: ReadonlySet<unknown> = new Set([...CREATED, "updating"]);

/** What distinguishes a pending resource from another with its URN. */
function suffixOf(type: string): string {
    return ` (${type})`;
}

function pendingTrails(deployment: unknown, stack: PulumiStack, line: number): DeclaredTrail[] {
    const operations = isRecord(deployment) ? deployment.pending_operations : undefined;
    return (Array.isArray(operations) ? operations : []).flatMap((operation: unknown) => {
        if (!isRecord(operation) || !isRecord(operation.resource) || !PENDING.has(operation.type)) {
            return [];
        }
        const { resource, type } = operation;
        return (
            stack.read(resource, { line, outputs: "maybe old", suffix: suffixOf(String(type)), pending: true }) ?? []
        );
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
