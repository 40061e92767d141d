import { quote } from "../../cloudtrail/quote";
import type { StackFinding } from "./finding";
import { readPolicyDocument } from "./iam/read-policy-document";
import { isPublicByAcl, isPublicByPolicy } from "./public-bucket";
import { documentsOf } from "./resources/documents";
import { attachedTo } from "./resources/link";
import type { PublicAccessBlock, Stack, StackBucket, StackTrail } from "./resources/stack";

/** Judges whether a trail writes to a bucket that is public, by its ACLs or by its policies. */
export function checkPublic(stack: Stack, trail: StackTrail, bucket: StackBucket): StackFinding[] {
    const what = `bucket ${quote(bucket.label)}`;
    const attachedBlocks = attachedTo(bucket, stack.publicAccessBlocks, stack.buckets);
    const blocks: PublicAccessBlock[] = [
        ...attachedBlocks.attached,
        ...(bucket.publicAccessBlock === undefined ? [] : [bucket.publicAccessBlock]),
    ];
    const acls = [bucket, ...attachedTo(bucket, stack.bucketAcls, stack.buckets).attached];
    const granted = acls.flatMap(({ acl, groups = [] }) => [...(acl === undefined ? [] : [acl]), ...groups]);
    const findings = granted.flatMap((grant): StackFinding[] => {
        const answer = isPublicByAcl(grant, blocks);
        const shown = answer === "yes" ? `the ACL ${grant}` : "an ACL or a public access block that is not known yet";
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
