import { BEDROCK_RESOURCE_TYPES } from "./bedrock";

/**
 * The Bedrock resource type that a misspelt one probably means: one with another case, or with letters missing or added
 * at the end.
 */
export function similarType(misspelt: string): string | undefined {
    const written = misspelt.toLowerCase();
    const names = [...BEDROCK_RESOURCE_TYPES.keys()];
    const isNear = (name: string) => name.startsWith(written) || written.startsWith(name);
    const near = names
        .filter(name => isNear(name.toLowerCase()))
        .filter(name => Math.abs(name.length - misspelt.length) <= LETTERS);
    return near.sort((a, b) => Math.abs(a.length - written.length) - Math.abs(b.length - written.length))[0];
}

/** How many letters may be missing or added: `AgentAliases`, `KnowledgeBas`. */
const LETTERS = 3;
