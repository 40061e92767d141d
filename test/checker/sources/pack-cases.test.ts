import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../../../checker/src/check/check";
import { defaultSettings } from "../../../checker/src/policy-config";
import { policies, stackPolicies } from "../../../policies";
import type { PulumiStackResource } from "../../../src/pulumi/read-stack";
import { type ResourceRow, stackResources } from "../../compliance/stack/stack-resources";
import { gatherFolder } from "./gather";
import { PULUMI_AWS, TERRAFORM } from "./written-trails";

/** A row of test/cases/stacks/<policy>.json. */
interface Case {
    readonly name: string;
    readonly resources: readonly ResourceRow[];
    readonly config?: Record<string, unknown>;
    readonly expect: string;
}

const WORST = ["violation", "undetermined", "exempt", "pass", "not-applicable"];
const STACK = "urn:pulumi:prod::agents::pulumi:pulumi:Stack::agents-prod";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * Which of the properties that the engine shows to a pack are outputs that the provider computes: what isn't known and
 * is made from nothing, and the policy that AWS told of a resource that is there already.
 */
function isComputed({ type, props, propertyDependencies }: PulumiStackResource, name: string): boolean {
    const isMade = (propertyDependencies[name] ?? []).length > 0;
    const isThere = typeof props.arn === "string" && props.arn !== UNKNOWN;
    const isBucketOrKey = /:(Bucket(V2)?|Key)$/.test(type);
    return isBucketOrKey && !isMade && (props[name] === UNKNOWN || (name === "policy" && isThere));
}

/** A preview in which the resources of a case are created, or were there before. */
function previewOf(resources: readonly ResourceRow[]): string {
    const states = stackResources(resources).map(({ urn, type, props, propertyDependencies, ...others }) => ({
        urn,
        type,
        custom: true,
        inputs: Object.fromEntries(
            Object.entries(props).filter(
                ([name]) => !isComputed({ urn, type, props, propertyDependencies, ...others }, name),
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
 * A plan in which the resources of a case are created; `undefined` where Terraform has no such resources, or where part
 * of a policy is known: Terraform's is one text, known or not.
 */
function planOf(rows: readonly ResourceRow[]): string | undefined {
    const resources = stackResources(rows);
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
                        .filter(property => !isComputed(resource, property))
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

/** Terraform takes a policy as a text, and has lists of blocks. */
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

for (const { name: policy } of stackPolicies) {
    describe(`${policy}: what is read tells what the pack tells`, () => {
        const file = join(__dirname, `../../cases/stacks/${policy}.json`);
        const cases: readonly Case[] = JSON.parse(readFileSync(file, "utf8"));
        for (const { name, resources, config = {}, expect } of cases) {
            const verdict = async (text: string) => {
                const settings = new Map(defaultSettings(policies)).set(policy, { level: "mandatory", config });
                const gathered = await gatherFolder({ "a.json": text });
                const { report } = check(gathered, { policies, settings, today: "2026-01-15" });
                const statuses = [...(report.stacks ?? []), ...report.trails].flatMap(({ results }) =>
                    results.filter(result => result.policy === policy).map(({ status }) => status),
                );
                return WORST.find(status => statuses.includes(status as never)) ?? "not-applicable";
            };
            it(`${expect}: ${name}, in a Pulumi preview`, async () => {
                assert.equal(await verdict(previewOf(resources)), expect);
            });
            const plan = planOf(resources);
            if (plan !== undefined && expect !== "exempt") {
                it(`${expect}: ${name}, in a Terraform plan`, async () => {
                    assert.equal(await verdict(plan), expect);
                });
            }
        }
    });
}
