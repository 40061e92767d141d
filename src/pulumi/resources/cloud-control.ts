import { isUnknown } from "../../cloudtrail/value";
import { type Desired, desiredResource, stateOf } from "../../compliance/cloud-control";
import { throughTerraform } from "./through-terraform";

/** The properties in which a resource for AWS Cloud Control contains the resource that it declares. */
interface Names {
    readonly type: string;
    /** The input with the requested properties. */
    readonly desired: string;
    /** The output with those that AWS has. */
    readonly actual: string;
}

const OF_AWS: Names = { type: "typeName", desired: "desiredState", actual: "properties" };
const OF_NATIVE: Names = { type: "type", desired: "properties", actual: "outputs" };
const OF_TERRAFORM: Names = { type: "type_name", desired: "desired_state", actual: "properties" };

/** The names that a property of a resource for Cloud Control can have. */
export const CLOUD_CONTROL_NAMES: readonly Names[] = [OF_AWS, OF_NATIVE, OF_TERRAFORM];

/**
 * The names of a Pulumi resource that declares one of any type through AWS Cloud Control; `undefined` for any other. Sources:
 * the SDKs' input types.
 */
export function cloudControlNames(type: unknown): Names | undefined {
    if (type === "aws:cloudcontrol/resource:Resource") {
        return OF_AWS;
    }
    if (type === "aws-native:index:ExtensionResource") {
        return OF_NATIVE;
    }
    const inTerraform = throughTerraform(type);
    return inTerraform?.type !== "aws_cloudcontrolapi_resource"
        ? undefined
        : inTerraform.dialect.name === "terraform"
          ? OF_TERRAFORM
          : OF_AWS;
}

/** What such a resource declares. */
export type ThroughCloudControl = Desired & {
    /** The input that contains its properties. */
    readonly holder: string;
    /** Is that input a single unknown value, so that its origin says nothing about a single property? */
    readonly isUnknown: boolean;
};

/**
 * What a resource declares through Cloud Control; `undefined` for any other resource, and for one that no policy looks at.
 * @param inputs plain data
 */
export function throughCloudControl(
    type: string,
    inputs: () => Readonly<Record<string, unknown>>,
): ThroughCloudControl | undefined {
    const names = cloudControlNames(type);
    if (names === undefined) {
        return undefined;
    }
    const given = inputs();
    const state = stateOf(given[names.desired]);
    const desired = desiredResource(given[names.type], state);
    return desired && { ...desired, holder: names.desired, isUnknown: isUnknown(state) };
}
