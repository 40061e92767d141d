import { message } from "../src/cloudtrail/message";
import { switchOf } from "../src/cloudtrail/selectors/dialect";
import { EXAMPLE_TRAIL } from "../src/compliance/example-trail";
import { CREATE_AND_RETAIN } from "../src/compliance/policy/controls";
import { definePolicy } from "../src/compliance/policy/define-policy";
import { requireTrue } from "../src/compliance/policy/require-true";

export default definePolicy({
    name: "cloudtrail-logging-enabled",
    displayName: "CloudTrail trails are logging",
    description: "Every CloudTrail trail is switched on.",
    why: "A trail that is switched off records nothing, however complete its selectors are, and looks the same in every other respect. Stopping it is the first thing an intruder does.",
    severity: "critical",
    enforcementLevel: "mandatory",
    tags: ["cloudtrail", "bedrock", "logging"],
    framework: CREATE_AND_RETAIN,
    remediationSteps:
        "Set enableLogging (isLogging in aws-native) to true on the trail; on an event data store, set suspend to false (ingestionEnabled to true in aws-native).",
    recorders: ["Trail", "EventDataStore"],
    examples: {
        violates: { ...EXAMPLE_TRAIL, enableLogging: false },
        complies: { ...EXAMPLE_TRAIL, enableLogging: true },
    },
    check: trail =>
        requireTrue(
            trail,
            trail.isLogging,
            switchOf(trail.dialect),
            trail.recorder === "Trail"
                ? message("not-logging", "is switched off")
                : message("not-ingesting", "ingests no events"),
        ),
    remediate: ({ isLogging, dialect }) => {
        if (isLogging !== false) {
            return { kind: "nothing" };
        }
        const property = switchOf(dialect);
        // The provider stores `suspend` as a string.
        return { kind: "change", change: { kind: "set", property, value: property === "Suspend" ? "false" : true } };
    },
});
