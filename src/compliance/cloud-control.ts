import { isRecord } from "../cloudtrail/plain-data";
import { CLOUDFORMATION_RECORDERS } from "../cloudtrail/recorders/cloudformation-recorders";
import { nothingKnown } from "../cloudtrail/recorders/nothing-known";
import type { Recorder } from "../cloudtrail/selectors/field-rules";
import { isUnknown, Unknown, type Value } from "../cloudtrail/value";
import { ownTexts, type SecretTexts } from "./findings/secret-texts";
import { CLOUDFORMATION_ROLES } from "./stack/resources/cloudformation-roles";
import { nothingKnownOfResource } from "./stack/resources/read-stack";
import { type StackRole, text } from "./stack/resources/stack-resource";

type Properties = Readonly<Record<string, unknown>>;

/** A resource that a tool passes unchanged to AWS Cloud Control: its type and its properties have CloudFormation's names. */
export type Desired =
    | { readonly kind: "recorder"; readonly recorder: Recorder; readonly properties: Properties }
    | { readonly kind: "other"; readonly type: string; readonly role: StackRole; readonly properties: Properties }
    /** Its type is unknown: it may be a trail. */
    | { readonly kind: "unknown-type" };

/**
 * What is declared through Cloud Control; `undefined` for a type that no policy looks at.
 * @param type of the resource, `AWS::CloudTrail::Trail`; anything but a string is an unknown type
 * @param state the properties, as `stateOf` reads them
 */
export function desiredResource(type: unknown, state: Value<Properties>): Desired | undefined {
    const name = text(type);
    if (typeof name !== "string") {
        return { kind: "unknown-type" };
    }
    const recorder = CLOUDFORMATION_RECORDERS.get(name);
    if (recorder !== undefined) {
        const properties = isUnknown(state) ? nothingKnown("cloud-control", recorder, UNKNOWN_STATE) : state;
        return { kind: "recorder", recorder, properties };
    }
    const role = CLOUDFORMATION_ROLES.get(name);
    return role === undefined
        ? undefined
        : { kind: "other", type: name, role, properties: isUnknown(state) ? nothingKnownOfResource() : state };
}

/** Any property may be absent, whereas a single unknown value is at least set. */
const UNKNOWN_STATE = "what it asks of Cloud Control is unknown";

/** The properties of a resource: an object, or its JSON text. `Unknown` for anything else, which AWS refuses. */
export function stateOf(value: unknown): Value<Properties> {
    if (isUnknown(value)) {
        return value;
    }
    const state = typeof value === "string" ? parsed(value) : value;
    return isRecord(state) ? state : new Unknown(value);
}

function parsed(json: string): unknown {
    try {
        return JSON.parse(json) as unknown;
    } catch {
        return undefined;
    }
}

/** Secret strings, and the contents of those that are the JSON text of a resource's properties. */
export function withTextsInside(secrets: SecretTexts, json: unknown): SecretTexts {
    return typeof json === "string" && secrets.has(json) ? new Set([...secrets, ...ownTexts(stateOf(json))]) : secrets;
}
