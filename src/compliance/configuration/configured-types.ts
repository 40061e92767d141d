import { BEDROCK_RESOURCE_TYPES, type BedrockResourceType } from "../../cloudtrail/bedrock/bedrock";
import type { PropertySchema } from "./configuration";

/** The resource types that a configuration requires: their names, and presets. */
export interface TypesConfig {
    readonly resourceTypes?: readonly string[];
}

/** Which types of the catalogue a preset includes. */
const PRESETS: Readonly<Record<string, (type: BedrockResourceType) => boolean>> = {
    bedrock: ({ service }) => service === "bedrock",
    agentcore: ({ service }) => service === "bedrock-agentcore",
    mantle: ({ service }) => service === "bedrock-mantle",
    all: () => true,
};

/** The names that stand for the types of a whole service, or of all. */
export const PRESET_NAMES: readonly string[] = Object.keys(PRESETS);

/** Stands for the types that the stack itself uses. */
export const USED = "used";

/** The ID of the message that the input does not show what is in use, so the policy could not decide. */
export const USE_UNKNOWN = "use-unknown";

/** The configuration property that names resource types. */
export const TYPES_SCHEMA: Readonly<Record<keyof TypesConfig, PropertySchema>> = {
    resourceTypes: {
        type: "array",
        description:
            "Resource types whose data events must all be logged. Use CloudTrail's names, such as `AWS::Bedrock::FlowAlias`; `bedrock`, `agentcore`, `mantle` or `all` for the [types](../bedrock-events.md) of a whole service; or `used` for the types of what the stack declares: a flow, a guardrail, an AgentCore runtime and so on.",
        items: {
            type: "string",
            pattern: `^(${[...Object.keys(PRESETS), USED].join("|")}|AWS::[A-Za-z0-9]+::[A-Za-z0-9]+)$`,
            description: `A resource type is written AWS::Service::Type; or use ${[...Object.keys(PRESETS), USED].join(", ")}.`,
        },
    },
};

/**
 * The resource types that a configuration requires by name or preset, each once. A preset leaves out types that AWS was
 * reported to refuse: one such selector would cost a trail all of its selectors.
 */
export function configuredTypes({ resourceTypes = [] }: TypesConfig): string[] {
    return [...new Set(resourceTypes.flatMap(name => (name === USED ? [] : typesOf(name))))];
}

/** Does a configuration require the types in use? */
export function asksForUsed({ resourceTypes = [] }: TypesConfig): boolean {
    return resourceTypes.includes(USED);
}

function typesOf(name: string): readonly string[] {
    const preset = PRESETS[name];
    if (preset !== undefined) {
        return [...BEDROCK_RESOURCE_TYPES.values()]
            .filter(type => type.reportedRefused === undefined && preset(type))
            .map(({ type }) => type);
    }
    // If AWS documents an operation under two types, it isn't known which of them it delivers.
    const alternative = BEDROCK_RESOURCE_TYPES.get(name)?.alternativeOf;
    return alternative === undefined ? [name] : [name, alternative];
}
