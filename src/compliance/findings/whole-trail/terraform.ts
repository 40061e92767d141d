import { below, type WholeTrailTemplate } from "./template";

/** A file of Terraform or OpenTofu. */
export const terraformTrail: WholeTrailTemplate = selectors => `data "aws_caller_identity" "bedrock_trail" {}
data "aws_partition" "bedrock_trail" {}
data "aws_region" "bedrock_trail" {}

locals {
  bedrock_trail_account = data.aws_caller_identity.bedrock_trail.account_id
  bedrock_trail_arn     = "arn:\${data.aws_partition.bedrock_trail.partition}:cloudtrail:\${data.aws_region.bedrock_trail.id}:\${local.bedrock_trail_account}:trail/bedrock-trail"
}

resource "aws_s3_bucket" "bedrock_trail" {
  bucket_prefix = "bedrock-trail-"
}

resource "aws_s3_bucket_policy" "bedrock_trail" {
  bucket = aws_s3_bucket.bedrock_trail.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = aws_s3_bucket.bedrock_trail.arn
        Condition = { StringEquals = { "aws:SourceArn" = local.bedrock_trail_arn } }
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "\${aws_s3_bucket.bedrock_trail.arn}/AWSLogs/\${local.bedrock_trail_account}/*"
        Condition = {
          StringEquals = {
            "aws:SourceArn" = local.bedrock_trail_arn
            "s3:x-amz-acl"  = "bucket-owner-full-control"
          }
        }
      },
    ]
  })
}

resource "aws_cloudtrail" "bedrock_trail" {
  name                       = "bedrock-trail"
  s3_bucket_name             = aws_s3_bucket.bedrock_trail.id
  is_multi_region_trail      = true
  enable_log_file_validation = true${below(selectors === "" ? "" : `\n${selectors}`, "  ")}

  depends_on = [aws_s3_bucket_policy.bedrock_trail]
}`;
