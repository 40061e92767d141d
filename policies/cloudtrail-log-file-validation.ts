import { message } from "../src/cloudtrail/message";
import { EXAMPLE_TRAIL } from "../src/compliance/example-trail";
import { definePolicy } from "../src/compliance/policy/define-policy";
import { requireTrue } from "../src/compliance/policy/require-true";

export default definePolicy({
    name: "cloudtrail-log-file-validation",
    displayName: "CloudTrail trails have log file validation enabled",
    description: "Every CloudTrail trail signs digests of its log files.",
    why: "With log file validation CloudTrail delivers signed digests, which show whether a log file was changed or deleted after delivery. Without them the record proves nothing against someone who can write to the bucket. The default is false.",
    severity: "medium",
    enforcementLevel: "advisory",
    tags: ["cloudtrail", "hardening", "integrity"],
    framework: {
        name: "CIS AWS Foundations Benchmark",
        version: "3.0.0",
        reference: "3.2",
        specification: "Ensure CloudTrail log file validation is enabled",
    },
    remediationSteps: "Set enableLogFileValidation to true on the trail.",
    recorders: ["Trail"],
    examples: {
        violates: EXAMPLE_TRAIL,
        complies: { ...EXAMPLE_TRAIL, enableLogFileValidation: true },
    },
    check: trail =>
        requireTrue(
            trail,
            trail.enableLogFileValidation,
            "EnableLogFileValidation",
            message("no-log-file-validation", "does not validate its log files: it writes no signed digests"),
        ),
    remediate: trail =>
        trail.enableLogFileValidation === false
            ? { kind: "change", change: { kind: "set", property: "EnableLogFileValidation", value: true } }
            : { kind: "nothing" },
});
