import { BEDROCK_RESOURCE_TYPES } from "../../cloudtrail/bedrock/bedrock";
import type { PropertySchema } from "./configuration";

/** Which resource types a configuration asks for. */
export interface TypesConfig {
    readonly resourceTypes?: readonly string[];
    readonly presets?: readonly ("bedrock" | "bedrock-agentcore")[];
}

/** The configuration properties that name resource types. */
export const TYPES_SCHEMA: Readonly<Record<keyof TypesConfig, PropertySchema>> = {
    resourceTypes: {
        type: "array",
        description:
            "Resource types whose data events must all be logged, such as `AWS::Bedrock::FlowAlias`; CloudTrail's names.",
        items: {
            type: "string",
            pattern: "^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$",
            description: "A resource type is written AWS::Service::Type.",
        },
    },
    presets: {
        type: "array",
        description:
            "All resource types of a service that this version of the pack knows: `bedrock` (`AWS::Bedrock::…`), `bedrock-agentcore` (`AWS::BedrockAgentCore::…`).",
        items: { type: "string", enum: ["bedrock", "bedrock-agentcore"] },
    },
};

/** The resource types that a configuration asks for, each once. */
export function configuredTypes({ resourceTypes = [], presets = [] }: TypesConfig): string[] {
    const ofPresets = [...BEDROCK_RESOURCE_TYPES.values()].filter(({ service }) => presets.includes(service));
    return [...new Set([...resourceTypes, ...ofPresets.map(({ type }) => type)])];
}
