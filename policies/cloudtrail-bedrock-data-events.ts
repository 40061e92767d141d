import { MANAGEMENT } from "../src/cloudtrail/bedrock/requirement";
import { DATA_EVENT_RESOURCE_TYPES } from "../src/cloudtrail/bedrock/resource-types";
import { configuredTypes, TYPES_SCHEMA, type TypesConfig } from "../src/compliance/configuration/configured-types";
import { EXAMPLE_TRAIL, exampleTrailFor } from "../src/compliance/example-trail";
import {
    checkEvents,
    type EventsConfig,
    OPERATIONS_SCHEMA,
    remediateEvents,
} from "../src/compliance/policy/bedrock-events";
import { AUDIT_RECORD_GENERATION } from "../src/compliance/policy/controls";
import { DATA_EVENTS_COST } from "../src/compliance/policy/cost";
import { definePolicy } from "../src/compliance/policy/define-policy";

export default definePolicy<EventsConfig & TypesConfig>({
    name: "cloudtrail-bedrock-data-events",
    displayName: "CloudTrail trails log the data events of further resource types",
    description: "Every CloudTrail trail logs all data events of the resource types that the configuration names.",
    why: "Agents and knowledge bases are not all of Bedrock: flows, guardrails, inline agents, prompts, asynchronous invocations and AgentCore record their use as data events of resource types of their own, which no trail logs by default. Name the types that you use, or take all of a service with a preset.",
    severity: "high",
    enforcementLevel: "disabled",
    tags: ["cloudtrail", "bedrock", "agentcore", "logging", "data-events"],
    framework: AUDIT_RECORD_GENERATION,
    remediationSteps:
        "For each resource type add an advanced event selector with eventCategory Equals Data and resources.type Equals the type, and no other condition.",
    cost: `${DATA_EVENTS_COST} The presets name many types: ask only for those that you use.`,
    configSchema: { properties: { ...TYPES_SCHEMA, operations: OPERATIONS_SCHEMA } },
    recorders: ["Trail", "EventDataStore"],
    examples: {
        config: { resourceTypes: ["AWS::Bedrock::FlowAlias"] },
        violates: EXAMPLE_TRAIL,
        complies: exampleTrailFor(MANAGEMENT, "AWS::Bedrock::FlowAlias"),
    },
    check: (trail, config) => {
        const types = configuredTypes(config);
        return types.length === 0
            ? { notApplicable: "no resource types are configured: set resourceTypes or presets" }
            : checkEvents(trail, types, config);
    },
    remediate: (trail, config) => {
        const types = configuredTypes(config);
        const unknown = types.filter(type => !DATA_EVENT_RESOURCE_TYPES.has(type));
        // AWS would refuse the whole list of selectors for one misspelt type.
        return unknown.length > 0 && checkEvents(trail, unknown, config).length > 0
            ? { kind: "refused", reason: `not in CloudTrail's list of resource types: ${unknown.join(", ")}` }
            : remediateEvents(trail, types, config);
    },
});
