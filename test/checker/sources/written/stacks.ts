import { stringify } from "yaml";
import { hclBody, hclData } from "./hcl";
import {
    CLOUDFORMATION,
    json,
    type LogicalTrail,
    PULUMI_AWS,
    rename,
    SENTINEL,
    TERRAFORM,
    withShortForms,
} from "./trails";

/** A stack of the conformance table: at most one of each. */
export interface LogicalStack {
    /** In the names of the CloudTrail API. */
    readonly trail?: LogicalTrail;
    readonly bucket?: {
        /** Absent: it is only known once the bucket exists, and others refer to the bucket. */
        readonly name?: string;
        readonly acl?: string;
        readonly block?: { readonly ignorePublicAcls: boolean; readonly restrictPublicBuckets: boolean };
    };
    readonly bucketPolicy?: object;
    readonly key?: { readonly arn: string; readonly policy: object };
    readonly agent?: boolean;
}

/** A format, and how it writes a stack. The names are spelt out here, independently of the code under test. */
export interface StackFormat {
    readonly name: string;
    readonly write: (stack: LogicalStack) => Readonly<Record<string, string>>;
    /** Can it express that a name isn't known yet? */
    readonly unknown: boolean;
    /** Does it show what an unknown value is made from? */
    readonly references: boolean;
    /** Can it show a key with its ARN, which AWS assigns? */
    readonly arns: boolean;
}

/** A resource in any tool's own names; `*` in place of a value: made from the bucket, and not known yet. */
interface Resource {
    readonly kind: "bucket" | "policy" | "acl" | "block" | "key" | "trail" | "agent";
    readonly properties: Readonly<Record<string, unknown>>;
}

const BY_REFERENCE = "*";

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

/** The resources in the names of Pulumi's provider, or in those of Terraform's, which are the same in snake case. */
function resourcesOf(
    { trail, bucket, bucketPolicy, key, agent }: LogicalStack,
    names: Readonly<Record<string, string>>,
    nameOf: (camel: string) => string,
): Resource[] {
    const bucketName = bucket?.name ?? BY_REFERENCE;
    const camel = (kind: Resource["kind"], properties: Readonly<Record<string, unknown>>): Resource => ({
        kind,
        properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [nameOf(name), value])),
    });
    const written = rename(trail ?? {}, names, () => SENTINEL) as Record<string, unknown>;
    const s3 = names.S3BucketName ?? "";
    return [
        ...(bucket === undefined ? [] : [camel("bucket", bucket.name === undefined ? {} : { bucket: bucket.name })]),
        ...(bucketPolicy === undefined
            ? []
            : [camel("policy", { bucket: bucketName, policy: JSON.stringify(bucketPolicy) })]),
        ...(bucket?.acl === undefined ? [] : [camel("acl", { bucket: bucketName, acl: bucket.acl })]),
        ...(bucket?.block === undefined ? [] : [camel("block", { bucket: bucketName, ...bucket.block })]),
        ...(key === undefined ? [] : [camel("key", { arn: key.arn, policy: JSON.stringify(key.policy) })]),
        ...(trail === undefined
            ? []
            : [
                  {
                      kind: "trail" as const,
                      properties:
                          bucket !== undefined && bucket.name === undefined
                              ? { ...written, [s3]: BY_REFERENCE }
                              : written,
                  },
              ]),
        ...(agent === true ? [camel("agent", { agentName: "helper" })] : []),
    ];
}

const PULUMI_TYPES = {
    bucket: "aws:s3/bucket:Bucket",
    policy: "aws:s3/bucketPolicy:BucketPolicy",
    acl: "aws:s3/bucketAcl:BucketAcl",
    block: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    key: "aws:kms/key:Key",
    trail: "aws:cloudtrail/trail:Trail",
    agent: "aws:bedrock/agentAgent:AgentAgent",
};

const STACK_URN = "urn:pulumi:prod::agents::pulumi:pulumi:Stack::agents-prod";
const urnOf = (kind: Resource["kind"]) => `urn:pulumi:prod::agents::${PULUMI_TYPES[kind]}::${kind}`;

function pulumiResources(stack: LogicalStack) {
    const own = resourcesOf(stack, PULUMI_AWS, name => name).map(({ kind, properties }) => ({
        urn: urnOf(kind),
        custom: true,
        type: PULUMI_TYPES[kind],
        inputs: Object.fromEntries(
            Object.entries(properties).map(([name, value]) => [name, value === BY_REFERENCE ? SENTINEL : value]),
        ),
        parent: STACK_URN,
        propertyDependencies: Object.fromEntries(
            Object.entries(properties).map(([name, value]) => [name, value === BY_REFERENCE ? [urnOf("bucket")] : []]),
        ),
    }));
    return [{ urn: STACK_URN, custom: false, type: "pulumi:pulumi:Stack" }, ...own];
}

