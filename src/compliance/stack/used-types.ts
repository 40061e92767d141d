import { AGENT_ALIAS, KNOWLEDGE_BASE } from "../../cloudtrail/bedrock/requirement";
import type { BedrockUse } from "../policy/policy";
import type { Stack, UsedResource } from "./resources/stack";

const uses = new WeakMap<Stack["bedrock"], BedrockUse>();

/**
 * The types of data events that a stack uses, judging by what it declares; `undefined` if its source doesn't show that
 * at all, as for an account if only its trails are read.
 */
export function useOf({ bedrock, bedrockUnread, incomplete }: Stack): BedrockUse | undefined {
    if (bedrock.length === 0 && bedrockUnread !== undefined) {
        return undefined;
    }
    const present = uses.get(bedrock) ?? { types: byType(bedrock), unread: bedrockUnread ?? incomplete };
    uses.set(bedrock, present);
    return present;
}

function byType(resources: readonly UsedResource[]): ReadonlyMap<string, readonly string[]> {
    const types = [...new Set(resources.flatMap(({ dataEvents }) => dataEvents))];
    return new Map(
        types.map(type => [
            type,
            resources.filter(({ dataEvents }) => dataEvents.includes(type)).map(({ label }) => label),
        ]),
    );
}

/** Agents, agent aliases and knowledge bases: what the AWS page on Bedrock and CloudTrail is about. */
export function isAgentOrKnowledgeBase({ dataEvents }: UsedResource): boolean {
    return dataEvents.includes(AGENT_ALIAS) || dataEvents.includes(KNOWLEDGE_BASE);
}
