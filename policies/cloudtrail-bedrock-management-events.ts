import { AGENT_ALIAS, MANAGEMENT } from "../src/cloudtrail/bedrock/requirement";
import { exampleTrailFor } from "../src/compliance/example-trail";
import { MANAGEMENT_EVENTS_COST } from "../src/compliance/policy/cost";
import { defineEventsPolicy } from "../src/compliance/policy/define-events-policy";

export default defineEventsPolicy({
    name: "cloudtrail-bedrock-management-events",
    displayName: "CloudTrail trails log all Bedrock management events",
    description: "Every CloudTrail trail logs all management events of Bedrock, both reads and writes.",
    why: "`InvokeModel`, `InvokeModelWithResponseStream`, `Converse` and `ConverseStream` are management events, and so is every change to an agent or a knowledge base. A trail logs them by default, but only until it has advanced event selectors: from then on it needs a selector for them. Adding selectors for Bedrock's data events alone stops the recording of every model invocation.",
    severity: "critical",
    enforcementLevel: "mandatory",
    tags: ["cloudtrail", "bedrock", "logging", "management-events"],
    framework: {
        name: "NIST SP 800-53",
        version: "Rev. 5",
        reference: "AU-2",
        specification: "Event Logging",
    },
    remediationSteps:
        "Add an advanced event selector with eventCategory Equals Management and no other condition; with basic selectors, set includeManagementEvents to true and readWriteType to All.",
    cost: MANAGEMENT_EVENTS_COST,
    examples: {
        violates: exampleTrailFor(AGENT_ALIAS),
        complies: exampleTrailFor(MANAGEMENT, AGENT_ALIAS),
    },
    requirement: MANAGEMENT,
});