function pulumiState(stack: LogicalStack): string {
    const resources = pulumiResources(stack).map(resource =>
        "inputs" in resource ? { ...resource, id: resource.urn, outputs: resource.inputs } : resource,
    );
    return json({ version: 3, deployment: { manifest: { time: "2026-01-15T00:00:00Z" }, resources } });
}

function pulumiPreview(stack: LogicalStack): string {
    const steps = pulumiResources(stack).map(newState => ({ op: "create", urn: newState.urn, newState }));
    return json({ steps, diagnostics: [], duration: 1, changeSummary: { create: steps.length } });
}

/** Events don't show what values are made from. */
function pulumiEvents(stack: LogicalStack): string {
    const events = pulumiResources(stack).map(resource => {
        const { propertyDependencies: _, ...state } = { propertyDependencies: {}, ...resource };
        const metadata = { op: "create", urn: state.urn, type: state.type, old: null, new: { outputs: {}, ...state } };
        return { resourcePreEvent: { metadata, planning: true } };
    });
    return [...events, { cancelEvent: {} }]
        .map((event, sequence) => `${JSON.stringify({ sequence, timestamp: 1_795_346_769, ...event })}\n`)
        .join("");
}

const TERRAFORM_TYPES = {
    bucket: "aws_s3_bucket",
    policy: "aws_s3_bucket_policy",
    acl: "aws_s3_bucket_acl",
    block: "aws_s3_bucket_public_access_block",
    key: "aws_kms_key",
    trail: "aws_cloudtrail",
    agent: "aws_bedrockagent_agent",
};

interface TerraformResource {
    readonly common: Readonly<Record<string, unknown>>;
    readonly known: Readonly<Record<string, unknown>>;
    readonly unknown: readonly string[];
}

function terraformResources(stack: LogicalStack): TerraformResource[] {
    return resourcesOf(stack, TERRAFORM, snake).map(({ kind, properties }) => {
        const entries = Object.entries(properties);
        const type = TERRAFORM_TYPES[kind];
        return {
            common: { address: `module.logs.${type}.${kind}`, mode: "managed", type, name: kind },
            known: Object.fromEntries(entries.filter(([, value]) => value !== BY_REFERENCE)),
            unknown: entries.filter(([, value]) => value === BY_REFERENCE).map(([name]) => name),
        };
    });
}

