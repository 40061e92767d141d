// The parts of the AWS SDK that are used. Built into a separate file (scripts/build.js) that is loaded only for live
// accounts: it takes longer to load than everything else together.
export { AccountClient, ListRegionsCommand } from "@aws-sdk/client-account";
export {
    AthenaClient,
    GetQueryExecutionCommand,
    GetQueryResultsCommand,
    StartQueryExecutionCommand,
    StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
export {
    CloudTrailClient,
    DescribeTrailsCommand,
    GetEventDataStoreCommand,
    GetEventSelectorsCommand,
    GetInsightSelectorsCommand,
    GetTrailCommand,
    GetTrailStatusCommand,
    ListEventDataStoresCommand,
    ListPublicKeysCommand,
    ListTagsCommand,
    ListTrailsCommand,
    LookupEventsCommand,
    PutEventSelectorsCommand,
    StartLoggingCommand,
    UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
export { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } from "@aws-sdk/client-kms";
export { DescribeOrganizationCommand, ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
export {
    GetBucketAclCommand,
    GetBucketPolicyCommand,
    GetObjectCommand,
    GetPublicAccessBlockCommand,
    ListObjectsV2Command,
    S3Client,
} from "@aws-sdk/client-s3";
export { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
export { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
export { memoize } from "@smithy/core/config";
export { ObservabilityAdminClient, observabilityAdminCommand } from "./observability-admin-client";
export { EnvironmentProxyAgent } from "./proxy-agent";
