import type { ShownSubject } from "../../subjects";

/** What an ARN says about a trail or an event data store. */
interface ParsedArn {
    readonly partition: string;
    readonly region: string;
    readonly account: string;
    readonly type: "AWS::CloudTrail::Trail" | "AWS::CloudTrail::EventDataStore";
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
    const [, partition, region, account, kind] =
        /^arn:([a-z0-9-]+):cloudtrail:([a-z0-9-]+):(\d{12}):(trail|eventdatastore)\//.exec(address) ?? [];
    return partition === undefined || region === undefined || account === undefined
        ? undefined
        : {
              partition,
              region,
              account,
              type: kind === "trail" ? "AWS::CloudTrail::Trail" : "AWS::CloudTrail::EventDataStore",
          };
}
