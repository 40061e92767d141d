import { message } from "../src/cloudtrail/message";
import {
    asksForUsed,
    configuredTypes,
    TYPES_SCHEMA,
    type TypesConfig,
} from "../src/compliance/configuration/configured-types";
import { type EventsConfig, OPERATIONS_SCHEMA, READING_SCHEMA } from "../src/compliance/policy/bedrock-events";
import { CREATE_AND_RETAIN } from "../src/compliance/policy/controls";
import type { TrailPolicy } from "../src/compliance/policy/policy";
import { checkTrailRequired } from "../src/compliance/stack/check-trail-required";
import { defineStackPolicy } from "../src/compliance/stack/define-stack-policy";
import type { StackPolicy } from "../src/compliance/stack/stack-policy";
import { isAgentOrKnowledgeBase, useOf } from "../src/compliance/stack/used-types";
import dataEvents from "./cloudtrail-bedrock-data-events";
import eventSelectorsValid from "./cloudtrail-event-selectors-valid";

const ALIAS = {
    type: "aws:bedrock/agentAgentAlias:AgentAgentAlias",
    name: "live",
    properties: { agentId: "AGENT12345", agentAliasName: "live" },
};

interface Config extends EventsConfig, TypesConfig {
    readonly when: "bedrock" | "always";
    readonly policies: readonly string[];
}

const NO_BEDROCK = message("no-bedrock", "the stack does not declare Bedrock agents, agent aliases or knowledge bases");

/** Requires a trail that complies with others of these policies: by default, all mandatory ones. */
export default function trailRequired(policies: readonly TrailPolicy[]): StackPolicy {
    const mandatory = policies.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    return defineStackPolicy<Config>({
        name: "cloudtrail-trail-required",
        subject: "stack",
        displayName: "Stacks that use Bedrock have a trail that complies",
        description:
            "A stack that declares Bedrock agents or knowledge bases declares at least one trail that complies.",
        why: "Policies about trails say nothing if there is no trail. This policy requires one: in every stack, or in those that declare Bedrock agents, agent aliases or knowledge bases. It also enforces `scope: any-trail`. If a trail elsewhere records everything, such as an organization trail, disable it.",
        severity: "high",
        enforcementLevel: "advisory",
        tags: ["cloudtrail", "bedrock", "logging", "stack"],
        framework: CREATE_AND_RETAIN,
        remediationSteps: "Declare one trail that complies with all of the configured policies.",
        configSchema: {
            properties: {
                when: {
                    type: "string",
                    enum: ["bedrock", "always"],
                    default: "bedrock",
                    description:
                        "Which stacks must have a trail: those that declare Bedrock agents, agent aliases or knowledge bases, or all.",
                },
                policies: {
                    type: "array",
                    // The types below require the data events of any others.
                    items: {
                        type: "string",
                        enum: policies.flatMap(({ name }) => (name === dataEvents.name ? [] : name)),
                    },
                    default: mandatory.map(({ name }) => name),
                    description:
                        "The policies that a single trail must comply with, in addition to `cloudtrail-bedrock-data-events` for the resource types below.",
                },
                ...TYPES_SCHEMA,
                operations: OPERATIONS_SCHEMA,
                reading: READING_SCHEMA,
            },
        },
        examples: {
            violates: [ALIAS],
            complies: [
                ALIAS,
                {
                    type: "aws:cloudtrail/trail:Trail",
                    name: "trail",
                    properties: eventSelectorsValid.examples.complies,
                },
            ],
        },
        check: (whole, config) => {
            const stack = { ...whole, bedrock: whole.bedrock.filter(isAgentOrKnowledgeBase) };
            if (config.when === "bedrock" && stack.bedrock.length === 0) {
                const { bedrockUnread, incomplete, trails } = stack;
                if (bedrockUnread !== undefined && incomplete === undefined && trails.length === 0) {
                    return [
                        {
                            kind: "undetermined",
                            headline: message("no-trail-and", "it has no trail, and {reason}", {
                                reason: bedrockUnread,
                            }),
                        },
                    ];
                }
                return { notApplicable: NO_BEDROCK };
            }
            const asksForTypes = configuredTypes(config).length > 0 || asksForUsed(config);
            const names = [...config.policies, ...(asksForTypes ? [dataEvents.name] : [])];
            const chosen = policies.filter(({ name }) => names.includes(name));
            return checkTrailRequired(stack, chosen, config, useOf(whole));
        },
    });
}
