import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { Recorder } from "../../../../src/cloudtrail/selectors/field-rules";
import { CANNOT_BE_DETERMINED } from "../../../../src/compliance/findings/unknown-phrasing";
import {
    BEDROCK_TYPE_NAMES,
    DATA_SOURCE_TYPE_NAMES,
} from "../../../../src/compliance/stack/resources/bedrock-resources";
import { STACK_PROPERTIES } from "../../../../src/compliance/stack/resources/read-stack";
import { type StackRole, text } from "../../../../src/compliance/stack/resources/stack-resource";
import type { DeclaredTrail } from "../document";
import { nothingKnown } from "../nothing-known";
import { pick } from "../pulumi/pick";
import { TEMPLATE_TYPES } from "../templates-elsewhere";

/** The Terraform resource types that are trails or event data stores. */
const RECORDERS: ReadonlyMap<unknown, Recorder> = new Map([
    ["aws_cloudtrail", "Trail"],
    ["aws_cloudtrail_event_data_store", "EventDataStore"],
    ["awscc_cloudtrail_trail", "Trail"],
    ["aws_observabilityadmin_telemetry_rule", "TelemetryRule"],
    ["aws_observabilityadmin_telemetry_rule_for_organization", "TelemetryRule"],
]);

/** Of these it is known that they are trails, and nothing else: the provider awscc has other names for everything. */
const NOT_READ: ReadonlySet<unknown> = new Set(["awscc_cloudtrail_trail"]);

/** The others that policies over stacks look at. */
const ROLES: ReadonlyMap<unknown, StackRole> = new Map<unknown, StackRole>([
    ["aws_s3_bucket", "bucket"],
    ["aws_s3_bucket_policy", "bucket-policy"],
    ["aws_s3_bucket_acl", "bucket-acl"],
    ["aws_s3_bucket_public_access_block", "public-access-block"],
    ["aws_kms_key", "key"],
    ["aws_kms_external_key", "key"],
    ["aws_kms_replica_key", "key"],
    ["aws_kms_replica_external_key", "key"],
    ["aws_kms_alias", "key-alias"],
    ["aws_kms_key_policy", "key-policy"],
    ...BEDROCK_TYPE_NAMES.map(name => [name, "bedrock"] as const),
    ...DATA_SOURCE_TYPE_NAMES.map(name => [name, "data-source"] as const),
]);

/** The services (`aws_cloudtrail`) of which a module has a resource that declares what is asked about: a recorder, or use of Bedrock. */
export const ASKED_ABOUT: ReadonlySet<string> = new Set(
    [...RECORDERS.keys(), ...BEDROCK_TYPE_NAMES, ...DATA_SOURCE_TYPE_NAMES, ...TEMPLATE_TYPES]
        .map(String)
        .filter(type => /^aws(cc)?_/.test(type))
        .map(type => type.split("_").slice(0, 2).join("_")),
);

/** A resource as Terraform writes it down. */
export type Resource = Readonly<Record<string, unknown>>;

/** The recorder that a resource declares, or `undefined` for any other, and for a data source. */
export function recorderOf({ mode, type }: Resource): Recorder | undefined {
    return mode === "managed" ? RECORDERS.get(type) : undefined;
}

/** Does CloudFormation make more resources of it, by a template that stands elsewhere? */
export function isTemplate({ mode, type }: Resource): boolean {
    return mode === "managed" && TEMPLATE_TYPES.has(type);
}

/** What another resource is to policies over stacks. */
export function roleOf({ mode, type }: Resource): StackRole | undefined {
    return mode === "managed" ? ROLES.get(type) : undefined;
}

/** What is kept of a resource, in whatever list it stands: of others than trails only what policies look at. */
export function keptTerraform(resource: Resource): Resource | undefined {
    if (recorderOf(resource) !== undefined) {
        return resource;
    }
    if (roleOf(resource) === undefined && !isTemplate(resource)) {
        return undefined;
    }
    const { change, values, instances, ...others } = resource;
    return {
        ...others,
        ...(isRecord(change) ? { change: keptChange(change) } : {}),
        ...(values === undefined ? {} : { values: pick(values, STACK_PROPERTIES) }),
        ...(Array.isArray(instances) ? { instances: instances.map(keptInstance) } : {}),
    };
}

function keptChange({ actions, after, after_unknown }: Resource): Resource {
    return {
        actions,
        after: pick(after, STACK_PROPERTIES),
        after_unknown: pick(after_unknown, STACK_PROPERTIES),
    };
}

function keptInstance(instance: unknown): unknown {
    return isRecord(instance) ? { ...instance, attributes: pick(instance.attributes, STACK_PROPERTIES) } : instance;
}

/** What a source knows of a resource. */
export type TerraformResource = Pick<
    DeclaredTrail,
    "recorder" | "address" | "properties" | "secrets" | "line" | "region" | "dependencies" | "doubt" | "shownByAws"
>;

/**
 * The trail that a resource declares.
 * @param type of the resource
 */
export function terraformTrail(type: unknown, resource: TerraformResource): DeclaredTrail {
    const { region } = resource.properties;
    const isRead = !NOT_READ.has(type);
    return {
        ...resource,
        ...(isRead
            ? {}
            : {
                  properties: nothingKnown("terraform", resource.recorder),
                  doubt: {
                      ...CANNOT_BE_DETERMINED,
                      advice: "check the account itself (--aws), because resources of the provider awscc are not read",
                  },
              }),
        dialect: "terraform",
        resourceName: resource.address,
        // Whatever its own turns out to be, it is in the partition of its provider.
        region: typeof region === "string" ? region : (resource.region ?? text(region)),
    };
}
