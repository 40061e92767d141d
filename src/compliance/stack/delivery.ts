import type { Trail } from "../../cloudtrail/recorders/trail";
import { isUnknown, type Value } from "../../cloudtrail/value";
import type { AccessRequest } from "./iam/statement";
import type { StackTrail } from "./resources/stack";

const SERVICE = "cloudtrail.amazonaws.com";

/** A permission that CloudTrail needs, and whether it is known to be needed at all. */
export interface DeliveryNeed {
    readonly request: AccessRequest;
    readonly needed: Value<boolean>;
    /** The resource of the action, in AWS's words: the user's names may be secret. */
    readonly place: string;
    /**
     * The statement that allows just this, in IAM's JSON. Where names are unknown it refers to what the stack declares, as its
     * language does, or else has BUCKET and so on.
     */
    readonly statement: Readonly<Record<string, unknown>>;
}

/**
 * What a trail needs from its bucket's policy. Source: CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail".
 * @param bucketName the bucket's name, as far as it is known
 * @param address what the stack calls the bucket
 * @param organizationId `o-…`, if known
 */
export function bucketNeeds(
    { trail, region }: StackTrail,
    bucketName: Value<string>,
    address: string,
    organizationId: string | undefined,
): DeliveryNeed[] {
    const bucket = `arn:${text(trail.partition)}:s3:::${text(bucketName)}`;
    const { s3KeyPrefix, isOrganizationTrail } = trail;
    const prefix = s3KeyPrefix === undefined ? "" : isUnknown(s3KeyPrefix) ? "*" : `${s3KeyPrefix}/`;
    const context = commonContext(trail, region);
    const write = (pattern: string) => written(trail, pattern);
    const only = { "aws:SourceArn": write(shownTrailArn(trail, region)) };
    const named = shownBucketArn(trail, address);
    const shownPrefix = prefix === "*" ? "PREFIX/" : prefix;
    const account = accountOf(trail) === "*" ? placeholders(trail).account : accountOf(trail);
    const put = (owner: string, name: string, shownOwner: string, needed: Value<boolean>): DeliveryNeed => {
        const place = `${prefix === "" ? "" : "PREFIX/"}AWSLogs/${name}/*`;
        const acl = { "s3:x-amz-acl": "bucket-owner-full-control" };
        return {
            request: {
                service: SERVICE,
                action: "s3:PutObject",
                resource: `${bucket}/${prefix}AWSLogs/${owner}/*`,
                context: new Map([...context, ...Object.entries(acl)]),
            },
            needed,
            place,
            statement: {
                ...allow("s3:PutObject", write(`${named}/${shownPrefix}AWSLogs/${shownOwner}/*`)),
                Condition: { StringEquals: { ...acl, ...only } },
            },
        };
    };
    return [
        {
            request: {
                service: SERVICE,
                action: "s3:GetBucketAcl",
                resource: bucket,
                context: new Map([...context, ["s3:x-amz-acl", undefined]]),
            },
            needed: true,
            place: "the bucket",
            statement: { ...allow("s3:GetBucketAcl", write(named)), Condition: { StringEquals: only } },
        },
        put(accountOf(trail), "ACCOUNT", account, true),
        ...(isOrganizationTrail === false
            ? []
            : [
                  put(
                      organizationId ?? "o-*",
                      "o-ORGANIZATION",
                      organizationId ?? "o-ORGANIZATION",
                      isOrganizationTrail,
                  ),
              ]),
    ];
}

/** What a trail needs from its key's policy. Source: CloudTrail user guide, "Configure AWS KMS key policies". */
export function keyNeeds({ trail, region }: StackTrail): DeliveryNeed[] {
    const use = (action: string, encryptionContext: string | undefined): DeliveryNeed => ({
        request: {
            service: SERVICE,
            action,
            resource: `arn:${text(trail.partition)}:kms:*:*:key/*`,
            context: new Map([
                ...commonContext(trail, region),
                ["kms:encryptioncontext:aws:cloudtrail:arn", encryptionContext],
            ]),
        },
        needed: true,
        place: "the key",
        statement: {
            ...allow(action, "*"),
            Condition: { StringEquals: { "aws:SourceArn": written(trail, shownTrailArn(trail, region)) } },
        },
    });
    return [use("kms:GenerateDataKey*", trailArn(trail, region)), use("kms:DescribeKey", undefined)];
}

function allow(action: string, resource: unknown): Record<string, unknown> {
    return { Effect: "Allow", Principal: { Service: SERVICE }, Action: action, Resource: resource };
}

/** The bucket, for a statement that can be pasted: by its name, or as the stack refers to it. */
function shownBucketArn(trail: Trail, address: string): string {
    const name = known(trail.s3BucketName);
    if (name === undefined && trail.dialect.name === "terraform" && /^aws_s3_bucket\.[A-Za-z_][\w-]*$/.test(address)) {
        return `\${${address}.arn}`;
    }
    const isLogicalId = trail.dialect.name === "cloudformation" && /^[A-Za-z0-9]+$/.test(address);
    return `arn:${partitionIn(trail)}:s3:::${name ?? (isLogicalId ? `\${${address}}` : "BUCKET")}`;
}

/** Placeholders for an unknown account and Region: templates have names for them. */
function placeholders({ dialect }: Trail): { readonly account: string; readonly region: string } {
    const pseudo = (name: string) => `\${AWS::${name}}`;
    return dialect.name === "cloudformation"
        ? { account: pseudo("AccountId"), region: pseudo("Region") }
        : { account: "ACCOUNT", region: "REGION" };
}

/** A string with references, as a value of the stack's language. */
function written({ dialect }: Trail, text: string): unknown {
    return dialect.name === "cloudformation" && text.includes("${") ? { "Fn::Sub": text } : text;
}

/** The partition, for a statement that can be pasted. */
function partitionIn({ partition }: Trail): string {
    return isUnknown(partition) ? "PARTITION" : partition;
}

type Entries = readonly (readonly [key: string, value: string | undefined])[];

/** The condition keys of every call that CloudTrail makes for a trail. */
function commonContext(trail: Trail, region: Value<string> | undefined): Entries {
    return [
        ["aws:sourcearn", trailArn(trail, region)],
        ["aws:sourceaccount", accountOf(trail)],
        ["aws:securetransport", "true"],
        ["aws:principalisawsservice", "true"],
        ["aws:principalservicename", SERVICE],
    ];
}

function trailArn(trail: Trail, region: Value<string> | undefined): string {
    if (typeof trail.arn === "string") {
        return trail.arn;
    }
    const home = typeof trail.homeRegion === "string" ? trail.homeRegion : text(region);
    return `arn:${text(trail.partition)}:cloudtrail:${home}:*:trail/${text(trail.name)}`;
}

/** The trail's ARN for a policy, with placeholders for unknown parts. */
function shownTrailArn(trail: Trail, region: Value<string> | undefined): string {
    if (typeof trail.arn === "string") {
        return trail.arn;
    }
    const { account, region: anyRegion } = placeholders(trail);
    const home = known(trail.homeRegion) ?? known(region) ?? anyRegion;
    return `arn:${partitionIn(trail)}:cloudtrail:${home}:${account}:trail/${known(trail.name) ?? "TRAIL"}`;
}

function known(value: Value<string> | undefined): string | undefined {
    return typeof value === "string" ? value : undefined;
}

function accountOf({ arn }: Trail): string {
    return typeof arn === "string" ? (arn.split(":")[4] ?? "*") : "*";
}

function text(value: Value<string> | undefined): string {
    return typeof value === "string" ? value : "*";
}
