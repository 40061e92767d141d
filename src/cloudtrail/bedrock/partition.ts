/** The partition of a Region: `us-gov-west-1` is in `aws-us-gov`. Unknown or absent Regions are in `aws`. */
export function partitionOfRegion(region: string | undefined): string {
    return PARTITIONS.find(([prefix]) => region?.startsWith(prefix))?.[1] ?? "aws";
}

/** The partition of an ARN (`arn:PARTITION:service:region:account:resource`), or `undefined` if it isn't one. */
export function partitionOfArn(arn: string): string | undefined {
    return /^arn:([a-z][a-z0-9-]*):/.exec(arn)?.[1];
}

/** Regions of a partition, for examples: the first is the usual one. */
export function exampleRegions(partition: string): readonly [string, ...string[]] {
    const regions = PARTITIONS.find(([, name]) => name === partition)?.[2];
    return regions ?? ["us-east-1", "eu-west-1", "us-west-2", "ap-southeast-2"];
}

/** Source: botocore's endpoints.json, `regionRegex` and `regions` of each partition. */
const PARTITIONS: readonly (readonly [
    regionPrefix: string,
    partition: string,
    regions: readonly [string, ...string[]],
])[] = [
    ["cn-", "aws-cn", ["cn-north-1", "cn-northwest-1"]],
    ["us-gov-", "aws-us-gov", ["us-gov-west-1", "us-gov-east-1"]],
    ["us-isob-", "aws-iso-b", ["us-isob-east-1", "us-isob-west-1"]],
    ["us-isof-", "aws-iso-f", ["us-isof-south-1", "us-isof-east-1"]],
    ["us-iso-", "aws-iso", ["us-iso-east-1", "us-iso-west-1"]],
    ["eu-isoe-", "aws-iso-e", ["eu-isoe-west-1"]],
    ["eusc-", "aws-eusc", ["eusc-de-east-1"]],
];

/** Every partition. */
export const KNOWN_PARTITIONS: readonly string[] = ["aws", ...PARTITIONS.map(([, partition]) => partition)];
