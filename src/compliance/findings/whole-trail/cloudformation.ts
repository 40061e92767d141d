import { below, type WholeTrailTemplate } from "./template";

/** A CloudFormation template, or the part under `Resources`. */
export const cloudformationTrail: WholeTrailTemplate = selectors => `Resources:
  BedrockTrailLogs:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
  BedrockTrailLogsPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref BedrockTrailLogs
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: { Service: cloudtrail.amazonaws.com }
            Action: s3:GetBucketAcl
            Resource: !GetAtt BedrockTrailLogs.Arn
            Condition:
              StringEquals:
                aws:SourceArn: !Sub arn:\${AWS::Partition}:cloudtrail:\${AWS::Region}:\${AWS::AccountId}:trail/bedrock-trail
          - Effect: Allow
            Principal: { Service: cloudtrail.amazonaws.com }
            Action: s3:PutObject
            Resource: !Sub \${BedrockTrailLogs.Arn}/AWSLogs/\${AWS::AccountId}/*
            Condition:
              StringEquals:
                aws:SourceArn: !Sub arn:\${AWS::Partition}:cloudtrail:\${AWS::Region}:\${AWS::AccountId}:trail/bedrock-trail
                s3:x-amz-acl: bucket-owner-full-control
  BedrockTrail:
    Type: AWS::CloudTrail::Trail
    DependsOn: BedrockTrailLogsPolicy
    Properties:
      TrailName: bedrock-trail
      S3BucketName: !Ref BedrockTrailLogs
      IsLogging: true
      IsMultiRegionTrail: true
      EnableLogFileValidation: true${below(selectors, "      ")}`;
