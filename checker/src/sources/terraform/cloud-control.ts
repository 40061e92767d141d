import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { DIALECTS, type DialectName } from "../../../../src/cloudtrail/selectors/dialect";
import type { Recorder } from "../../../../src/cloudtrail/selectors/field-rules";
import { isUnknown, Unknown } from "../../../../src/cloudtrail/value";
import { type Desired, desiredResource, stateOf, withTextsInside } from "../../../../src/compliance/cloud-control";
import type { SecretTexts } from "../../../../src/compliance/findings/secret-texts";
import type { UnreadPart } from "../document";
import { trailProperties } from "../pulumi/resource";
import { isCloudControl, type Resource, recorderOf } from "./resource";

/** A recorder that a resource declares, by itself or through Cloud Control, with its properties. */
export interface DeclaredRecorder {
    readonly recorder: Recorder;
    readonly dialect: DialectName;
    /** Plain data in the dialect's names; `Unknown` if nothing is known about them. */
    readonly properties: unknown;
}

/** The strings that no output may show, if those of a resource are known: what secret JSON text contains is secret too. */
export function secretsOf(secrets: Set<string>, values: unknown): SecretTexts {
    return isRecord(values) && !isUnknown(values) ? withTextsInside(secrets, values.desired_state) : secrets;
}

/** The Region that a resource itself names. */
export function ownRegion(values: unknown): unknown {
    return isRecord(values) && !isUnknown(values) ? values.region : undefined;
}

/**
 * The recorder that a resource declares; `undefined` for any other.
 * @param values of the resource: plain data, or `Unknown`
 */
export function declaredRecorder(resource: Resource, values: unknown): DeclaredRecorder | undefined {
    const recorder = recorderOf(resource);
    if (recorder !== undefined) {
        return { recorder, dialect: "terraform", properties: values };
    }
    const desired = throughCloudControl(resource, values);
    return desired?.kind === "recorder" ? { ...desired, dialect: "cloud-control" } : undefined;
}

/** What AWS has of a recorder that is declared through Cloud Control, as far as a state shows. */
export function appliedProperties({ recorder, properties }: DeclaredRecorder, values: unknown): Resource {
    const dialect = DIALECTS["cloud-control"];
    return trailProperties(properties, actualOf(values), false, { outputs: "valid", recorder, dialect }).properties;
}

/** The properties that AWS has, if the values show them. */
export function actualOf(values: unknown): unknown {
    const state = isRecord(values) && !isUnknown(values) ? stateOf(values.properties ?? new Unknown()) : {};
    return isUnknown(state) ? {} : state;
}

/** What a resource declares through Cloud Control; `undefined` for any other, and for one that no policy looks at. */
export function throughCloudControl(resource: Resource, values: unknown): Desired | undefined {
    if (!isCloudControl(resource)) {
        return undefined;
    }
    const { type_name, desired_state }: Resource = isRecord(values) && !isUnknown(values) ? values : {};
    return desiredResource(type_name, stateOf(desired_state ?? new Unknown()));
}

/** A resource whose type through Cloud Control is not known: it may be a trail. `undefined` for any other. */
export function untyped(
    resource: Resource,
    values: unknown,
    place: Pick<UnreadPart, "address" | "line" | "file">,
): readonly UnreadPart[] {
    return throughCloudControl(resource, values)?.kind === "unknown-type"
        ? [{ ...place, name: `what ${place.address} declares`, reason: UNTYPED }]
        : [];
}

const UNTYPED = "which type of resource it declares through Cloud Control is not known";
