import type { CatalogueRow } from "./row";

/**
 * The data events of the endpoint `bedrock-mantle`. AWS lists them for the whole service and does not document which
 * type each refers to, except for `CreateInference`, which refers to a project in AWS's own example.
 */
const MANTLE_OPERATIONS = [
    "CreateInference",
    "GetInference",
    "CancelInference",
    "DeleteInference",
    "CountTokens",
    "ListFiles",
    "CreateFile",
    "GetFile",
    "DeleteFile",
];

/** The types of the endpoint `bedrock-mantle`, where inference itself is a data event. */
export const MANTLE_ROWS: readonly CatalogueRow[] = [
    row("Project", "project/proj_a1b2c3d4e5", {}),
    row("Reservation", "reservation/a1b2c3d4e5", { unlisted: true }),
    row("CustomizedModel", "customized-model/a1b2c3d4e5", { unlisted: true }),
    row("Environment", "environment/a1b2c3d4e5", { unlisted: true, withoutArn: true }),
    row("Runtime", "runtime/a1b2c3d4e5", { unlisted: true, withoutArn: true }),
    row("Skill", "skill/a1b2c3d4e5", { unlisted: true, withoutArn: true }),
];

function row(name: string, resource: string, more: Pick<CatalogueRow, "unlisted" | "withoutArn">): CatalogueRow {
    return {
        type: `AWS::BedrockMantle::${name}`,
        source: "mantle",
        operations: MANTLE_OPERATIONS,
        arn: `us-east-1:111122223333:${resource}`,
        ...more,
    };
}
