// The usual pattern of "only in the management account": a preview without the account sees nothing of the trail.
const aws = require("@pulumi/aws");

aws.getCallerIdentityOutput({}).accountId.apply(
    id => new aws.cloudtrail.Trail(`trail-${id}`, { s3BucketName: "logs" }),
);
