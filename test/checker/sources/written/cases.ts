import { parseJson } from "../../../../checker/src/text/json-text";
import type { PulumiStackResource } from "../../../../src/pulumi/stack/read-stack";
import { inputsAmong, type ResourceRow, stackResources } from "../../../compliance/stack/stack-resources";
import { PULUMI_AWS, TERRAFORM } from "./trails";

const STACK = "urn:pulumi:prod::agents::pulumi:pulumi:Stack::agents-prod";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * Which of the properties that the engine shows to a pack are outputs that the provider computes: what the program does not set
 * or, if a case doesn't say that, unknown values without an origin, and the policy that AWS returned for an existing resource.
 */
function isComputed(
    { type, props, propertyDependencies }: PulumiStackResource,
    name: string,
    given: ReadonlySet<string> | undefined,
): boolean {
    const isMade = (propertyDependencies[name] ?? []).length > 0;
    const isThere = typeof props.arn === "string" && props.arn !== UNKNOWN;
    const isBucketOrKey = /:(Bucket(V2)?|Key)$/.test(type);
    const isComputedOnly = !isMade && (props[name] === UNKNOWN || (name === "policy" && isThere));
    return isBucketOrKey && (given === undefined ? isComputedOnly : !given.has(name));
}

/** A preview in which the resources of a case are created, or were there before. */
export function previewOf(resources: readonly ResourceRow[]): string {
    const inputsOf = inputsAmong(resources);
    const states = stackResources(resources).map(({ urn, type, props, propertyDependencies, ...others }) => ({
        urn,
        type,
        custom: true,
        inputs: Object.fromEntries(
            Object.entries(props).filter(
                ([name]) => !isComputed({ urn, type, props, propertyDependencies, ...others }, name, inputsOf(urn)),
            ),
        ),
        outputs: props,
        provider: "urn:pulumi:prod::agents::pulumi:providers:aws::default::1",
        propertyDependencies: Object.fromEntries(
            Object.entries(propertyDependencies).map(([name, targets]) => [
                name,
                targets.map(({ urn: target }) => target),
            ]),
        ),
    }));
    const provider = {
        urn: "urn:pulumi:prod::agents::pulumi:providers:aws::default",
        type: "pulumi:providers:aws",
        inputs: { region: "us-east-1" },
    };
    const steps = [{ urn: STACK, type: "pulumi:pulumi:Stack" }, provider, ...states].map(newState => ({
        op: "create",
        urn: newState.urn,
        newState,
    }));
    return JSON.stringify({ steps, changeSummary: { create: steps.length }, duration: 1 });
}

const TERRAFORM_TYPES: Readonly<Record<string, string>> = {
    "aws:s3/bucket:Bucket": "aws_s3_bucket",
    "aws:s3/bucketV2:BucketV2": "aws_s3_bucket",
    "aws:s3/bucketPolicy:BucketPolicy": "aws_s3_bucket_policy",
    "aws:s3/bucketAcl:BucketAcl": "aws_s3_bucket_acl",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "aws_s3_bucket_public_access_block",
    "aws:kms/key:Key": "aws_kms_key",
    "aws:kms/alias:Alias": "aws_kms_alias",
    "aws:kms/keyPolicy:KeyPolicy": "aws_kms_key_policy",
    "aws:cloudtrail/trail:Trail": "aws_cloudtrail",
    "aws:bedrock/agentAgent:AgentAgent": "aws_bedrockagent_agent",
    "aws:bedrock/agentAgentAlias:AgentAgentAlias": "aws_bedrockagent_agent_alias",
    "aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase": "aws_bedrockagent_knowledge_base",
};

const API_NAMES = Object.fromEntries(Object.entries(PULUMI_AWS).map(([name, pulumi]) => [pulumi, name]));
const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
const terraformName = (name: string) => TERRAFORM[API_NAMES[name] as keyof typeof TERRAFORM] ?? snake(name);

function inTerraform(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(inTerraform);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, entry]) => [terraformName(name), inTerraform(entry)]))
        : value;
}

/**
 * A plan in which the resources of a case are created; `undefined` where Terraform has no such resources, or where part of a
 * policy is known: Terraform's is one string, known or not.
 */
export function planOf(rows: readonly ResourceRow[]): string | undefined {
    const resources = stackResources(rows);
    const inputsOf = inputsAmong(rows);
    const isPartlyKnown = ({ props: { policy } }: PulumiStackResource) =>
        policy !== UNKNOWN && JSON.stringify(policy)?.includes(UNKNOWN) === true;
    if (resources.some(resource => TERRAFORM_TYPES[resource.type] === undefined || isPartlyKnown(resource))) {
        return undefined;
    }
    const addresses = new Map(resources.map(({ urn, type, name }) => [urn, `${TERRAFORM_TYPES[type]}.${name}`]));
    const written = resources.map(resource => {
        const { urn, type, name, props, propertyDependencies } = resource;
        const known = Object.entries(props).filter(([, value]) => value !== UNKNOWN);
        const unknown = Object.keys(props).filter(property => props[property] === UNKNOWN);
        const common = { address: addresses.get(urn), mode: "managed", type: TERRAFORM_TYPES[type], name };
        return {
            change: {
                ...common,
                change: {
                    actions: ["create"],
                    after: Object.fromEntries(
                        known.map(([property, value]) => [
                            terraformName(property),
                            type.includes("cloudtrail") ? inTerraform(value) : asTerraformValue(property, value),
                        ]),
                    ),
                    after_unknown: Object.fromEntries(unknown.map(property => [terraformName(property), true])),
                },
            },
            configured: {
                ...common,
                provider_config_key: "aws",
                expressions: Object.fromEntries(
                    Object.keys(props)
                        .filter(property => !isComputed(resource, property, inputsOf(urn)))
                        .map(property => [
                            terraformName(property),
                            {
                                references: (propertyDependencies[property] ?? []).map(
                                    target => addresses.get(target.urn) ?? "",
                                ),
                            },
                        ]),
                ),
            },
        };
    });
    return JSON.stringify({
        format_version: "1.2",
        resource_changes: written.map(({ change }) => change),
        configuration: {
            provider_config: { aws: { expressions: { region: { constant_value: "us-east-1" } } } },
            root_module: { resources: written.map(({ configured }) => configured) },
        },
    });
}

