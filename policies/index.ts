import type { TrailPolicy } from "../src/compliance/policy/policy";
import type { Policy, StackPolicy } from "../src/compliance/stack/stack-policy";
import bedrockAgentAliasEvents from "./cloudtrail-bedrock-agent-alias-events";
import bedrockDataEvents from "./cloudtrail-bedrock-data-events";
import bedrockKnowledgeBaseEvents from "./cloudtrail-bedrock-knowledge-base-events";
import bedrockManagementEvents from "./cloudtrail-bedrock-management-events";
import bedrockSourceEvents from "./cloudtrail-bedrock-source-events";
import bucketPolicy from "./cloudtrail-bucket-policy";
import cloudWatchLogs from "./cloudtrail-cloudwatch-logs";
import eventSelectorsValid from "./cloudtrail-event-selectors-valid";
import kmsEncryption from "./cloudtrail-kms-encryption";
import logFileValidation from "./cloudtrail-log-file-validation";
import loggingEnabled from "./cloudtrail-logging-enabled";
import multiRegion from "./cloudtrail-multi-region";
import s3Delivery from "./cloudtrail-s3-delivery";
import trailRequired from "./cloudtrail-trail-required";

/** Every policy for trails, in the order in which they run and remediate. With the list below, the only registry. */
export const trailPolicies: readonly TrailPolicy[] = [
    multiRegion,
    s3Delivery,
    loggingEnabled,
    bedrockManagementEvents,
    bedrockAgentAliasEvents,
    bedrockKnowledgeBaseEvents,
    bedrockDataEvents,
    eventSelectorsValid,
    logFileValidation,
    kmsEncryption,
    cloudWatchLogs,
];

/** Every policy for whole stacks: few, because each costs a pass over all resources. */
export const stackPolicies: readonly StackPolicy[] = [trailRequired(trailPolicies), bucketPolicy, bedrockSourceEvents];

/** Every policy, in the order of the lists above. */
export const policies: readonly Policy[] = [...trailPolicies, ...stackPolicies];
