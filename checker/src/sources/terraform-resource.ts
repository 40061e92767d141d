import type { Recorder } from "../../../src/cloudtrail/field-rules";
import type { DeclaredTrail } from "./document";

/** The Terraform resource types that are trails or event data stores. */
const RECORDERS: ReadonlyMap<unknown, Recorder> = new Map([
    ["aws_cloudtrail", "Trail"],
    ["aws_cloudtrail_event_data_store", "EventDataStore"],
]);

/** The recorder that a resource declares, or `undefined` for any other, and for a data source. */
export function recorderOf({ mode, type }: Readonly<Record<string, unknown>>): Recorder | undefined {
    return mode === "managed" ? RECORDERS.get(type) : undefined;
}

/** What a source knows of a resource. */
export type TerraformResource = Pick<
    DeclaredTrail,
    "recorder" | "address" | "properties" | "secrets" | "line" | "region"
>;

/** The trail that a resource declares. */
export function terraformTrail(resource: TerraformResource): DeclaredTrail {
    const { region } = resource.properties;
    return {
        ...resource,
        dialect: "terraform",
        resourceName: resource.address,
        region: typeof region === "string" ? region : resource.region,
    };
}
