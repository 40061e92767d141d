import type { TrailPolicy } from "../src/compliance/policy";
import bedrockAgentAliasEvents from "./cloudtrail-bedrock-agent-alias-events";
import bedrockDataEvents from "./cloudtrail-bedrock-data-events";
import bedrockKnowledgeBaseEvents from "./cloudtrail-bedrock-knowledge-base-events";
import bedrockManagementEvents from "./cloudtrail-bedrock-management-events";
import cloudWatchLogs from "./cloudtrail-cloudwatch-logs";
import eventSelectorsValid from "./cloudtrail-event-selectors-valid";
import kmsEncryption from "./cloudtrail-kms-encryption";
import logFileValidation from "./cloudtrail-log-file-validation";
import loggingEnabled from "./cloudtrail-logging-enabled";
import multiRegion from "./cloudtrail-multi-region";
import s3Delivery from "./cloudtrail-s3-delivery";

/** Every policy over trails, in the order in which they run and remediate. The only registry. */
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
