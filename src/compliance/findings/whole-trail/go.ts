import { below, type WholeTrailTemplate } from "./template";

/** A program in Go. */
export const goTrail: WholeTrailTemplate = selectors => `package main

import (
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/cloudtrail"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/s3"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		account := aws.GetCallerIdentityOutput(ctx, aws.GetCallerIdentityOutputArgs{}).AccountId()
		partition := aws.GetPartitionOutput(ctx, aws.GetPartitionOutputArgs{}).Partition()
		region := aws.GetRegionOutput(ctx, aws.GetRegionOutputArgs{}).Id()
		trailArn := pulumi.Sprintf("arn:%s:cloudtrail:%s:%s:trail/bedrock-trail", partition, region, account)

		trailLogs, err := s3.NewBucket(ctx, "bedrock-trail-logs", nil)
		if err != nil {
			return err
		}
		trailLogsPolicy, err := s3.NewBucketPolicy(ctx, "bedrock-trail-logs", &s3.BucketPolicyArgs{
			Bucket: trailLogs.ID(),
			Policy: pulumi.JSONMarshal(pulumi.Map{
				"Version": pulumi.String("2012-10-17"),
				"Statement": pulumi.Array{
					pulumi.Map{
						"Effect":    pulumi.String("Allow"),
						"Principal": pulumi.StringMap{"Service": pulumi.String("cloudtrail.amazonaws.com")},
						"Action":    pulumi.String("s3:GetBucketAcl"),
						"Resource":  trailLogs.Arn,
						"Condition": pulumi.Map{
							"StringEquals": pulumi.StringMap{"aws:SourceArn": trailArn},
						},
					},
					pulumi.Map{
						"Effect":    pulumi.String("Allow"),
						"Principal": pulumi.StringMap{"Service": pulumi.String("cloudtrail.amazonaws.com")},
						"Action":    pulumi.String("s3:PutObject"),
						"Resource":  pulumi.Sprintf("%s/AWSLogs/%s/*", trailLogs.Arn, account),
						"Condition": pulumi.Map{
							"StringEquals": pulumi.StringMap{
								"aws:SourceArn": trailArn,
								"s3:x-amz-acl":  pulumi.String("bucket-owner-full-control"),
							},
						},
					},
				},
			}),
		})
		if err != nil {
			return err
		}

		_, err = cloudtrail.NewTrail(ctx, "bedrock-trail", &cloudtrail.TrailArgs{
			Name:                    pulumi.String("bedrock-trail"),
			S3BucketName:            trailLogs.ID(),
			IsMultiRegionTrail:      pulumi.Bool(true),
			EnableLogFileValidation: pulumi.Bool(true),${below(selectors === "" ? "" : `\n${selectors}`, "\t\t\t")}
		}, pulumi.DependsOn([]pulumi.Resource{trailLogsPolicy}))
		return err
	})
}`;
