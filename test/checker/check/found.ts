import type { Gathered, SourceTrail } from "../../../checker/src/sources/source-trail";
import { readTrail } from "../../../src/cloudtrail/recorders/read-trail";
import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";

/** Selectors that log everything that the policies require. */
export const COMPLETE = ["Management", "AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase"].map(name => ({
    fieldSelectors:
        name === "Management"
            ? [{ field: "eventCategory", equals: ["Management"] }]
            : [
                  { field: "eventCategory", equals: ["Data"] },
                  { field: "resources.type", equals: [name] },
              ],
}));

/** Properties of a trail that complies with every policy that is mandatory. */
export const COMPLIANT = { s3BucketName: "logs", isMultiRegionTrail: true, advancedEventSelectors: COMPLETE };

/** A trail of a Pulumi program, as a source finds it. */
export function foundTrail(
    name: string,
    properties: Readonly<Record<string, unknown>>,
    { group = "stack", secrets = [] as readonly string[], recorder = "Trail" as "Trail" | "EventDataStore" } = {},
): SourceTrail {
    return {
        id: `${group}#${name}`,
        trail: readTrail(properties, { recorder, dialect: DIALECTS["pulumi-aws"], resourceName: name }),
        place: { file: `${group}.json`, line: 7, address: name },
        identifiers: [name],
        group,
        secrets: new Set(secrets),
    };
}

export function gathered(...trails: readonly SourceTrail[]): Gathered {
    return { trails, problems: [] };
}
