import { partitionOfArn, partitionOfRegion } from "../bedrock/partition";
import type { AdvancedEventSelector, TrailSelectors } from "../selectors/event-selector";
import { isKnown, isUnknown, knownList, Unknown, type Value } from "../value";
import type { Trail } from "./trail";

type Tells = "arn" | "homeRegion" | "kmsKeyId" | "cloudWatchLogsLogGroupArn" | "cloudWatchLogsRoleArn";

/** The parts of a trail that determine its partition. */
type Named = { readonly [Name in Tells]: Trail[Name] | undefined } & Pick<Trail, "selectors">;

/**
 * The partition of a trail: that of its ARN, of its Region, or of a resource that it uses, because AWS doesn't let a trail use
 * those of another. Without any of them it is `aws`, unless the selectors name another one: then it isn't known.
 * @param known the provider's Region, used if the trail has none, and the partition, if only that is known
 */
export function partitionOfTrail(
    trail: Named,
    { region, partition }: { readonly region?: Value<string> | undefined; readonly partition?: string | undefined },
): Value<string> {
    const ofArn = partitionIn(trail.arn);
    if (ofArn !== undefined) {
        return ofArn;
    }
    const home = isUnknown(trail.homeRegion) ? region : (trail.homeRegion ?? region);
    if (typeof home === "string") {
        return partitionOfRegion(home);
    }
    return (
        partitionIn(trail.kmsKeyId) ??
        partitionIn(trail.cloudWatchLogsRoleArn) ??
        partitionIn(trail.cloudWatchLogsLogGroupArn) ??
        partition ??
        home ??
        (namesAnotherPartition(trail.selectors) ? new Unknown() : "aws")
    );
}

function partitionIn(arn: Value<string> | undefined): string | undefined {
    return typeof arn === "string" ? partitionOfArn(arn) : undefined;
}

/** Is there an ARN, or the beginning of one, of a partition other than `aws`? */
function namesAnotherPartition({ advanced }: TrailSelectors): boolean {
    return knownList(advanced)
        .flatMap(selector => (isKnown(selector) ? valuesOf(selector) : []))
        .some(value => value.startsWith("arn:aws-"));
}

function valuesOf({ fieldSelectors }: AdvancedEventSelector): readonly string[] {
    return knownList(fieldSelectors)
        .filter(isKnown)
        .flatMap(({ operators }) => Object.values(operators).flatMap(values => knownList(values)))
        .filter(isKnown);
}
