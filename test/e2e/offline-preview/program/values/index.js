const pulumi = require("@pulumi/pulumi");

const data = (type, ...fields) => ({
    fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: [type] },
        ...fields,
    ],
});
const management = { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] };
const agentAlias = "AWS::Bedrock::AgentAlias";
const knowledgeBase = "AWS::Bedrock::KnowledgeBase";

const agent = new pulumi.CustomResource("aws:bedrock/agent:Agent", "agent", { agentName: "a", agentArn: undefined });

const trail = (name, inputs) =>
    new pulumi.CustomResource("aws:cloudtrail/trail:Trail", name, {
        s3BucketName: "logs",
        isMultiRegionTrail: true,
        enableLogFileValidation: true,
        ...inputs,
    });

trail("complete", { advancedEventSelectors: [management, data(agentAlias), data(knowledgeBase)] });
trail("unknown-bucket", { s3BucketName: agent.id });
trail("unknown-list", { advancedEventSelectors: agent.id });
trail("unknown-value", {
    advancedEventSelectors: [
        management,
        data(agentAlias, { field: "resources.ARN", startsWiths: [agent.agentArn] }),
        data(knowledgeBase),
    ],
});
trail("secret-value", {
    kmsKeyId: pulumi.secret("arn:aws:kms:eu-west-1:111122223333:key/hunter2"),
    advancedEventSelectors: [
        management,
        data(agentAlias, {
            field: "userIdentity.arn",
            notEquals: [pulumi.secret("arn:aws:iam::111122223333:role/hunter3")],
        }),
    ],
});
trail("secret-list", { advancedEventSelectors: pulumi.secret([management, data(agentAlias)]) });
