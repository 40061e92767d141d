import { requirementOf } from "../cloudtrail/bedrock/requirement";
import { DIALECTS } from "../cloudtrail/selectors/dialect";
import { writeSelectors } from "../cloudtrail/selectors/write-selectors";

/** The properties of an `aws.cloudtrail.Trail` for examples: it logs what AWS logs by default. */
export const EXAMPLE_TRAIL = { s3BucketName: "example-trail-logs", isMultiRegionTrail: true };

/** The same trail with the selectors that log these requirements, and nothing else. */
export function exampleTrailFor(...requirements: readonly string[]): Readonly<Record<string, unknown>> {
    return {
        ...EXAMPLE_TRAIL,
        advancedEventSelectors: writeSelectors(
            requirements.map(name => requirementOf(name).selector),
            DIALECTS["pulumi-aws"],
        ),
    };
}
