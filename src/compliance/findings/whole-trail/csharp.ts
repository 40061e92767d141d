import { below, type WholeTrailTemplate } from "./template";

/** A program in C#. */
export const csharpTrail: WholeTrailTemplate = selectors => `using System.Collections.Generic;
using Pulumi;
using Aws = Pulumi.Aws;

return await Deployment.RunAsync(() =>
{
    var account = Aws.GetCallerIdentity.Invoke().Apply(identity => identity.AccountId);
    var partition = Aws.GetPartition.Invoke().Apply(found => found.Partition);
    var region = Aws.GetRegion.Invoke().Apply(found => found.Id);
    var trailArn = Output.Format($"arn:{partition}:cloudtrail:{region}:{account}:trail/bedrock-trail");

    var trailLogs = new Aws.S3.Bucket("bedrock-trail-logs");
    var trailLogsPolicy = new Aws.S3.BucketPolicy("bedrock-trail-logs", new()
    {
        Bucket = trailLogs.Id,
        Policy = Output.JsonSerialize(Output.Create(new Dictionary<string, object?>
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new[]
            {
                new Dictionary<string, object?>
                {
                    ["Effect"] = "Allow",
                    ["Principal"] = new Dictionary<string, object?> { ["Service"] = "cloudtrail.amazonaws.com" },
                    ["Action"] = "s3:GetBucketAcl",
                    ["Resource"] = trailLogs.Arn,
                    ["Condition"] = new Dictionary<string, object?>
                    {
                        ["StringEquals"] = new Dictionary<string, object?> { ["aws:SourceArn"] = trailArn },
                    },
                },
                new Dictionary<string, object?>
                {
                    ["Effect"] = "Allow",
                    ["Principal"] = new Dictionary<string, object?> { ["Service"] = "cloudtrail.amazonaws.com" },
                    ["Action"] = "s3:PutObject",
                    ["Resource"] = Output.Format($"{trailLogs.Arn}/AWSLogs/{account}/*"),
                    ["Condition"] = new Dictionary<string, object?>
                    {
                        ["StringEquals"] = new Dictionary<string, object?>
                        {
                            ["aws:SourceArn"] = trailArn,
                            ["s3:x-amz-acl"] = "bucket-owner-full-control",
                        },
                    },
                },
            },
        })),
    });

    var trail = new Aws.CloudTrail.Trail("bedrock-trail", new()
    {
        Name = "bedrock-trail",
        S3BucketName = trailLogs.Id,
        IsMultiRegionTrail = true,
        EnableLogFileValidation = true,${below(selectors, "        ")}
    }, new CustomResourceOptions { DependsOn = { trailLogsPolicy } });
});`;
