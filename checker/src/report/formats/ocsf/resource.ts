import { type Arn, parseArn } from "../../../text/arn";
import type { ShownSubject } from "../../subjects";

/** What the ARNs of trails and other recorders begin with, after the account. */
const TYPES: ReadonlyMap<string, string> = new Map([
    ["cloudtrail:trail", "AWS::CloudTrail::Trail"],
    ["cloudtrail:eventdatastore", "AWS::CloudTrail::EventDataStore"],
    ["observabilityadmin:telemetry-rule", "AWS::ObservabilityAdmin::TelemetryRule"],
    ["observabilityadmin:organization-telemetry-rule", "AWS::ObservabilityAdmin::OrganizationTelemetryRule"],
]);

/** OCSF's `resources` and `cloud` for a trail: the account and the Region only if its address is an ARN. */
export function resourceOf({ id, title, source, facts }: ShownSubject) {
    const { file, line, address } = source;
    const arn = recorderArn(address ?? "");
    return {
        resources: [
            {
                // Other addresses are unique only in their file.
                uid: arn === undefined || address === undefined ? id : address,
                name: title,
                ...(arn === undefined ? {} : { type: arn.type, region: arn.region, cloud_partition: arn.partition }),
                data: { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }), ...facts },
            },
        ],
        cloud: {
            provider: "AWS",
            ...(arn === undefined
                ? {}
                : { region: arn.region, account: { uid: arn.account, type_id: 10, type: "AWS Account" } }),
        },
    };
}

/** An ARN with the type of the recorder that it names; `undefined` if it names none. */
function recorderArn(address: string): (Arn & { readonly type: string }) | undefined {
    const arn = parseArn(address);
    const [kind = "", ...name] = arn?.resource.split("/") ?? [];
    const type = TYPES.get(`${arn?.service}:${kind}`);
    const isWhole = arn !== undefined && arn.region !== "" && arn.account !== "" && name.length > 0;
    return isWhole && type !== undefined ? { ...arn, type } : undefined;
}
