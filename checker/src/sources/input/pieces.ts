import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { isRelevantType, trimmedResource } from "../pulumi/stack";
import { keptTerraform } from "../terraform/resource";
import type { StreamedItem, StreamedItemShape } from "./json-splitter";

/** A module of Terraform and the modules in it. */
function moduleShape(resources: string): StreamedItemShape {
    const shape: StreamedItemShape = {
        resources,
        get child_modules() {
            return { "[]": shape };
        },
    };
    return shape;
}

/** The lists of resources in what any source writes. No two sources have the same list. */
export const PIECES: StreamedItemShape = {
    deployment: { resources: "pulumi-resource" },
    checkpoint: { latest: { resources: "pulumi-resource" } },
    steps: "pulumi-step",
    resource_changes: "terraform-change",
    resource_drift: "ignored",
    planned_values: { root_module: moduleShape("terraform-resource") },
    values: { root_module: moduleShape("terraform-resource") },
    prior_state: { values: { root_module: moduleShape("ignored") } },
    resources: "terraform-entry",
};

/** What is kept of a piece: a document has so many that only what matters is. `count`: only that there is one. */
export function keptOf({ kind, value }: StreamedItem): unknown {
    if (!isRecord(value)) {
        return undefined;
    }
    switch (kind) {
        case "pulumi-resource":
            return isRelevantType(value.type) ? trimmedResource(value) : undefined;
        case "pulumi-step": {
            const { op, urn, newState } = value;
            if (isRecord(newState) && isRelevantType(newState.type)) {
                return { op, urn, newState: trimmedResource(newState) };
            }
            return op === "same" ? "count" : undefined;
        }
        case "terraform-change":
        case "terraform-resource":
        case "terraform-entry":
            return keptTerraform(value);
        default:
            return undefined;
    }
}
