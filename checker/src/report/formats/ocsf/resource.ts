import type { ShownSubject } from "../../subjects";

/** What the ARNs of trails and other recorders begin with, after the account. */
const TYPES: ReadonlyMap<string, string> = new Map([
    ["cloudtrail:trail", "AWS::CloudTrail::Trail"],
    ["cloudtrail:eventdatastore", "AWS::CloudTrail::EventDataStore"],
    ["observabilityadmin:telemetry-rule", "AWS::ObservabilityAdmin::TelemetryRule"],
    ["observabilityadmin:organization-telemetry-rule", "AWS::ObservabilityAdmin::OrganizationTelemetryRule"],
]);

/** What an ARN says about a trail or another recorder. */
interface ParsedArn {
    readonly partition: string;
    readonly region: string;
    readonly account: string;
    readonly type: string;
}

/** OCSF's `resources` and `cloud` for a trail: the account and the Region only if its address is an ARN. */
export function resourceOf({ id, title, source, facts }: ShownSubject) {
    const { file, line, address } = source;
    const arn = parseArn(address ?? "");
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

function parseArn(address: string): ParsedArn | undefined {
    const [, partition, service, region, account, kind] =
        /^arn:([a-z0-9-]+):([a-z]+):([a-z0-9-]+):(\d{12}):([a-z-]+)\//.exec(address) ?? [];
    const type = TYPES.get(`${service}:${kind}`);
    return partition === undefined || region === undefined || account === undefined || type === undefined
        ? undefined
        : { partition, region, account, type };
}
