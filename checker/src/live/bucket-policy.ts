import type { Trail } from "../../../src/cloudtrail/trail";
import { isKnown } from "../../../src/cloudtrail/value";
import { decideAccess } from "../../../src/compliance/stack/access";
import { bucketNeeds } from "../../../src/compliance/stack/delivery";
import { readPolicyDocument } from "../../../src/compliance/stack/read-policy-document";
import type { TrailReading } from "./account-reading";

/** What the policy of a trail's bucket says of its deliveries; `undefined` where it was not asked for. */
export function describeBucketPolicy(
    { arn, homeRegion, bucketPolicy }: TrailReading,
    trail: Trail,
): string | undefined {
    const bucket = trail.s3BucketName;
    if (bucketPolicy === undefined || bucket === undefined || !isKnown(bucket)) {
        return undefined;
    }
    if ("failure" in bucketPolicy) {
        return `could not be read: ${bucketPolicy.failure}`;
    }
    const document = bucketPolicy.value === null ? { statements: [] } : readPolicyDocument(bucketPolicy.value);
    if ("problem" in document) {
        return `can't be told: ${document.problem}`;
    }
    const stackTrail = { id: arn, label: trail.label, trail, region: homeRegion, bucket: NO_LINK, key: NO_LINK };
    const refused = bucketNeeds(stackTrail, bucket, undefined).flatMap(({ request, needed, place }) => {
        const { allowed, because } = decideAccess(document.statements, request);
        return needed !== true || allowed === "yes"
            ? []
            : [{ allowed, text: `${request.action} on ${place}: ${because}` }];
    });
    const [first] = [...refused].sort((a, b) => (a.allowed < b.allowed ? -1 : 1));
    if (first === undefined) {
        return "lets CloudTrail deliver";
    }
    return `${first.allowed === "no" ? "does not let CloudTrail deliver" : "may not let CloudTrail deliver"}: ${first.text}`;
}

const NO_LINK = { targets: [] };
