import { putSelectorsCommand } from "../aws-commands";

/**
 * Commands for a POSIX shell.
 * @param selectors in the form of the CloudTrail API; `undefined`: what a trail logs by default is enough
 */
export function awsCliTrail(selectors: readonly unknown[] | undefined): string {
    const put =
        selectors === undefined
            ? ""
            : `${putSelectorsCommand({ recorder: "Trail", name: "bedrock-trail" }, selectors)} --region "$REGION"\n`;
    return `REGION=$(aws configure get region || echo us-east-1)
ACCOUNT=$(aws sts get-caller-identity --region "$REGION" --query Account --output text)
PARTITION=$(aws sts get-caller-identity --region "$REGION" --query Arn --output text | cut -d: -f2)
BUCKET="bedrock-trail-$ACCOUNT-$REGION"
TRAIL_ARN="arn:$PARTITION:cloudtrail:$REGION:$ACCOUNT:trail/bedrock-trail"
aws s3 mb "s3://$BUCKET" --region "$REGION"
aws s3api put-bucket-policy --bucket "$BUCKET" --region "$REGION" --policy "{
  \\"Version\\": \\"2012-10-17\\",
  \\"Statement\\": [
    {
      \\"Effect\\": \\"Allow\\",
      \\"Principal\\": { \\"Service\\": \\"cloudtrail.amazonaws.com\\" },
      \\"Action\\": \\"s3:GetBucketAcl\\",
      \\"Resource\\": \\"arn:$PARTITION:s3:::$BUCKET\\",
      \\"Condition\\": { \\"StringEquals\\": { \\"aws:SourceArn\\": \\"$TRAIL_ARN\\" } }
    },
    {
      \\"Effect\\": \\"Allow\\",
      \\"Principal\\": { \\"Service\\": \\"cloudtrail.amazonaws.com\\" },
      \\"Action\\": \\"s3:PutObject\\",
      \\"Resource\\": \\"arn:$PARTITION:s3:::$BUCKET/AWSLogs/$ACCOUNT/*\\",
      \\"Condition\\": {
        \\"StringEquals\\": { \\"aws:SourceArn\\": \\"$TRAIL_ARN\\", \\"s3:x-amz-acl\\": \\"bucket-owner-full-control\\" }
      }
    }
  ]
}"
aws cloudtrail create-trail --name bedrock-trail --s3-bucket-name "$BUCKET" --is-multi-region-trail --enable-log-file-validation --region "$REGION"
${put}aws cloudtrail start-logging --name bedrock-trail --region "$REGION"`;
}
