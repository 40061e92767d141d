import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { nothingKnown } from "../../../../src/cloudtrail/recorders/nothing-known";
import { isOfUnreadProvider, TERRAFORM_RECORDERS } from "../../../../src/cloudtrail/recorders/terraform-recorders";
import type { Recorder } from "../../../../src/cloudtrail/selectors/field-rules";
import { CANNOT_BE_DETERMINED, type UnknownPhrasing } from "../../../../src/compliance/findings/unknown-phrasing";
import {
    BEDROCK_TYPE_NAMES,
    DATA_SOURCE_TYPE_NAMES,
} from "../../../../src/compliance/stack/resources/bedrock-resources";
import { STACK_PROPERTIES } from "../../../../src/compliance/stack/resources/read-stack";
import { type StackRole, text } from "../../../../src/compliance/stack/resources/stack-resource";
import { TEMPLATE_PROPERTIES, TEMPLATE_TYPES } from "../../../../src/compliance/stack/resources/template-types";
import { TERRAFORM_ROLES } from "../../../../src/compliance/stack/resources/terraform-roles";
import type { DeclaredTrail } from "../document";
import { pick } from "../pulumi/pick";

/** Declares a resource of any type through AWS Cloud Control. */
const CLOUD_CONTROL = "aws_cloudcontrolapi_resource";

/**
 * The services (`aws_cloudtrail`) for which a module has a resource that declares something relevant: a recorder, or use of
 * Bedrock.
 */
export const ASKED_ABOUT: ReadonlySet<string> = new Set(
    [
        ...TERRAFORM_RECORDERS.keys(),
        CLOUD_CONTROL,
        ...BEDROCK_TYPE_NAMES,
        ...DATA_SOURCE_TYPE_NAMES,
        ...TEMPLATE_TYPES.keys(),
    ]
        .map(String)
        .filter(type => /^aws(cc)?_/.test(type))
        .map(type => type.split("_").slice(0, 2).join("_")),
);

/** A resource as Terraform writes it. */
export type Resource = Readonly<Record<string, unknown>>;

/** The recorder that a resource declares, or `undefined` for any other, and for a data source. */
export function recorderOf({ mode, type }: Resource): Recorder | undefined {
    return mode === "managed" ? TERRAFORM_RECORDERS.get(type) : undefined;
}

/** Does CloudFormation create more resources from it, with a template that is elsewhere? */
export function isTemplate({ mode, type }: Resource): boolean {
    return mode === "managed" && TEMPLATE_TYPES.has(type);
}

/** Does it declare a resource of any type through AWS Cloud Control? */
export function isCloudControl({ mode, type }: Resource): boolean {
    return mode === "managed" && type === CLOUD_CONTROL;
}

/** What another resource is to stack policies. */
export function roleOf({ mode, type }: Resource): StackRole | undefined {
    return mode === "managed" ? TERRAFORM_ROLES.get(type) : undefined;
}

/** What is kept of a resource, whatever list it is in: for resources other than trails, only what policies look at. */
export function keptTerraform(resource: Resource): Resource | undefined {
    if (recorderOf(resource) !== undefined) {
        return resource;
    }
    const names = keptNames(resource);
    if (names === undefined) {
        return undefined;
    }
    const { change, values, instances, ...others } = resource;
    return {
        ...others,
        ...(isRecord(change) ? { change: keptChange(change, names) } : {}),
        ...(values === undefined ? {} : { values: pick(values, names) }),
        ...(Array.isArray(instances) ? { instances: instances.map(instance => keptInstance(instance, names)) } : {}),
    };
}

/** The properties that are kept of a resource; `undefined` if it is not kept at all. */
function keptNames(resource: Resource): ReadonlySet<string> | undefined {
    if (isCloudControl(resource)) {
        return KEPT_OF_CLOUD_CONTROL;
    }
    if (runsCommands(resource)) {
        return NOTHING;
    }
    return isTemplate(resource) ? TEMPLATE_PROPERTIES : roleOf(resource) === undefined ? undefined : STACK_PROPERTIES;
}

/** Does it exist only for its provisioners? */
function runsCommands({ mode, type }: Resource): boolean {
    return mode === "managed" && (type === "null_resource" || type === "terraform_data");
}

const NOTHING: ReadonlySet<string> = new Set();

const KEPT_OF_CLOUD_CONTROL: ReadonlySet<string> = new Set([
    "type_name",
    "desired_state",
    "properties",
    "region",
    "id",
]);

function keptChange(
    { actions, after, after_unknown, after_sensitive }: Resource,
    names: ReadonlySet<string>,
): Resource {
    return {
        actions,
        after: pick(after, names),
        after_unknown: pick(after_unknown, names),
        after_sensitive: pick(after_sensitive, names),
    };
}

function keptInstance(instance: unknown, names: ReadonlySet<string>): unknown {
    return isRecord(instance) ? { ...instance, attributes: pick(instance.attributes, names) } : instance;
}

/** What a source knows about a resource. */
export type TerraformResource = Pick<
    DeclaredTrail,
    | "recorder"
    | "dialect"
    | "address"
    | "properties"
    | "secrets"
    | "line"
    | "region"
    | "dependencies"
    | "unknownPhrasing"
    | "shownByAws"
>;

/** Why nothing is known of a trail of the provider `awscc`. */
export const PHRASING_OF_AWSCC: UnknownPhrasing = {
    ...CANNOT_BE_DETERMINED,
    advice: "check the account itself (--aws), because resources of the provider awscc are not read",
};

/**
 * The trail that a resource declares.
 * @param type of the resource
 * @param region its own, if that isn't among the properties
 */
export function terraformTrail(
    type: unknown,
    resource: TerraformResource,
    region: unknown = resource.properties.region,
): DeclaredTrail {
    const isRead = !isOfUnreadProvider(type);
    return {
        ...resource,
        ...(isRead
            ? {}
            : {
                  properties: nothingKnown("terraform", resource.recorder),
                  unknownPhrasing: PHRASING_OF_AWSCC,
              }),
        resourceName: resource.address,
        // Whatever its own Region turns out to be, it is in the partition of its provider.
        region: typeof region === "string" ? region : (resource.region ?? text(region)),
    };
}
