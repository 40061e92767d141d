import { isOfUnreadProvider, TERRAFORM_RECORDERS } from "../../cloudtrail/recorders/terraform-recorders";
import { DIALECTS, type Dialect } from "../../cloudtrail/selectors/dialect";
import type { Recorder } from "../../cloudtrail/selectors/field-rules";
import { throughTerraform } from "./through-terraform";

/** What kind of recorder a Pulumi resource is, and whose names its properties have. */
export interface RecorderType {
    readonly recorder: Recorder;
    readonly dialect: Dialect;
    /** Is nothing else known about it, because its provider's names are not read? */
    readonly isUnread?: true;
}

const RECORDER_TYPES: ReadonlyMap<unknown, RecorderType> = new Map([
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

/** Whether a Pulumi resource type is that of a trail, an event data store or a telemetry rule. */
export function recorderOfType(type: unknown): RecorderType | undefined {
    const own = RECORDER_TYPES.get(type);
    if (own !== undefined) {
        return own;
    }
    const inTerraform = throughTerraform(type);
    const recorder = TERRAFORM_RECORDERS.get(inTerraform?.type);
    return inTerraform === undefined || recorder === undefined
        ? undefined
        : {
              recorder,
              dialect: inTerraform.dialect,
              ...(isOfUnreadProvider(inTerraform.type) ? { isUnread: true } : {}),
          };
}
