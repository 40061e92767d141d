import { BEDROCK_RESOURCE_TYPES } from "../../cloudtrail/bedrock/bedrock";
import { EXAMPLE_IDENTITY } from "../../cloudtrail/bedrock/requirement";
import { isField } from "../../cloudtrail/event";

/** Strings in a trail's properties that a message must not repeat, because they may be secret. */
export type SecretTexts = ReadonlySet<string>;

/** What a message says instead. */
export const WITHHELD = "(withheld)";

/** Every string in a trail's properties, except AWS's own words, which reveal nothing about the user's. */
export function ownTexts(properties: unknown): SecretTexts {
    const texts = new Set<string>();
    collect(properties, texts);
    return texts;
}

function collect(value: unknown, texts: Set<string>): void {
    if (typeof value === "string") {
        if (!isVocabulary(value)) {
            texts.add(value);
        }
    } else if (typeof value === "object" && value !== null) {
        for (const entry of Object.values(value)) {
            collect(entry, texts);
        }
    }
}

/** Does text reveal something that has to be withheld? Text that is in the example events anyway doesn't. */
export function leaks(text: string, withheld: SecretTexts): boolean {
    return [...withheld].some(own => text.includes(own) && !EXAMPLES.some(example => example.includes(generic(own))));
}

/** The same, in the partition of the examples. */
function generic(text: string): string {
    return text.replace(/^arn:[^:]*:/, "arn:aws:");
}

const EXAMPLES: readonly string[] = [
    `arn:aws:${EXAMPLE_IDENTITY}`,
    ...[...BEDROCK_RESOURCE_TYPES.values()].map(({ exampleArn }) => exampleArn),
];
const OPERATIONS: ReadonlySet<string> = new Set(
    [...BEDROCK_RESOURCE_TYPES.values()].flatMap(({ operations, apiOperations }) => [...operations, ...apiOperations]),
);
const WORDS: ReadonlySet<string> = new Set([
    "",
    "true",
    "false",
    "Data",
    "Management",
    "NetworkActivity",
    "All",
    "ReadOnly",
    "WriteOnly",
]);

/**
 * One of AWS's own words: a field, a resource type, an event source, a Bedrock operation, all resources of a service. So is the
 * name of a selector that a fix adds.
 */
export function isVocabulary(text: string): boolean {
    return (
        WORDS.has(text) ||
        isField(text) ||
        OPERATIONS.has(text) ||
        /^AWS::\w{1,30}::\w{1,60}$/.test(text) ||
        /^[a-z-]{1,30}\.amazonaws\.com$/.test(text) ||
        /^arn:aws[a-z-]{0,10}:(s3|lambda|dynamodb)$/.test(text) ||
        /^Log all (management|AWS::\w{1,30}::\w{1,60} data) events$/.test(text)
    );
}
