import { MANAGEMENT } from "../src/cloudtrail/bedrock/requirement";
import { message } from "../src/cloudtrail/message";
import { exampleTrailFor } from "../src/compliance/example-trail";
import { AUDIT_RECORD_GENERATION } from "../src/compliance/policy/controls";
import { DATA_EVENTS_COST } from "../src/compliance/policy/cost";
import { checkSourceEvents, sourceBuckets } from "../src/compliance/stack/check-source-events";
import { defineStackPolicy } from "../src/compliance/stack/define-stack-policy";
import { inOrder } from "../src/compliance/stack/resources/in-order";

const BUCKET = { type: "aws:s3/bucket:Bucket", name: "documents", properties: { bucket: "example-documents" } };
const SOURCE = {
    type: "aws:bedrock/agentDataSource:AgentDataSource",
    name: "documents",
    properties: {
        knowledgeBaseId: "KBASE12345",
        dataSourceConfiguration: { type: "S3", s3Configuration: { bucketArn: "arn:aws:s3:::example-documents" } },
    },
};
const trail = (properties: Readonly<Record<string, unknown>>) => ({
    type: "aws:cloudtrail/trail:Trail",
    name: "trail",
    properties,
});

export default defineStackPolicy({
    name: "cloudtrail-bedrock-source-events",
    subject: "trail",
    displayName: "CloudTrail trails log the S3 data events of the buckets that knowledge bases read",
    description:
        "Where a stack declares a knowledge base that reads one of its buckets, its trails log all data events of the objects in that bucket.",
    why: "A knowledge base answers from the documents in its bucket. Changing a document changes the answers, and no Bedrock event shows it: the record of who wrote what is an S3 data event, which no trail logs by default. Buckets that the stack doesn't declare are not checked.",
    severity: "medium",
    enforcementLevel: "advisory",
    tags: ["cloudtrail", "bedrock", "s3", "data-events", "stack"],
    framework: AUDIT_RECORD_GENERATION,
    remediationSteps:
        "Add an advanced event selector with eventCategory Equals Data, resources.type Equals AWS::S3::Object and resources.ARN StartsWith the bucket's ARN followed by a slash.",
    cost: DATA_EVENTS_COST,
    examples: {
        violates: [BUCKET, SOURCE, trail(exampleTrailFor(MANAGEMENT))],
        complies: [BUCKET, SOURCE, trail(exampleTrailFor(MANAGEMENT, "AWS::S3::Object"))],
    },
    check: stack => {
        const { known, unknown } = sourceBuckets(stack);
        if (known.length + unknown.length === 0) {
            return {
                notApplicable: message(
                    "no-source-bucket",
                    "the stack does not declare a knowledge base that reads one of its buckets",
                ),
            };
        }
        return inOrder(stack.trails).flatMap(each => checkSourceEvents(stack, each));
    },
});
