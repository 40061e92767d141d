import type { TrailPolicy } from "../src/compliance/policy";
import bedrockAgentAliasEvents from "./cloudtrail-bedrock-agent-alias-events";
import bedrockKnowledgeBaseEvents from "./cloudtrail-bedrock-knowledge-base-events";
import multiRegion from "./cloudtrail-multi-region";
import s3Delivery from "./cloudtrail-s3-delivery";

/** Every policy over trails, in the order in which they run and remediate. The only registry. */
export const trailPolicies: readonly TrailPolicy[] = [
    multiRegion,
    s3Delivery,
    bedrockAgentAliasEvents,
    bedrockKnowledgeBaseEvents,
];
