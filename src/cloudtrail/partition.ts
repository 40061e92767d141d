/** The partition of a Region: `us-gov-west-1` is in `aws-us-gov`. Unknown or absent Regions are in `aws`. */
export function partitionOfRegion(region: string | undefined): string {
    if (region === undefined) {
        return "aws";
    }
    const [, partition] = PARTITIONS.find(([prefix]) => region.startsWith(prefix)) ?? [];
    return partition ?? "aws";
}

/** The partition of an ARN (`arn:PARTITION:service:region:account:resource`), or `undefined` if it isn't one. */
export function partitionOfArn(arn: string): string | undefined {
    return /^arn:([a-z][a-z0-9-]*):/.exec(arn)?.[1];
}

/** Source: botocore's endpoints.json, `regionRegex` of each partition. */
const PARTITIONS: readonly (readonly [regionPrefix: string, partition: string])[] = [
    ["cn-", "aws-cn"],
    ["us-gov-", "aws-us-gov"],
    ["us-isob-", "aws-iso-b"],
    ["us-isof-", "aws-iso-f"],
    ["us-iso-", "aws-iso"],
    ["eu-isoe-", "aws-iso-e"],
    ["eusc-", "aws-eusc"],
];

/** Every partition. */
export const KNOWN_PARTITIONS: readonly string[] = ["aws", ...PARTITIONS.map(([, partition]) => partition)];
