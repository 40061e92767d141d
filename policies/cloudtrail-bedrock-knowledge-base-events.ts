import { KNOWLEDGE_BASE } from "../src/cloudtrail/requirement";
import { DATA_EVENTS_COST } from "../src/compliance/cost";
import { defineEventsPolicy } from "../src/compliance/define-events-policy";

export default defineEventsPolicy({
    name: "cloudtrail-bedrock-knowledge-base-events",
    displayName: "CloudTrail trails log all Bedrock knowledge base events",
    description:
        "Every CloudTrail trail logs all data events of Bedrock knowledge bases (AWS::Bedrock::KnowledgeBase).",
    why: "CloudTrail logs no data events by default, so `Retrieve` and `RetrieveAndGenerate` leave no record. A selector that only has the right `resources.type` is not enough: with a further condition it logs only some of the events. This policy decides whether all selectors of the trail together log every one.",
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
        "Add an advanced event selector with eventCategory Equals Data and resources.type Equals AWS::Bedrock::KnowledgeBase, and no other condition.",
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
                    name: "Log all AWS::Bedrock::KnowledgeBase data events",
                    fieldSelectors: [
                        { field: "eventCategory", equals: ["Data"] },
                        { field: "resources.type", equals: ["AWS::Bedrock::KnowledgeBase"] },
                    ],
                },
            ],
        },
    },
    requirement: KNOWLEDGE_BASE,
});
