import * as aws from "@pulumi/aws";
import { Trail } from "./trail";

const logs = new aws.s3.Bucket("trail-logs");

// A selector for agents, but for no service that invokes them on a user's behalf, and none for knowledge bases.
// The operators of aws-native have the API's own names: notStartsWith, not notStartsWiths.
new Trail("audit", {
    isLogging: true,
    isMultiRegionTrail: true,
    s3BucketName: logs.id,
    advancedEventSelectors: [
        { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
        {
            name: "Agents",
            fieldSelectors: [
                { field: "eventCategory", equals: ["Data"] },
                { field: "resources.type", equals: ["AWS::Bedrock::AgentAlias"] },
                { field: "userIdentity.arn", startsWith: ["arn:aws:sts::"] },
            ],
        },
    ],
});
