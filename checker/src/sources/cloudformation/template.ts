/** What of a template decides the values of its functions. */
export interface Template {
    readonly mappings: unknown;
    /** What `Ref` stands for, by name, as far as it is known. */
    readonly values: ReadonlyMap<string, string>;
}

/**
 * What AWS defines for every template. Nothing in a template tells its partition, so it is taken to be `aws`, like that of
 * a trail: what is built with this value fits the trail wherever it is deployed.
 */
export const PSEUDO_PARAMETERS: Template["values"] = new Map([
    ["AWS::Partition", "aws"],
    ["AWS::URLSuffix", "amazonaws.com"],
]);
