import { isRecord } from "../../../src/cloudtrail/plain-data";
import type { Piece, PieceShape } from "./json-splitter";
import { isRelevantType } from "./pulumi-resource";
import { recorderOf } from "./terraform-resource";

/** A module of Terraform and the modules in it. */
function moduleShape(resources: string): PieceShape {
    const shape: PieceShape = {
        resources,
        get child_modules() {
            return { "[]": shape };
        },
    };
    return shape;
}

/** The lists of resources in what any source writes. No two sources have the same list. */
export const PIECES: PieceShape = {
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

/** What becomes of a piece: a document has so many that only those that matter are kept. */
export function fateOf({ kind, value }: Piece): "keep" | "count" | "drop" {
    if (!isRecord(value)) {
        return "drop";
    }
    switch (kind) {
        case "pulumi-resource":
            return isRelevantType(value.type) ? "keep" : "drop";
        case "pulumi-step": {
            const kept = isRecord(value.newState) && isRelevantType(value.newState.type);
            return value.op === "same" ? (kept ? "keep" : "count") : kept ? "keep" : "drop";
        }
        case "terraform-change":
        case "terraform-resource":
        case "terraform-entry":
            return recorderOf(value) === undefined ? "drop" : "keep";
        default:
            return "drop";
    }
}
