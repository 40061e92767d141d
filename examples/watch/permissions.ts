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

/** Those of an organization are only shown to its management account and delegated administrators. */
const TELEMETRY_RULES = [
    "account:ListRegions",
    "organizations:DescribeOrganization",
    "observabilityadmin:GetTelemetryEvaluationStatus",
    "observabilityadmin:GetTelemetryEvaluationStatusForOrganization",
    "observabilityadmin:GetTelemetryRule",
    "observabilityadmin:GetTelemetryRuleForOrganization",
    "observabilityadmin:ListTelemetryRules",
    "observabilityadmin:ListTelemetryRulesForOrganization",
];

/** The permissions to read trails with their buckets and keys: they change nothing, and read no log file. */
export function readTrails(settings: Settings): readonly Allowed[] {
    const { partition, trailBuckets, trailKeys, organization, policyConfig = {} } = settings;
    const includes = (property: string) => JSON.stringify(policyConfig).includes(`"${property}":true`);
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
        ...(includes("includeEventDataStores")
            ? [
                  allow(["account:ListRegions", "cloudtrail:ListEventDataStores"], "*"),
                  allow(["cloudtrail:GetEventDataStore"], `arn:${partition}:cloudtrail:*:*:eventdatastore/*`),
              ]
            : []),
        ...(includes("includeTelemetryRules") ? [allow(TELEMETRY_RULES, "*")] : []),
        ...(organization === undefined
            ? []
            : [allow(["sts:AssumeRole"], `arn:${partition}:iam::*:role/${organization.roleName}`)]),
    ];
}
