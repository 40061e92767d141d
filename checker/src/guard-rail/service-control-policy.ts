/** A policy document of AWS Organizations. */
export interface ServiceControlPolicy {
    readonly Version: "2012-10-17";
    readonly Statement: readonly Statement[];
}

interface Statement {
    readonly Sid: string;
    readonly Effect: "Deny";
    readonly Action: readonly string[];
    readonly Resource: "*";
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/**
 * The calls that can make CloudTrail record less. `PutEventSelectors` switches recording off as surely as `StopLogging`,
 * and many published policies forget it. Source: Service Authorization Reference, "Actions, resources, and condition keys
 * for AWS CloudTrail" (September 2026).
 */
export const REDUCING_ACTIONS = [
    "cloudtrail:DeleteTrail",
    "cloudtrail:StopLogging",
    "cloudtrail:UpdateTrail",
    "cloudtrail:PutEventSelectors",
    "cloudtrail:PutInsightSelectors",
    "cloudtrail:PutEventConfiguration",
    "cloudtrail:DeleteEventDataStore",
    "cloudtrail:UpdateEventDataStore",
    "cloudtrail:StopEventDataStoreIngestion",
    "cloudtrail:DeregisterOrganizationDelegatedAdmin",
    // An organization trail records nothing in an account that has left.
    "organizations:LeaveOrganization",
] as const;

/**
 * A service control policy that denies these calls in the member accounts of an organization. It does not apply in the
 * management account or to service-linked roles: AWS exempts both.
 * @param exceptRoles names of roles, with their paths, that may still make them; `*` and `?` match
 */
export function guardRail(exceptRoles: readonly string[]): ServiceControlPolicy {
    const roles = exceptRoles.map(name => `arn:*:iam::*:role/${name.replace(/^\/+/, "")}`);
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "KeepCloudTrailRecording",
                Effect: "Deny",
                Action: REDUCING_ACTIONS,
                Resource: "*",
                ...(roles.length === 0 ? {} : { Condition: { ArnNotLike: { "aws:PrincipalArn": roles } } }),
            },
        ],
    };
}
