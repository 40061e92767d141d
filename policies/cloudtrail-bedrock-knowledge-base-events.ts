import { KNOWLEDGE_BASE, MANAGEMENT } from "../src/cloudtrail/bedrock/requirement";
import { EXAMPLE_TRAIL, exampleTrailFor } from "../src/compliance/example-trail";
import { AUDIT_RECORD_GENERATION } from "../src/compliance/policy/controls";
import { DATA_EVENTS_COST } from "../src/compliance/policy/cost";
import { defineEventsPolicy } from "../src/compliance/policy/define-events-policy";

export default defineEventsPolicy({
    name: "cloudtrail-bedrock-knowledge-base-events",
    displayName: "CloudTrail trails log all Bedrock knowledge base events",
    description:
        "Every CloudTrail trail logs all data events of Bedrock knowledge bases (AWS::Bedrock::KnowledgeBase).",
    why: "By default CloudTrail logs no data events, so `Retrieve` and `RetrieveAndGenerate` leave no record. A selector with the right `resources.type` is not enough: any further condition makes it log only some of the events. This policy decides whether the trail's selectors together log every one.",
    severity: "critical",
    enforcementLevel: "mandatory",
    tags: ["cloudtrail", "bedrock", "logging", "data-events"],
    framework: AUDIT_RECORD_GENERATION,
    remediationSteps:
        "Add an advanced event selector with eventCategory Equals Data and resources.type Equals AWS::Bedrock::KnowledgeBase, and no other condition.",
    cost: DATA_EVENTS_COST,
    examples: {
        violates: EXAMPLE_TRAIL,
        complies: exampleTrailFor(MANAGEMENT, KNOWLEDGE_BASE),
    },
    requirement: KNOWLEDGE_BASE,
});