/** The trail refers to the bucket through an output of a module within the module, as real ones do. */
function terraformPlan(stack: LogicalStack): string {
    const resources = terraformResources(stack);
    const reference = { references: ["module.bucket.name", "module.bucket"] };
    const isInner = ({ common }: TerraformResource) => common.type === "aws_s3_bucket";
    const placed = resources.map(resource =>
        isInner(resource)
            ? {
                  ...resource,
                  common: {
                      ...resource.common,
                      address: "module.logs.module.bucket[0].aws_s3_bucket.bucket[0]",
                      index: 0,
                  },
                  module: "module.logs.module.bucket[0]",
              }
            : { ...resource, module: "module.logs" },
    );
    const configured = (of: readonly TerraformResource[]) =>
        of.map(({ common, known, unknown }) => ({
            ...common,
            expressions: Object.fromEntries([
                ...Object.entries(known).map(([name, value]) => [name, { constant_value: value }]),
                ...unknown.map(name => [name, reference]),
            ]),
        }));
    return json({
        format_version: "1.2",
        terraform_version: "1.11.4",
        planned_values: { root_module: {} },
        resource_changes: placed.map(({ common, module, known, unknown }) => ({
            ...common,
            module_address: module,
            change: {
                actions: ["create"],
                before: null,
                after: known,
                after_unknown: Object.fromEntries(
                    // What the provider computes isn't known either.
                    [...unknown, "id", ...(common.type === "aws_s3_bucket" ? ["policy", "acl", "grant"] : [])].map(
                        name => [name, true],
                    ),
                ),
                after_sensitive: {},
            },
        })),
        configuration: {
            root_module: {
                module_calls: {
                    logs: {
                        module: {
                            resources: configured(resources.filter(resource => !isInner(resource))),
                            module_calls: {
                                bucket: {
                                    module: {
                                        outputs: {
                                            name: {
                                                expression: {
                                                    references: [
                                                        "aws_s3_bucket.bucket[0].id",
                                                        "aws_s3_bucket.bucket[0]",
                                                        "aws_s3_bucket.bucket",
                                                    ],
                                                },
                                            },
                                        },
                                        resources: configured(resources.filter(isInner)),
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
        errored: false,
    });
}

function terraformShow(stack: LogicalStack): string {
    const resources = terraformResources(stack).map(({ common, known }) => ({
        ...common,
        values: { ...known, id: known.bucket ?? known.arn ?? common.name },
        sensitive_values: {},
    }));
    return json({ format_version: "1.0", values: { root_module: { child_modules: [{ resources }] } } });
}

function terraformStateFile(stack: LogicalStack): string {
    return json({
        version: 4,
        serial: 3,
        lineage: "f05ae7b3-ae78-a970-7fc5-d76f08afd730",
        outputs: {},
        resources: terraformResources(stack).map(({ common, known }) => ({
            module: "module.logs",
            mode: "managed",
            type: common.type,
            name: common.name,
            instances: [{ attributes: known }],
        })),
    });
}

/** The trail refers to the bucket through the output of a module, and policies are made of data. */
function terraformSource(stack: LogicalStack): string {
    const reference = "element(local.buckets, 0)";
    return `locals {
  buckets = aws_s3_bucket.bucket[*].id
}

${terraformResources(stack)
    .map(({ common, known, unknown }) => {
        const written = Object.entries(known).filter(([name]) => name !== "arn" || common.type !== "aws_kms_key");
        const lines = written.map(([name, value]) => {
            if (name === "kms_key_id" && stack.key !== undefined) {
                return `  ${name} = aws_kms_key.key.arn\n`;
            }
            return name === "policy"
                ? `  ${name} = jsonencode(${hclData(JSON.parse(String(value)))})\n`
                : hclBody({ [name]: value }, "  ");
        });
        const references = unknown.map(name => `  ${name} = ${reference}\n`);
        const count = common.type === "aws_s3_bucket" ? "  count = 1\n" : "";
        return `resource "${common.type}" "${common.name}" {\n${count}${lines.join("")}${references.join("")}}\n`;
    })
    .join("\n")}`;
}

function cloudFormation({ trail, bucket, bucketPolicy, key, agent }: LogicalStack): object {
    const bucketName = () => bucket?.name ?? { Ref: "Bucket" };
    const written = rename(trail ?? {}, CLOUDFORMATION, () => ({ Ref: "P" })) as Record<string, unknown>;
    const block = bucket?.block;
    const resource = (type: string, properties: object) => ({ Type: `AWS::${type}`, Properties: properties });
    return {
        AWSTemplateFormatVersion: "2010-09-09",
        Resources: {
            ...(bucket === undefined
                ? {}
                : {
                      Bucket: resource("S3::Bucket", {
                          ...(bucket.name === undefined ? {} : { BucketName: bucket.name }),
                          ...(bucket.acl === undefined ? {} : { AccessControl: ACLS[bucket.acl] }),
                          ...(block === undefined
                              ? {}
                              : {
                                    PublicAccessBlockConfiguration: {
                                        IgnorePublicAcls: block.ignorePublicAcls,
                                        RestrictPublicBuckets: block.restrictPublicBuckets,
                                    },
                                }),
                      }),
                  }),
            ...(bucketPolicy === undefined
                ? {}
                : { Policy: resource("S3::BucketPolicy", { Bucket: bucketName(), PolicyDocument: bucketPolicy }) }),
            ...(key === undefined ? {} : { Key: resource("KMS::Key", { KeyPolicy: key.policy }) }),
            ...(trail === undefined
                ? {}
                : {
                      Trail: resource("CloudTrail::Trail", {
                          IsLogging: true,
                          ...written,
                          ...(bucket !== undefined && bucket.name === undefined ? { S3BucketName: bucketName() } : {}),
                          ...(key === undefined ? {} : { KMSKeyId: { "Fn::GetAtt": ["Key", "Arn"] } }),
                      }),
                  }),
            ...(agent === true ? { Agent: resource("Bedrock::Agent", { AgentName: "helper" }) } : {}),
        },
    };
}

const ACLS: Readonly<Record<string, string>> = { "public-read": "PublicRead", private: "Private" };

const withKeyArn = (stack: LogicalStack): LogicalStack =>
    stack.key === undefined || stack.trail === undefined
        ? stack
        : { ...stack, trail: { ...stack.trail, KmsKeyId: stack.key.arn } };

function format(
    name: string,
    file: string,
    write: (stack: LogicalStack) => string,
    traits: Partial<StackFormat> = {},
): StackFormat {
    return {
        name,
        unknown: true,
        references: true,
        arns: true,
        write: stack => ({ [file]: write(withKeyArn(stack)) }),
        ...traits,
    };
}

/** Every format in which the table of stacks is written. */
export const STACK_FORMATS: readonly StackFormat[] = [
    format("Pulumi state", "a.json", pulumiState, { unknown: false }),
    format("Pulumi preview", "a.json", pulumiPreview),
    format("events of a Pulumi preview", "a.ndjson", pulumiEvents, { references: false }),
    format("Terraform plan", "a.json", terraformPlan),
    format("Terraform source", "main.tf", terraformSource),
    format("Terraform state", "a.json", terraformShow, { unknown: false }),
    format("Terraform state file", "a.tfstate", terraformStateFile, { unknown: false }),
    format("CloudFormation, JSON", "a.json", stack => json(cloudFormation(stack))),
    format("CloudFormation, YAML with long forms", "a.yaml", stack => stringify(cloudFormation(stack))),
    format("SAM, YAML with short forms", "a.yml", stack =>
        withShortForms({ Transform: "AWS::Serverless-2016-10-31", ...cloudFormation(stack) }),
    ),
];
