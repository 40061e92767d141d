const { Config, CustomResource, interpolate } = require("@pulumi/pulumi");

const config = new Config();
const data = type => ({
    fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: [type] },
    ],
});
const trail = (name, type) =>
    new CustomResource("aws:cloudtrail/trail:Trail", name, {
        s3BucketName: "logs",
        isMultiRegionTrail: true,
        advancedEventSelectors: [
            { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
            data("AWS::Bedrock::AgentAlias"),
            data(interpolate`AWS::Bedrock::${type}`),
        ],
    });

trail("direct", config.requireSecret("type"));
const parameter = new CustomResource("aws:ssm/parameter:Parameter", "kind", { value: config.requireSecret("kind") });
trail("indirect", parameter.value);
new CustomResource("aws:rds/instance:Instance", "database", { password: config.requireSecret("password") });
