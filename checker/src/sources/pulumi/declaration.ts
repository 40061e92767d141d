import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { DIALECTS } from "../../../../src/cloudtrail/selectors/dialect";
import { isUnknown, Unknown } from "../../../../src/cloudtrail/value";
import { desiredResource, stateOf, withTextsInside } from "../../../../src/compliance/cloud-control";
import type { StackRole } from "../../../../src/compliance/stack/resources/stack-resource";
import { cloudControlNames, throughCloudControl } from "../../../../src/pulumi/resources/cloud-control";
import { type RecorderType, recorderOfType } from "../../../../src/pulumi/resources/resource-types";
import { roleOfType } from "../../../../src/pulumi/stack/stack-resource-types";
import { SENTINELS } from "../../../../src/pulumi/values/sentinels";
import type { PulumiResource } from "./resource";
import { type MetSecrets, plainPulumiValue } from "./values";

/** The properties of what a resource declares: plain data, or `Unknown` for all of them. */
export interface Sides {
    readonly inputs: unknown;
    readonly outputs: unknown;
    /** Of Cloud Control: the resource that it is declared by. */
    readonly by?: {
        readonly inputs: Readonly<Record<string, unknown>>;
        /** The input that its properties are made from; absent if nothing is known about them. */
        readonly holder?: string | undefined;
    };
}

/** What a resource declares, by itself or through Cloud Control. */
export type Declaration =
    | ({ readonly kind: "recorder" } & RecorderType & Sides)
    | ({ readonly kind: "other"; readonly role: StackRole; readonly type: string } & Sides)
    | { readonly kind: "unknown-type" }
    | { readonly kind: "nothing" };

/** @param secrets collects those in its properties */
export function declaredBy(resource: PulumiResource, secrets: MetSecrets): Declaration {
    const type = String(resource.type);
    const recorder = recorderOfType(type);
    const role = roleOfType(type);
    const sides = () => ({
        inputs: plainPulumiValue(resource.inputs ?? {}, secrets),
        outputs: plainPulumiValue(resource.outputs ?? {}, secrets),
    });
    if (recorder !== undefined) {
        return { kind: "recorder", ...recorder, ...sides() };
    }
    if (role !== undefined) {
        return { kind: "other", role, type, ...sides() };
    }
    return cloudControlNames(type) !== undefined
        ? throughOther(type, resource.external === true, sides(), secrets)
        : { kind: "nothing" };
}

function throughOther(type: string, external: boolean, { inputs, outputs }: Sides, secrets: MetSecrets): Declaration {
    const names = cloudControlNames(type);
    const given = recordOf(inputs);
    const found = recordOf(outputs);
    // What another program manages has outputs alone.
    const desired =
        names &&
        throughCloudControl(type, () => (external ? { [names.type]: found[names.type], [names.desired]: {} } : given));
    if (names === undefined || desired === undefined) {
        return { kind: "nothing" };
    }
    if (desired.kind === "unknown-type") {
        return desired;
    }
    for (const json of [given[names.desired], found[names.actual]]) {
        for (const text of withTextsInside(secrets.texts, json)) {
            secrets.texts.add(text);
        }
    }
    const sides: Sides = {
        inputs: desired.properties,
        outputs: found[names.actual] === undefined ? {} : stateOf(found[names.actual]),
        by: { inputs: given, ...(desired.isUnknown ? {} : { holder: names.desired }) },
    };
    return desired.kind === "recorder"
        ? { kind: "recorder", recorder: desired.recorder, dialect: DIALECTS["cloud-control"], ...sides }
        : { kind: "other", role: desired.role, type: desired.type, ...sides };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
    return isRecord(value) && !isUnknown(value) ? value : {};
}

/** Is it a resource for Cloud Control of a type that is known, and that no policy looks at? */
export function isIrrelevant({ type, inputs }: PulumiResource): boolean {
    const names = cloudControlNames(String(type));
    const declared = names && isRecord(inputs) ? inputs[names.type] : undefined;
    return (
        typeof declared === "string" &&
        !SENTINELS.has(declared) &&
        desiredResource(declared, new Unknown()) === undefined
    );
}
