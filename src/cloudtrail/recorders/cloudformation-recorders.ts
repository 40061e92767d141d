import type { Recorder } from "../selectors/field-rules";

/** The CloudFormation resource types that are trails, event data stores or telemetry rules. */
export const CLOUDFORMATION_RECORDERS: ReadonlyMap<unknown, Recorder> = new Map<unknown, Recorder>([
    ["AWS::CloudTrail::Trail", "Trail"],
    ["AWS::CloudTrail::EventDataStore", "EventDataStore"],
    ["AWS::ObservabilityAdmin::TelemetryRule", "TelemetryRule"],
    ["AWS::ObservabilityAdmin::OrganizationTelemetryRule", "TelemetryRule"],
]);
