import { quote } from "../../cloudtrail/quote";
import { isKnown, isUnknown } from "../../cloudtrail/value";
import { decideAccess } from "./access";
import { bucketNeeds, type DeliveryNeed, keyNeeds } from "./delivery";
import type { StackFinding } from "./finding";
import { attachedTo, follow } from "./link";
import { isPublicByAcl, isPublicByPolicy } from "./public-bucket";
import { readPolicyDocument } from "./read-policy-document";
import type { AttachedPolicy, Declared, PublicAccessBlock, Stack, StackBucket, StackKey, StackTrail } from "./stack";

/**
 * Judges whether a trail can write to its bucket: whether the policies of the bucket and of the key let CloudTrail, and
 * whether nobody else can. Where the bucket isn't the stack's own nothing can be said.
 * @param organizationId of the organization whose trails are organization trails, where it is known
 */
export function checkDelivery(
    stack: Stack,
    trail: StackTrail,
    organizationId: string | undefined,
): readonly StackFinding[] | undefined {
    const bucket = follow(trail.bucket, stack.buckets);
    switch (bucket.kind) {
        case "elsewhere":
            return undefined;
        case "unknown":
            return [
                { kind: "undetermined", trail, summary: "which of this stack's buckets it writes to is not known yet" },
            ];
        case "declared": {
            const findings = [
                ...checkBucketPolicy(stack, trail, bucket.target, organizationId),
                ...checkPublic(stack, trail, bucket.target),
                ...checkKey(stack, trail),
            ];
            return findings.length > 0 ? findings : doubts(stack, trail, bucket.target);
        }
    }
}

/** Why what complies as far as it is shown may not comply all the same. */
function doubts(stack: Stack, trail: StackTrail, bucket: StackBucket): StackFinding[] {
    const key = follow(trail.key, stack.keys);
    const involved: readonly Declared[] = [
        bucket,
        ...attachedTo(bucket, stack.bucketPolicies, stack.buckets).attached,
        ...attachedTo(bucket, stack.publicAccessBlocks, stack.buckets).attached,
        ...(key.kind === "declared"
            ? [key.target, ...attachedTo(key.target, stack.keyPolicies, stack.keys).attached]
            : []),
    ];
    const doubtful = involved.find(({ condition }) => condition !== undefined && condition !== trail.condition);
    const reason =
        doubtful === undefined
            ? stack.incomplete
            : `${quote(doubtful.label)} is only there on the condition ${quote(doubtful.condition ?? "")}`;
    return reason === undefined ? [] : [{ kind: "undetermined", trail, summary: reason }];
}

function checkBucketPolicy(
    stack: Stack,
    trail: StackTrail,
    bucket: StackBucket,
    organizationId: string | undefined,
): StackFinding[] {
    const what = `bucket ${quote(bucket.label)}`;
    const [name] = bucket.names.filter(isKnown);
    const needs = bucketNeeds(trail, name ?? bucket.names[0] ?? "*", organizationId);
    return checkPolicies(trail, what, documentsOf(stack, bucket, stack.bucketPolicies, stack.buckets), needs);
}

function checkKey(stack: Stack, trail: StackTrail): StackFinding[] {
    const key = follow(trail.key, stack.keys);
    switch (key.kind) {
        case "elsewhere":
            return [];
        case "unknown":
            return [
                { kind: "undetermined", trail, summary: "which of this stack's KMS keys it uses is not known yet" },
            ];
        case "declared": {
            const documents = documentsOf(stack, key.target, stack.keyPolicies, stack.keys);
            return checkPolicies(trail, `KMS key ${quote(key.target.label)}`, documents, keyNeeds(trail));
        }
    }
}

interface Documents {
    readonly documents: readonly unknown[];
    /** May there be others, of something that isn't known yet? */
    readonly possible: boolean;
}

function documentsOf<T extends StackBucket | StackKey>(
    { incomplete }: Stack,
    thing: T,
    policies: readonly AttachedPolicy[],
    things: readonly T[],
): Documents {
    const { attached, possible } = attachedTo(thing, policies, things);
    // Beside a policy of its own resource, the bucket's or the key's own property shows what that was at the last refresh.
    const own = attached.length > 0 || thing.policy === undefined ? [] : [thing.policy];
    return {
        documents: [...attached.map(({ document }) => document), ...own],
        possible: possible.length > 0 || incomplete !== undefined,
    };
}

