import { AGENT_ALIAS } from "../src/cloudtrail/requirement";
import { DATA_EVENTS_COST } from "../src/compliance/cost";
import { defineEventsPolicy } from "../src/compliance/define-events-policy";

export default defineEventsPolicy({
    name: "cloudtrail-bedrock-agent-alias-events",
    displayName: "CloudTrail trails log all Bedrock agent alias events",
    description: "Every CloudTrail trail logs all data events of Bedrock agent aliases (AWS::Bedrock::AgentAlias).",
    why: "CloudTrail logs no data events by default, so `InvokeAgent` leaves no record. A selector that only has the right `resources.type` is not enough: with a further condition it logs only some of the events. This policy decides whether all selectors of the trail together log every one.",
    severity: "critical",
    enforcementLevel: "mandatory",
    tags: ["cloudtrail", "bedrock", "logging", "data-events"],
    framework: {
        name: "NIST SP 800-53",
        version: "Rev. 5",
        reference: "AU-12",
        specification: "Audit Record Generation",
    },
    remediationSteps:
        "Add an advanced event selector with eventCategory Equals Data and resources.type Equals AWS::Bedrock::AgentAlias, and no other condition.",
    cost: DATA_EVENTS_COST,
    examples: {
        violates: { s3BucketName: "example-trail-logs", isMultiRegionTrail: true },
        complies: {
            s3BucketName: "example-trail-logs",
            isMultiRegionTrail: true,
            advancedEventSelectors: [
                {
                    name: "Log all management events",
                    fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
                },
                {
                    name: "Log all AWS::Bedrock::AgentAlias data events",
                    fieldSelectors: [
                        { field: "eventCategory", equals: ["Data"] },
                        { field: "resources.type", equals: ["AWS::Bedrock::AgentAlias"] },
                    ],
                },
            ],
        },
    },
    requirement: AGENT_ALIAS,
});
