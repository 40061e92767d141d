import { BEDROCK_RESOURCE_TYPES, isDocumentedResourceType } from "../src/cloudtrail/bedrock/bedrock";
import { MANAGEMENT } from "../src/cloudtrail/bedrock/requirement";
import { message } from "../src/cloudtrail/message";
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
    why: "Agents and knowledge bases are not all of Bedrock: flows, guardrails, inline agents, prompts, asynchronous invocations and AgentCore record their use as data events of resource types of their own, which no trail logs by default. On the endpoint `bedrock-mantle` even inference itself (`CreateInference`) is a data event. A selector for `AWS::Bedrock::Model` does **not** log `InvokeModel`, nor `Converse`: those are management events. Name the types that you use, or take all of a service with a preset; [Bedrock's events](../bedrock-events.md) lists them.",
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
            ? { notApplicable: message("no-types-configured", "no resource types are configured: set resourceTypes") }
            : checkEvents(trail, types, config);
    },
    remediate: (trail, config) => {
        const types = configuredTypes(config);
        const missing = (names: readonly string[]) => names.length > 0 && checkEvents(trail, names, config).length > 0;
        // AWS would refuse the whole list of selectors for one misspelt type.
        const unknown = types.filter(type => !isDocumentedResourceType(type));
        if (missing(unknown)) {
            const data = { types: unknown };
            const template = "not in CloudTrail's list of resource types: {types}";
            return { kind: "refused", reason: message("unknown-resource-types", template, data) };
        }
        const refused = types.filter(type => BEDROCK_RESOURCE_TYPES.get(type)?.reportedRefused !== undefined);
        if (missing(refused)) {
            const known = refused.map(type => `${type} (${BEDROCK_RESOURCE_TYPES.get(type)?.reportedRefused})`);
            const template = "AWS may refuse the whole list of selectors for {types}";
            return { kind: "refused", reason: message("types-may-be-refused", template, { types: known }) };
        }
        return remediateEvents(trail, types, config);
    },
});
