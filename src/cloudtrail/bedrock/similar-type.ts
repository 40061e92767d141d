import { distance } from "fastest-levenshtein";
import { BEDROCK_RESOURCE_TYPES } from "./bedrock";

/**
 * The Bedrock resource type that a misspelt one probably means: one with another case, with a few letters wrong, or with
 * letters missing or added at the end.
 */
export function similarType(misspelt: string): string | undefined {
    const written = misspelt.toLowerCase();
    const isNear = (name: string) =>
        distance(name, written) <= LETTERS_WRONG ||
        ((name.startsWith(written) || written.startsWith(name)) &&
            Math.abs(name.length - written.length) <= LETTERS_AT_THE_END);
    const near = [...BEDROCK_RESOURCE_TYPES.keys()].filter(name => isNear(name.toLowerCase()));
    const [nearest] = near.sort((a, b) => distance(a.toLowerCase(), written) - distance(b.toLowerCase(), written));
    return nearest;
}

/** `KnowledgBase`, `Guardrial`. */
const LETTERS_WRONG = 2;
/** `AgentAliases`, `KnowledgeB`. */
const LETTERS_AT_THE_END = 3;

/** The Bedrock resource types that a value with `*` would stand for, if event selectors had wildcards. */
export function typesMeant(pattern: string): readonly string[] {
    const [start = ""] = pattern.split("*");
    return [...BEDROCK_RESOURCE_TYPES.keys()].filter(name => name.startsWith(start));
}
