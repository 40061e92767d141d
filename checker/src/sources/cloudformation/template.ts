import { partitionOfRegion } from "../../../../src/cloudtrail/bedrock/partition";

/** The values of `Ref`, by name: a parameter's value, or a list parameter's. */
export type TemplateValues = ReadonlyMap<string, string | readonly string[]>;

/** The parts of a template that decide the values of its functions. */
export interface Template {
    readonly mappings: unknown;
    /** The values of `Ref`, as far as they are known or assumed. */
    readonly values: TemplateValues;
    /** Which of these are known: parameters that were given, and the environment of a stack. */
    readonly given: TemplateValues;
    /** The type of each resource, by its logical ID, if it is written literally. */
    readonly resourceTypes: ReadonlyMap<string, string>;
    /** The conditions that are decided. */
    readonly conditions: ReadonlyMap<string, boolean>;
}

/** What is known about the stack that a template is deployed as. */
export interface Deployment {
    readonly region?: string | undefined;
    /** Its partition, if that is known and its Region isn't. */
    readonly partition?: string | undefined;
    readonly account?: string | undefined;
    /** The name of the stack, if it isn't the template's file. */
    readonly name?: string | undefined;
    /** The values of its parameters, as set by the user. */
    readonly parameters: (name: string) => string | undefined;
}

/** Nothing is known about how a template is deployed. */
export const ANYWHERE: Deployment = { parameters: () => undefined };

/** The partition of a stack, as far as it is known. */
export function partitionOf({ region, partition }: Deployment): string | undefined {
    return region === undefined ? partition : partitionOfRegion(region);
}

/** What the environment of a stack defines. */
export function environmentOf(deployment: Deployment): TemplateValues {
    const { region, account } = deployment;
    const partition = partitionOf(deployment);
    const defined: readonly (readonly [string, string | undefined])[] = [
        ["AWS::Region", region],
        ["AWS::Partition", partition],
        ["AWS::URLSuffix", partition === "aws-cn" ? "amazonaws.com.cn" : undefined],
        ["AWS::AccountId", account],
    ];
    return new Map(defined.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

/**
 * What AWS defines for every template. Nothing in a template shows its partition, so it is assumed to be `aws`, like
 * that of a trail: values built from it fit the trail wherever it is deployed.
 */
export const PSEUDO_PARAMETERS: TemplateValues = new Map([
    ["AWS::Partition", "aws"],
    ["AWS::URLSuffix", "amazonaws.com"],
]);
