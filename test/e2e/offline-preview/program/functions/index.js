const pulumi = require("@pulumi/pulumi");

const IDENTITY = "aws:index/getCallerIdentity:getCallerIdentity";

module.exports = async () => {
    const awaited = await pulumi.runtime.invoke(IDENTITY, {});
    const output = pulumi.runtime.invokeOutput(IDENTITY, {});
    const single = pulumi.runtime.invokeSingleOutput("std:index:sha1", { input: "a" });
    const bucket = pulumi.runtime.invokeOutput("aws:s3/getBucket:getBucket", { bucket: "b" });
    new pulumi.CustomResource("test:index:Answers", "answers", {
        awaited: awaited.accountId,
        text: awaited.accountId === undefined ? undefined : `logs-${awaited.accountId}`,
        applied: output.apply(({ accountId }) => `logs-${accountId}`),
        property: output.accountId,
        single,
        bucket: bucket.apply(({ arn }) => arn),
    });
};
