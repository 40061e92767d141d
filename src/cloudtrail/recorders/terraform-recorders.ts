import type { Recorder } from "../selectors/field-rules";

/** The Terraform resource types that are trails, event data stores or telemetry rules. */
export const TERRAFORM_RECORDERS: ReadonlyMap<unknown, Recorder> = new Map<unknown, Recorder>([
    ["aws_cloudtrail", "Trail"],
    ["aws_cloudtrail_event_data_store", "EventDataStore"],
    ["awscc_cloudtrail_trail", "Trail"],
    ["awscc_cloudtrail_event_data_store", "EventDataStore"],
    ["awscc_observabilityadmin_telemetry_rule", "TelemetryRule"],
    ["awscc_observabilityadmin_organization_telemetry_rule", "TelemetryRule"],
    ["aws_observabilityadmin_telemetry_rule", "TelemetryRule"],
    ["aws_observabilityadmin_telemetry_rule_for_organization", "TelemetryRule"],
]);

/** Of these it is known what they are, and nothing else: the provider awscc has other names for everything. */
export function isOfUnreadProvider(type: unknown): boolean {
    return String(type).startsWith("awscc_");
}
