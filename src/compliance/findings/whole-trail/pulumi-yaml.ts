import { below, type WholeTrailTemplate } from "./template";

/** What a program in Pulumi YAML has under `variables` and `resources`. */
export const pulumiYamlTrail: WholeTrailTemplate = selectors => `variables:
  account:
    fn::invoke: { function: aws:getCallerIdentity, arguments: {}, return: accountId }
  partition:
    fn::invoke: { function: aws:getPartition, arguments: {}, return: partition }
  region:
    fn::invoke: { function: aws:getRegion, arguments: {}, return: id }
resources:
  bedrock-trail-logs:
    type: aws:s3:Bucket
  bedrock-trail-logs-policy:
    type: aws:s3:BucketPolicy
    properties:
      bucket: \${bedrock-trail-logs.id}
      policy:
        fn::toJSON:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: { Service: cloudtrail.amazonaws.com }
              Action: s3:GetBucketAcl
              Resource: \${bedrock-trail-logs.arn}
              Condition:
                StringEquals:
                  aws:SourceArn: arn:\${partition}:cloudtrail:\${region}:\${account}:trail/bedrock-trail
            - Effect: Allow
              Principal: { Service: cloudtrail.amazonaws.com }
              Action: s3:PutObject
              Resource: \${bedrock-trail-logs.arn}/AWSLogs/\${account}/*
              Condition:
                StringEquals:
                  aws:SourceArn: arn:\${partition}:cloudtrail:\${region}:\${account}:trail/bedrock-trail
                  s3:x-amz-acl: bucket-owner-full-control
  bedrock-trail:
    type: aws:cloudtrail:Trail
    properties:
      name: bedrock-trail
      s3BucketName: \${bedrock-trail-logs.id}
      isMultiRegionTrail: true
      enableLogFileValidation: true${below(selectors, "      ")}
    options:
      dependsOn:
        - \${bedrock-trail-logs-policy}`;
