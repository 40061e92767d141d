/** The selector for all management events, in the names of CloudFormation and Cloud Control. */
export const MANAGEMENT = { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] };

const data = (type: string) => ({
    FieldSelectors: [
        { Field: "eventCategory", Equals: ["Data"] },
        { Field: "resources.type", Equals: [type] },
    ],
});

/** A trail that logs everything that is required by default. */
export const COMPLYING = {
    S3BucketName: "logs",
    IsLogging: true,
    IsMultiRegionTrail: true,
    AdvancedEventSelectors: [MANAGEMENT, data("AWS::Bedrock::AgentAlias"), data("AWS::Bedrock::KnowledgeBase")],
};
