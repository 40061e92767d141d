import { DIALECTS, type Dialect } from "../cloudtrail/selectors/dialect";
import type { Recorder } from "../cloudtrail/selectors/field-rules";

/** The Pulumi resource types that are trails, event data stores or telemetry rules. */
export const RECORDER_TYPES: ReadonlyMap<string, { readonly recorder: Recorder; readonly dialect: Dialect }> = new Map([
    ["aws:cloudtrail/trail:Trail", { recorder: "Trail", dialect: DIALECTS["pulumi-aws"] }],
    ["aws-native:cloudtrail:Trail", { recorder: "Trail", dialect: DIALECTS["pulumi-aws-native"] }],
    ["aws:cloudtrail/eventDataStore:EventDataStore", { recorder: "EventDataStore", dialect: DIALECTS["pulumi-aws"] }],
    ["aws-native:cloudtrail:EventDataStore", { recorder: "EventDataStore", dialect: DIALECTS["pulumi-aws-native"] }],
    [
        "aws:observabilityadmin/telemetryRule:TelemetryRule",
        { recorder: "TelemetryRule", dialect: DIALECTS["pulumi-aws"] },
    ],
    [
        "aws:observabilityadmin/telemetryRuleForOrganization:TelemetryRuleForOrganization",
        { recorder: "TelemetryRule", dialect: DIALECTS["pulumi-aws"] },
    ],
    [
        "aws-native:observabilityadmin:TelemetryRule",
        { recorder: "TelemetryRule", dialect: DIALECTS["pulumi-aws-native"] },
    ],
    [
        "aws-native:observabilityadmin:OrganizationTelemetryRule",
        { recorder: "TelemetryRule", dialect: DIALECTS["pulumi-aws-native"] },
    ],
]);