function checkPolicies(
    trail: StackTrail,
    what: string,
    { documents, possible }: Documents,
    needs: readonly DeliveryNeed[],
): StackFinding[] {
    if (documents.length === 0) {
        return possible
            ? [{ kind: "undetermined", trail, summary: `whether its ${what} has a policy is not known yet` }]
            : [
                  {
                      kind: "violation",
                      trail,
                      summary: `can't deliver: its ${what} has no policy, and by default CloudTrail is allowed nothing`,
                      advice: adviceOf(what, needs),
                  },
              ];
    }
    return documents.flatMap(document => checkPolicy(trail, what, document, needs));
}

function checkPolicy(trail: StackTrail, what: string, raw: unknown, needs: readonly DeliveryNeed[]): StackFinding[] {
    const document = readPolicyDocument(raw);
    if ("problem" in document) {
        const summary = `can't deliver: the policy of its ${what} is not valid: ${document.problem}`;
        return [{ kind: "violation", trail, summary }];
    }
    const decided = needs.map(need => ({ need, access: decideAccess(document.statements, need.request) }));
    const refused = decided.filter(({ need, access }) => access.allowed === "no" && need.needed === true);
    const doubtful = decided.filter(({ access }) => access.allowed !== "yes");
    if (refused.length > 0) {
        const missing = refused.filter(({ access }) => !access.denied).map(({ need }) => need);
        return [
            {
                kind: "violation",
                trail,
                summary: `can't deliver: the policy of its ${what} does not let CloudTrail`,
                details: refused.map(({ need, access }) => `${requestOf(need)}: ${access.because}`),
                advice: missing.length === 0 ? undefined : adviceOf(what, missing),
            },
        ];
    }
    return doubtful.length === 0
        ? []
        : [
              {
                  kind: "undetermined",
                  trail,
                  summary: `whether the policy of its ${what} lets CloudTrail deliver`,
                  details: doubtful.map(({ need, access }) => `${requestOf(need)}: ${doubtOf(need, access.because)}`),
              },
          ];
}

function requestOf({ request, place }: DeliveryNeed): string {
    return `${request.action} on ${place}`;
}

function doubtOf({ needed }: DeliveryNeed, because: string): string {
    return isUnknown(needed) ? `${because} (needed if it is an organization trail, which is not known yet)` : because;
}

function adviceOf(what: string, needs: readonly DeliveryNeed[]): string {
    const statements = needs.map(({ statement }) => JSON.stringify(statement));
    return `add to the policy of its ${what}: ${statements.join(", ")}`;
}

function checkPublic(stack: Stack, trail: StackTrail, bucket: StackBucket): StackFinding[] {
    const what = `bucket ${quote(bucket.label)}`;
    const attachedBlocks = attachedTo(bucket, stack.publicAccessBlocks, stack.buckets);
    const blocks: PublicAccessBlock[] = [
        ...attachedBlocks.attached,
        ...(bucket.publicAccessBlock === undefined ? [] : [bucket.publicAccessBlock]),
    ];
    const acls = [bucket, ...attachedTo(bucket, stack.bucketAcls, stack.buckets).attached].map(({ acl }) => acl);
    const findings = acls.flatMap((acl): StackFinding[] => {
        const answer = isPublicByAcl(acl, blocks);
        const shown = answer === "yes" ? `the ACL ${acl}` : "an ACL or a public access block that is not known yet";
        return answer === "no" ? [] : [publicFinding(trail, answer, `writes to a public bucket: ${what} has ${shown}`)];
    });
    const { documents } = documentsOf(stack, bucket, stack.bucketPolicies, stack.buckets);
    return [
        ...findings,
        ...documents.flatMap((raw): StackFinding[] => {
            const document = readPolicyDocument(raw);
            const statements = "problem" in document ? [] : document.statements;
            const { answer, statement } = isPublicByPolicy(statements, blocks);
            return answer === "no" || statement === undefined
                ? []
                : [
                      publicFinding(
                          trail,
                          answer,
                          `writes to a public bucket: ${statement.label} of the policy of ${what} is for everyone`,
                      ),
                  ];
        }),
    ];
}

function publicFinding(trail: StackTrail, answer: "yes" | "unknown", summary: string): StackFinding {
    return answer === "yes"
        ? { kind: "violation", trail, summary, advice: "take that grant away, or block public access to the bucket" }
        : { kind: "undetermined", trail, summary: `whether it ${summary}` };
}
