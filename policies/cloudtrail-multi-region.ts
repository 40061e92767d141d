import { message } from "../src/cloudtrail/message";
import { isUnknown } from "../src/cloudtrail/value";
import { EXAMPLE_TRAIL } from "../src/compliance/example-trail";
import { definePolicy } from "../src/compliance/policy/define-policy";
import { requireTrue } from "../src/compliance/policy/require-true";

export default definePolicy({
    name: "cloudtrail-multi-region",
    displayName: "CloudTrail trails cover all Regions",
    description: "Every CloudTrail trail records the events of all Regions.",
    why: "A trail that covers one Region records nothing that happens in the others: an agent invoked in another Region, or an attacker who picks one, leaves no record. `isMultiRegionTrail` defaults to false. A CloudWatch telemetry rule covers its own Region unless `allRegions` is true; where it lists `regions`, only a live account shows whether these are all that are enabled.",
    severity: "high",
    enforcementLevel: "mandatory",
    tags: ["cloudtrail", "bedrock", "logging"],
    framework: {
        name: "CIS AWS Foundations Benchmark",
        version: "3.0.0",
        reference: "3.1",
        specification: "Ensure CloudTrail is enabled in all Regions",
    },
    remediationSteps:
        "Set isMultiRegionTrail to true on the trail (multiRegionEnabled on an event data store, rule.allRegions on a telemetry rule).",
    recorders: ["Trail", "EventDataStore", "TelemetryRule"],
    examples: {
        violates: { s3BucketName: "example-trail-logs" },
        complies: EXAMPLE_TRAIL,
    },
    check: trail => {
        const { isMultiRegionTrail, telemetryRule } = trail;
        if (telemetryRule !== undefined && isUnknown(isMultiRegionTrail) && isMultiRegionTrail.reason !== undefined) {
            const headline = message("may-miss-regions", "whether it covers all Regions: {reason}", {
                reason: isMultiRegionTrail.reason,
            });
            return [{ kind: "undetermined", form: "question", headline, path: ["IsMultiRegionTrail"] }];
        }
        const regions = telemetryRule?.missingRegions ?? [];
        const headline =
            regions.length === 0
                ? message("single-region", "covers only its own Region")
                : message("misses-regions", "does not collect in {regions and}", { regions });
        return requireTrue(trail, isMultiRegionTrail, "IsMultiRegionTrail", headline);
    },
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
                      ...(trail.includeGlobalServiceEvents === false ? { also: "IncludeGlobalServiceEvents" } : {}),
                  },
              }
            : { kind: "nothing" },
});