/** Terraform accepts a policy as a string, and has lists of blocks. */
function asTerraformValue(property: string, value: unknown): unknown {
    if (property === "policy" && typeof value === "object") {
        return JSON.stringify(value);
    }
    if (property === "accessControlPolicy") {
        const { grants } = value as { grants: readonly { grantee: unknown }[] };
        return [{ grant: grants.map(({ grantee }) => ({ grantee: [grantee] })) }];
    }
    return value;
}

const CLOUDFORMATION_TYPES: Readonly<Record<string, string>> = {
    "aws:s3/bucket:Bucket": "AWS::S3::Bucket",
    "aws:s3/bucketPolicy:BucketPolicy": "AWS::S3::BucketPolicy",
    "aws:kms/key:Key": "AWS::KMS::Key",
    "aws:kms/alias:Alias": "AWS::KMS::Alias",
    "aws:cloudtrail/trail:Trail": "AWS::CloudTrail::Trail",
    "aws:bedrock/agentAgent:AgentAgent": "AWS::Bedrock::Agent",
    "aws:bedrock/agentAgentAlias:AgentAgentAlias": "AWS::Bedrock::AgentAlias",
    "aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase": "AWS::Bedrock::KnowledgeBase",
};

const CLOUDFORMATION_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "AWS::S3::Bucket": { bucket: "BucketName", acl: "AccessControl" },
    "AWS::S3::BucketPolicy": { bucket: "Bucket", policy: "PolicyDocument" },
    "AWS::KMS::Key": { policy: "KeyPolicy", isEnabled: "Enabled", customerMasterKeySpec: "KeySpec" },
    "AWS::KMS::Alias": { name: "AliasName", targetKeyId: "TargetKeyId" },
};

/** What AWS assigns, and a template can't contain. */
const MADE: ReadonlySet<string> = new Set(["id", "arn", "keyId", "name"]);

const ACLS: Readonly<Record<string, string>> = { private: "Private", "public-read": "PublicRead" };

/**
 * A template of a case; `undefined` where a template has no such resources or properties. Nothing in a template shows the
 * partition: it is assumed to be `aws` (docs/checker.md).
 */
export function templateOf(rows: readonly ResourceRow[]): string | undefined {
    const resources: Record<string, unknown> = {};
    for (const [type, name, properties = {}] of rows) {
        const ownType = CLOUDFORMATION_TYPES[type];
        const names = CLOUDFORMATION_NAMES[ownType ?? ""] ?? {};
        const written: [string, unknown][] = [];
        for (const [property, value] of Object.entries(properties)) {
            const own = type.includes("cloudtrail") ? API_NAMES[property] : names[property];
            if (own !== undefined && property !== "id" && (property !== "name" || own === "AliasName")) {
                written.push([type.includes("cloudtrail") && own === "KmsKeyId" ? "KMSKeyId" : own, value]);
            } else if (!MADE.has(property) && !type.includes("bedrock")) {
                return undefined;
            }
        }
        resources[name] = {
            Type: ownType,
            Properties: inTemplate(Object.fromEntries(written.map(([own, value]) => [own, asDocument(own, value)]))),
        };
    }
    const isElsewhere = JSON.stringify(rows).includes("arn:aws-");
    return isElsewhere || rows.some(([type]) => CLOUDFORMATION_TYPES[type] === undefined)
        ? undefined
        : JSON.stringify({ Resources: resources });
}

function asDocument(name: string, value: unknown): unknown {
    if (name === "AccessControl") {
        return ACLS[String(value)];
    }
    if ((name === "PolicyDocument" || name === "KeyPolicy") && typeof value === "string") {
        const parsed = parseJson(value);
        return "value" in parsed ? parsed.value : value;
    }
    return value;
}

/** What isn't known is a reference, and the properties of selectors have the names of the API. */
function inTemplate(value: unknown): unknown {
    if (typeof value === "string") {
        const [, target = "Parameter"] = /^\$unknown(?::(.*))?$/.exec(value) ?? ["", undefined];
        return value.startsWith("$unknown") ? { Ref: target } : value;
    }
    if (Array.isArray(value)) {
        return value.map(inTemplate);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, entry]) => [API_NAMES[name] ?? name, inTemplate(entry)]))
        : value;
}
