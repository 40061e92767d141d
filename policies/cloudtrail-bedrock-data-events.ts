import { BEDROCK_RESOURCE_TYPES, isDocumentedResourceType } from "../src/cloudtrail/bedrock/bedrock";
import { AGENT_ALIAS, KNOWLEDGE_BASE, MANAGEMENT } from "../src/cloudtrail/bedrock/requirement";
import { type Message, message } from "../src/cloudtrail/message";
import { quote } from "../src/cloudtrail/quote";
import {
    asksForUsed,
    configuredTypes,
    TYPES_SCHEMA,
    type TypesConfig,
    USE_UNKNOWN,
    USED,
} from "../src/compliance/configuration/configured-types";
import { EXAMPLE_TRAIL, exampleTrailFor } from "../src/compliance/example-trail";
import type { Finding } from "../src/compliance/findings/finding";
import {
    checkEvents,
    type EventsConfig,
    OPERATIONS_SCHEMA,
    READING_SCHEMA,
    remediateEvents,
} from "../src/compliance/policy/bedrock-events";
import { AUDIT_RECORD_GENERATION } from "../src/compliance/policy/controls";
import { DATA_EVENTS_COST } from "../src/compliance/policy/cost";
import { definePolicy } from "../src/compliance/policy/define-policy";
import type { BedrockUse } from "../src/compliance/policy/policy";

export default definePolicy<EventsConfig & TypesConfig>({
    name: "cloudtrail-bedrock-data-events",
    displayName: "CloudTrail trails log the data events of the Bedrock resources in use",
    description:
        "Every CloudTrail trail logs all data events of the Bedrock resources that the stack declares, and of the resource types that the configuration names.",
    why: "Agents and knowledge bases are not all of Bedrock: flows, guardrails, inline agents, prompts, asynchronous invocations and AgentCore record their use as data events of their own resource types, which no trail logs by default. On the `bedrock-mantle` endpoint even inference (`CreateInference`) is a data event. A selector for `AWS::Bedrock::Model` does **not** log `InvokeModel` or `Converse`: those are management events. By default this policy looks at the stack: a flow requires `AWS::Bedrock::FlowAlias`, a guardrail `AWS::Bedrock::Guardrail`, an AgentCore runtime `Runtime` and `RuntimeEndpoint`, and so on; agents and knowledge bases have their own policies. It can't see what is declared elsewhere. Name the types that you use, or use a preset for all types of a service; [Bedrock's events](../bedrock-events.md) lists them.",
    severity: "high",
    enforcementLevel: "advisory",
    tags: ["cloudtrail", "bedrock", "agentcore", "logging", "data-events"],
    framework: AUDIT_RECORD_GENERATION,
    remediationSteps:
        "For each resource type, add an advanced event selector with eventCategory Equals Data and resources.type Equals the type, and no other condition.",
    cost: `${DATA_EVENTS_COST} The presets name many types: require only those that you use.`,
    configSchema: {
        properties: {
            resourceTypes: { ...TYPES_SCHEMA.resourceTypes, default: [USED] },
            operations: OPERATIONS_SCHEMA,
            reading: READING_SCHEMA,
        },
    },
    asksForUse: true,
    recorders: ["Trail", "EventDataStore", "TelemetryRule"],
    examples: {
        config: { resourceTypes: ["AWS::Bedrock::FlowAlias"] },
        violates: EXAMPLE_TRAIL,
        complies: exampleTrailFor(MANAGEMENT, "AWS::Bedrock::FlowAlias"),
    },
    check: (trail, config, use) => {
        const used = asksForUsed(config) ? use : undefined;
        const types = typesOf(config, use);
        if (types.length === 0 && used?.unread === undefined) {
            return { notApplicable: nothingAsked(config, use) };
        }
        const findings = checkEvents(trail, types, config).map(finding => usedBy(finding, used));
        return findings.length > 0 || used?.unread === undefined
            ? findings
            : [{ kind: "undetermined", form: "question", headline: mayUseMore(used.unread) }];
    },
    remediate: (trail, config, use) => {
        const types = typesOf(config, use);
        const missing = (names: readonly string[]) => names.length > 0 && checkEvents(trail, names, config).length > 0;
        // One misspelt type would make AWS refuse the whole list of selectors.
        const unknown = types.filter(type => !isDocumentedResourceType(type));
        if (missing(unknown)) {
            const data = { types: unknown };
            const template = "not in CloudTrail's list of resource types: {types}";
            return { kind: "refused", reason: message("unknown-resource-types", template, data) };
        }
        const refused = types.filter(type => BEDROCK_RESOURCE_TYPES.get(type)?.reportedRefused !== undefined);
        if (missing(refused)) {
            const known = refused.map(type => `${type} (${BEDROCK_RESOURCE_TYPES.get(type)?.reportedRefused})`);
            const template = "AWS may refuse the whole list of selectors because of {types}";
            return { kind: "refused", reason: message("types-may-be-refused", template, { types: known }) };
        }
        return remediateEvents(trail, types, config);
    },
});

/** The required types: named, from presets, and in use. */
function typesOf(config: TypesConfig, use: BedrockUse | undefined): string[] {
    const used = asksForUsed(config) ? [...(use?.types.keys() ?? [])] : [];
    return [...new Set([...configuredTypes(config), ...used.filter(type => !OF_OTHER_POLICIES.has(type))])];
}

/** Agents and knowledge bases have their own policies, which apply whether or not they are declared. */
const OF_OTHER_POLICIES: ReadonlySet<string> = new Set([AGENT_ALIAS, KNOWLEDGE_BASE]);

function nothingAsked(config: TypesConfig, use: BedrockUse | undefined): Message {
    if (!asksForUsed(config)) {
        return message("no-types-configured", "no resource types are configured: set resourceTypes");
    }
    return use === undefined
        ? message(USE_UNKNOWN, "the input does not show which Bedrock resource types are in use")
        : message(
              "nothing-used",
              "besides agents and knowledge bases, no Bedrock resource that produces data events is declared",
          );
}

function mayUseMore(reason: string): Message {
    return message("may-use-more", "whether it logs the data events of every Bedrock resource in use: {reason}", {
        reason,
    });
}

/** How many resources a finding names. */
const SHOWN = 3;

/** The finding, with the resources that use the type. */
function usedBy(finding: Finding, use: BedrockUse | undefined): Finding {
    const users = use?.types.get(finding.requirement ?? "") ?? [];
    if (users.length === 0) {
        return finding;
    }
    const more = users.length > SHOWN ? ` and ${users.length - SHOWN} more` : "";
    const said = `used by ${users.slice(0, SHOWN).map(quote).join(", ")}${more}`;
    return { ...finding, note: finding.note === undefined ? said : `${said}; ${finding.note}` };
}
