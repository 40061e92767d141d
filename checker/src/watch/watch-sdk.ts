// The parts of the AWS SDK that only the watch uses.
export {
    ConfigServiceClient,
    type Evaluation,
    ListDiscoveredResourcesCommand,
    PutEvaluationsCommand,
} from "@aws-sdk/client-config-service";
export { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
export { type AwsSecurityFinding, BatchImportFindingsCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";
export { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
export { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
