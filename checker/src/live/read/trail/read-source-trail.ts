import { readTrail } from "../../../../../src/cloudtrail/recorders/read-trail";
import type { Trail } from "../../../../../src/cloudtrail/recorders/trail";
import { DIALECTS } from "../../../../../src/cloudtrail/selectors/dialect";
import { Unknown } from "../../../../../src/cloudtrail/value";
import type { SourceTrail, UnreadTrail } from "../../../sources/source-trail";
import { parseTrailArn } from "../../aws/arn";
import type { TrailReading } from "../account/account-reading";
import type { ApiAnswer } from "../api-answer";
import { factsOf } from "../stack/facts";
import { deliveryStack, stackTrail } from "../stack/live-stack";

/**
 * A trail as policies see it, or why nothing is known about it.
 * @param accountName the name of its account, if known
 */
export function readSourceTrail(reading: TrailReading, accountName: string | undefined): SourceTrail | UnreadTrail {
    const { arn, name, description, selectors, status } = reading;
    const common = { id: arn, place: { address: arn }, group: parseTrailArn(arn)?.account ?? arn };
    if ("failure" in selectors && "failure" in status && "failure" in description) {
        return { ...common, name, reason: reasonOf([selectors.failure, status.failure, description.failure]) };
    }
    const properties = {
        ...valueOrUnknown(description, DESCRIBED),
        ...valueOrUnknown(selectors, ["EventSelectors", "AdvancedEventSelectors"]),
        ...valueOrUnknown(status, ["IsLogging", "LatestDeliveryError"]),
        Name: name,
        TrailARN: arn,
        HomeRegion: reading.homeRegion,
    };
    const trail = readTrail(properties, { recorder: "Trail", dialect: DIALECTS["aws-api"] });
    return {
        ...common,
        trail,
        identifiers: [arn],
        secrets: new Set(),
        inStack: inStack(reading, trail),
        facts: factsOf(reading, accountName),
    };
}

/** Failures of several calls; those with the same reason are merged. */
function reasonOf(failures: readonly string[]): string {
    const operations = new Map<string, string[]>();
    for (const failure of failures) {
        const [, operation = "", why = failure] = /^(\w+) (.*)$/s.exec(failure) ?? [];
        operations.set(why, [...(operations.get(why) ?? []), operation]);
    }
    return [...operations].map(([why, names]) => `${names.join(", ")} ${why}`.trim()).join("; ");
}

function inStack(reading: TrailReading, trail: Trail): SourceTrail["inStack"] {
    return reading.delivery === undefined
        ? { missing: "the policies of its bucket and its KMS key are read only by check --aws --bucket-policies" }
        : { stack: deliveryStack(reading, trail, reading.delivery), trail: stackTrail(reading, trail) };
}

/** The properties that policies use in a trail's description. */
const DESCRIBED = [
    "IsMultiRegionTrail",
    "IncludeGlobalServiceEvents",
    "IsOrganizationTrail",
    "S3BucketName",
    "S3KeyPrefix",
    "LogFileValidationEnabled",
    "KmsKeyId",
    "CloudWatchLogsLogGroupArn",
    "CloudWatchLogsRoleArn",
];

/** The properties in the answer of a call, or each as one that could not be read. */
function valueOrUnknown(answer: ApiAnswer, names: readonly string[]): Record<string, unknown> {
    return "value" in answer
        ? { ...answer.value }
        : Object.fromEntries(names.map(name => [name, new Unknown(undefined, answer.failure)]));
}
