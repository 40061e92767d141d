// The usual pattern of "only in the management account", in each way of asking: a preview without the account sees nothing of
// the trail.
const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");

const trail = name => new aws.cloudtrail.Trail(`trail-${name}`, { s3BucketName: "logs" });

const WAYS = {
    output: () => aws.getCallerIdentityOutput({}).accountId.apply(trail),
    awaited: async () => {
        if ((await aws.getRegion({})).region === "eu-west-1") {
            trail("eu-west-1");
        }
    },
    reference: () => new pulumi.StackReference("acme/accounts/prod").getOutput("management").apply(trail),
    existing: () => aws.s3.Bucket.get("logs", "logs").region.apply(trail),
};

module.exports = async () => {
    for (const way of new pulumi.Config().require("ways").split(" ")) {
        await WAYS[way]();
    }
};
