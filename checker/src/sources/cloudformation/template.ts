import { partitionOfRegion } from "../../../../src/cloudtrail/bedrock/partition";

/** What `Ref` stands for, by name: the value of a parameter, or of one that is a list. */
export type TemplateValues = ReadonlyMap<string, string | readonly string[]>;

/** What of a template decides the values of its functions. */
export interface Template {
    readonly mappings: unknown;
    /** What `Ref` stands for, as far as it is known or taken for granted. */
    readonly values: TemplateValues;
    /** What of these is known: parameters that were given, and the environment of a stack. */
    readonly given: TemplateValues;
    /** The conditions that are decided. */
    readonly conditions: ReadonlyMap<string, boolean>;
}

/** What is known of the stack that a template is deployed as. */
export interface Deployment {
    readonly region?: string | undefined;
    readonly account?: string | undefined;
    /** The name of the stack, where that isn't the file of its template. */
    readonly name?: string | undefined;
    /** The values of its parameters, as they are given. */
    readonly parameters: (name: string) => string | undefined;
}

/** Nothing is known of how a template is deployed. */
export const ANYWHERE: Deployment = { parameters: () => undefined };

/** What the environment of a stack defines. */
export function environmentOf({ region, account }: Deployment): TemplateValues {
    const ofRegion: [string, string][] =
        region === undefined
            ? []
            : [
                  ["AWS::Region", region],
                  ["AWS::Partition", partitionOfRegion(region)],
                  ...(region.startsWith("cn-") ? [["AWS::URLSuffix", "amazonaws.com.cn"] as [string, string]] : []),
              ];
    return new Map([...ofRegion, ...(account === undefined ? [] : [["AWS::AccountId", account] as const])]);
}

/**
 * What AWS defines for every template. Nothing in a template tells its partition, so it is taken to be `aws`, like that of
 * a trail: what is built with this value fits the trail wherever it is deployed.
 */
export const PSEUDO_PARAMETERS: TemplateValues = new Map([
    ["AWS::Partition", "aws"],
    ["AWS::URLSuffix", "amazonaws.com"],
]);
