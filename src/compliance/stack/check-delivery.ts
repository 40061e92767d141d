import { type Message, message } from "../../cloudtrail/message";
import { isKnown, isUnknown, type Value } from "../../cloudtrail/value";
import { checkPolicies } from "./check-policies";
import { checkPublic } from "./check-public";
import { bucketNeeds, keyNeeds } from "./delivery";
import type { StackFinding } from "./finding";
import { documentsOf } from "./resources/documents";
import { attachedTo, follow, followKey } from "./resources/link";
import type { Declared, Stack, StackBucket, StackKey, StackTrail } from "./resources/stack";

/**
 * Checks whether a trail can write to its bucket: whether the policies of the bucket and of the key let CloudTrail, and
 * keep everyone else out. Says nothing about a bucket that isn't in the stack.
 * @param organizationId of the organization whose trails are organization trails, if known
 */
export function checkDelivery(
    stack: Stack,
    trail: StackTrail,
    organizationId: string | undefined,
): readonly StackFinding[] | undefined {
    const bucket = follow(trail.bucket, stack.buckets);
    const delivery = canDeliver(stack, trail, organizationId);
    if (bucket.kind !== "declared" || delivery === undefined) {
        return delivery;
    }
    const findings = [...delivery, ...checkPublic(stack, trail, bucket.target)];
    return findings.length > 0 ? findings : doubts(stack, trail, bucket.target);
}

/**
 * The same, without who else may read or write: whether the log files arrive.
 * @param organizationId of the organization whose trails are organization trails, if known
 * @returns no findings if they do, `undefined` if the stack doesn't declare the bucket
 */
export function canDeliver(
    stack: Stack,
    trail: StackTrail,
    organizationId: string | undefined,
): readonly StackFinding[] | undefined {
    const bucket = follow(trail.bucket, stack.buckets);
    switch (bucket.kind) {
        case "elsewhere":
            return undefined;
        case "unknown":
            return [{ kind: "undetermined", form: "question", trail, headline: WHICH_BUCKET }];
        case "declared":
            return [...checkBucketPolicy(stack, trail, bucket.target, organizationId), ...checkKey(stack, trail)];
    }
}

const WHICH_BUCKET = message("which-bucket-unknown", "which of this stack's buckets it writes to");
const WHICH_KEY = message("which-key-unknown", "which of this stack's KMS keys it uses");

/** Why something that seems to comply may still not comply. */
function doubts(stack: Stack, trail: StackTrail, bucket: StackBucket): StackFinding[] {
    const key = followKey(trail.key, stack);
    const involved: readonly Declared[] = [
        bucket,
        ...attachedTo(bucket, stack.bucketPolicies, stack.buckets).attached,
        ...attachedTo(bucket, stack.publicAccessBlocks, stack.buckets).attached,
        ...(key.kind === "declared"
            ? [key.target, ...attachedTo(key.target, stack.keyPolicies, stack.keys).attached]
            : []),
    ];
    const doubtful = involved.find(({ condition }) => condition !== undefined && condition !== trail.condition);
    if (doubtful !== undefined) {
        const data = { name: { text: doubtful.label }, condition: { text: doubtful.condition ?? "" } };
        const headline = message("conditional", "{name} exists only under the condition {condition}", data);
        return [{ kind: "undetermined", trail, headline }];
    }
    return stack.incomplete === undefined
        ? []
        : [
              {
                  kind: "undetermined",
                  trail,
                  headline: message("stack-incomplete", "{reason}", { reason: stack.incomplete }),
              },
          ];
}

function checkBucketPolicy(
    stack: Stack,
    trail: StackTrail,
    bucket: StackBucket,
    organizationId: string | undefined,
): StackFinding[] {
    const what = message("bucket", "bucket {name}", { name: { text: bucket.label } });
    const [name] = bucket.names.filter(isKnown);
    const needs = bucketNeeds(trail, name ?? bucket.names[0] ?? "*", bucket.label, organizationId);
    const documents = documentsOf(stack, bucket, stack.bucketPolicies, stack.buckets);
    const findings = checkPolicies(trail, what, documents, needs);
    // A bucket's policy is usually a separate resource, and what is left of it here outlives that resource.
    return findings.length === 0 && documents.observed
        ? [
              {
                  kind: "undetermined",
                  trail,
                  form: "claim",
                  headline: message(
                      "policy-only-observed",
                      "can deliver as long as its {what} keeps the policy that it had at the last refresh, which may be declared outside of this stack",
                      { what },
                  ),
                  fix: {
                      headline: message("declare-policy", "declare it as a bucket policy of its own (BucketPolicy)"),
                  },
              },
          ]
        : findings;
}

function checkKey(stack: Stack, trail: StackTrail): StackFinding[] {
    const key = followKey(trail.key, stack);
    switch (key.kind) {
        case "elsewhere":
            return [];
        case "unknown":
            return [{ kind: "undetermined", form: "question", trail, headline: WHICH_KEY }];
        case "declared": {
            const what = message("key", "KMS key {name}", { name: { text: key.target.label } });
            const documents = documentsOf(stack, key.target, stack.keyPolicies, stack.keys);
            return [...checkKeyUse(trail, what, key.target), ...checkPolicies(trail, what, documents, keyNeeds(trail))];
        }
    }
}

/** Source: Amazon S3 user guide, "Using server-side encryption with AWS KMS keys (SSE-KMS)". */
function checkKeyUse(trail: StackTrail, what: Message, { enabled, symmetric }: StackKey): StackFinding[] {
    const use = (able: Value<boolean>, unable: string): StackFinding[] => {
        const data = { what, unable };
        if (isUnknown(able)) {
            const headline = message("key-may-be-unusable", "whether its {what} {unable}", data);
            return [{ kind: "undetermined", form: "question", trail, headline }];
        }
        return able
            ? []
            : [
                  {
                      kind: "violation",
                      trail,
                      headline: message("key-unusable", "can't deliver: its {what} {unable}", data),
                  },
              ];
    };
    return [
        ...use(enabled, "is disabled"),
        ...use(symmetric, "is not a symmetric encryption key, the only kind that S3 accepts"),
    ];
}
