import { message } from "../src/cloudtrail/message";
import { EXAMPLE_TRAIL } from "../src/compliance/example-trail";
import { definePolicy } from "../src/compliance/policy/define-policy";
import { requireTrue } from "../src/compliance/policy/require-true";

export default definePolicy({
    name: "cloudtrail-multi-region",
    displayName: "CloudTrail trails cover all Regions",
    description: "Every CloudTrail trail records the events of all Regions.",
    why: "A trail that covers one Region records nothing that happens in the others: an agent invoked in another Region, or an attacker who picks one, leaves no record. `isMultiRegionTrail` defaults to false.",
    severity: "high",
    enforcementLevel: "mandatory",
    tags: ["cloudtrail", "bedrock", "logging"],
    framework: {
        name: "CIS AWS Foundations Benchmark",
        version: "3.0.0",
        reference: "3.1",
        specification: "Ensure CloudTrail is enabled in all Regions",
    },
    remediationSteps: "Set isMultiRegionTrail to true on the trail.",
    recorders: ["Trail", "EventDataStore"],
    examples: {
        violates: { s3BucketName: "example-trail-logs" },
        complies: EXAMPLE_TRAIL,
    },
    check: trail =>
        requireTrue(
            trail,
            trail.isMultiRegionTrail,
            "IsMultiRegionTrail",
            message("single-region", "covers only its own Region"),
        ),
    remediate: trail =>
        // An unknown value is the user's own choice: it may well turn out to be true.
        trail.isMultiRegionTrail === false
            ? {
                  kind: "change",
                  change: {
                      kind: "set",
                      property: "IsMultiRegionTrail",
                      value: true,
                      // AWS refuses a multi-Region trail that leaves out global service events.
                      ...(trail.withoutGlobalEvents ? { also: "IncludeGlobalServiceEvents" } : {}),
                  },
              }
            : { kind: "nothing" },
});
