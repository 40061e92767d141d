import type { Settings } from "./settings";

/** A statement of an IAM policy that allows something. */
export interface Allowed {
    readonly Effect: "Allow";
    readonly Action: readonly string[];
    readonly Resource: unknown;
}

export function allow(Action: readonly string[], Resource: unknown): Allowed {
    return { Effect: "Allow", Action, Resource };
}

/** The permissions to read trails with their buckets and keys: they change nothing, and read no log file. */
export function readTrails(settings: Settings): readonly Allowed[] {
    const { partition, trailBuckets, trailKeys, organization, policyConfig = {} } = settings;
    const buckets = trailBuckets.length === 0 ? ["*"] : trailBuckets;
    return [
        allow(["cloudtrail:DescribeTrails", "cloudtrail:ListTrails"], "*"),
        allow(
            [
                "cloudtrail:GetEventSelectors",
                "cloudtrail:GetInsightSelectors",
                "cloudtrail:GetTrail",
                "cloudtrail:GetTrailStatus",
            ],
            `arn:${partition}:cloudtrail:*:*:trail/*`,
        ),
        allow(
            ["s3:GetBucketAcl", "s3:GetBucketPolicy", "s3:GetBucketPublicAccessBlock"],
            buckets.map(bucket => `arn:${partition}:s3:::${bucket}`),
        ),
        ...(trailKeys.length === 0 ? [] : [allow(["kms:DescribeKey", "kms:GetKeyPolicy"], trailKeys)]),
        ...(JSON.stringify(policyConfig).includes('"includeEventDataStores":true')
            ? [
                  allow(["account:ListRegions", "cloudtrail:ListEventDataStores"], "*"),
                  allow(["cloudtrail:GetEventDataStore"], `arn:${partition}:cloudtrail:*:*:eventdatastore/*`),
              ]
            : []),
        ...(organization === undefined
            ? []
            : [allow(["sts:AssumeRole"], `arn:${partition}:iam::*:role/${organization.roleName}`)]),
    ];
}
