import { isUnknown } from "../cloudtrail/value";
import { type Desired, desiredResource, stateOf } from "../compliance/cloud-control";

/** The names by which a resource for AWS Cloud Control has the resource that it declares. */
interface Names {
    readonly type: string;
    /** The input with the properties that are asked for. */
    readonly desired: string;
    /** The output with those that AWS has. */
    readonly actual: string;
}

/** Pulumi's resources that declare a resource of any type through AWS Cloud Control. Sources: their SDKs' input types. */
export const CLOUD_CONTROL: ReadonlyMap<string, Names> = new Map([
    ["aws:cloudcontrol/resource:Resource", { type: "typeName", desired: "desiredState", actual: "properties" }],
    ["aws-native:index:ExtensionResource", { type: "type", desired: "properties", actual: "outputs" }],
]);

/** What such a resource declares. */
export type ThroughCloudControl = Desired & {
    /** The input that its properties stand in. */
    readonly holder: string;
    /** Is that input one value that isn't known yet, so that what it is made from says nothing about a single property? */
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
    const names = CLOUD_CONTROL.get(type);
    if (names === undefined) {
        return undefined;
    }
    const given = inputs();
    const state = stateOf(given[names.desired]);
    const desired = desiredResource(given[names.type], state);
    return desired && { ...desired, holder: names.desired, isUnknown: isUnknown(state) };
}
