import { type Message, message } from "../../cloudtrail/message";
import { isUnknown } from "../../cloudtrail/value";
import type { StackFinding } from "./finding";
import { readPolicyDocument } from "./iam/read-policy-document";
import { isPublicByAcl, isPublicByPolicy } from "./public-bucket";
import { documentsOf } from "./resources/documents";
import { attachedTo } from "./resources/link";
import type { PublicAccessBlock, Stack, StackBucket, StackTrail } from "./resources/stack";

/** Checks whether a trail writes to a bucket that is public, by its ACLs or by its policies. */
export function checkPublic(stack: Stack, trail: StackTrail, bucket: StackBucket): StackFinding[] {
    const name = { text: bucket.label };
    const attachedBlocks = attachedTo(bucket, stack.publicAccessBlocks, stack.buckets);
    const blocks: PublicAccessBlock[] = [
        ...attachedBlocks.attached,
        ...(bucket.publicAccessBlock === undefined ? [] : [bucket.publicAccessBlock]),
    ];
    const acls = [bucket, ...attachedTo(bucket, stack.bucketAcls, stack.buckets).attached];
    const granted = acls.flatMap(({ acl, groups = [] }) => [...(acl === undefined ? [] : [acl]), ...groups]);
    const findings = granted.flatMap((grant): StackFinding[] => {
        const answer = isPublicByAcl(grant, blocks);
        const headline =
            answer === "yes"
                ? message("public-by-acl", "writes to a public bucket: bucket {name} has the ACL {acl}", {
                      name,
                      acl: isUnknown(grant) ? "" : grant,
                  })
                : message(
                      "public-by-unknown-acl",
                      "writes to a public bucket: an ACL or a public access block of bucket {name} is unknown",
                      { name },
                  );
        return answer === "no" ? [] : [publicFinding(trail, answer, headline)];
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
                          message(
                              "public-by-policy",
                              "writes to a public bucket: {statement} of the policy of bucket {name} applies to everyone",
                              { statement: statement.label, name },
                          ),
                      ),
                  ];
        }),
    ];
}

const BLOCK_PUBLIC_ACCESS = message("block-public-access", "remove that grant, or block public access to the bucket");

function publicFinding(trail: StackTrail, answer: "yes" | "unknown", headline: Message): StackFinding {
    return answer === "yes"
        ? { kind: "violation", trail, headline, fix: { headline: BLOCK_PUBLIC_ACCESS } }
        : {
              kind: "undetermined",
              form: "question",
              trail,
              headline: message("may-be-public", "whether it {headline}", { headline }),
          };
}
