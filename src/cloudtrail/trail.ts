import type { Problem } from "./problem";
import type { Dialect } from "./selectors/dialect";
import type { TrailSelectors } from "./selectors/event-selector";
import type { Recorder } from "./selectors/field-rules";
import type { Value } from "./value";

/**
 * A trail, or an event data store, wherever it was written down: the one form that every rule looks at.
 * Absent properties have been given AWS's or the provider's defaults; only what has none is optional.
 */
export interface Trail {
    readonly recorder: Recorder;
    /** Where it was written down: the names that messages and fixes use. */
    readonly dialect: Dialect;
    /** The name that people know it by: its own, or that of the resource that declares it. */
    readonly label: string;
    readonly name?: Value<string>;
    readonly arn?: Value<string>;
    readonly homeRegion?: Value<string>;
    /** The partition, from its ARN or Region: `aws` where neither is given, unknown where the Region is. */
    readonly partition: Value<string>;
    readonly isMultiRegionTrail: Value<boolean>;
    readonly isOrganizationTrail: Value<boolean>;
    readonly isLogging: Value<boolean>;
    readonly s3BucketName?: Value<string>;
    readonly s3KeyPrefix?: Value<string>;
    readonly enableLogFileValidation: Value<boolean>;
    readonly kmsKeyId?: Value<string>;
    readonly cloudWatchLogsLogGroupArn?: Value<string>;
    readonly cloudWatchLogsRoleArn?: Value<string>;
    /** Of a live trail: why its last delivery to the bucket failed. */
    readonly latestDeliveryError?: Value<string>;
    readonly selectors: TrailSelectors;
    /** Values of a wrong shape, outside of selectors. They were read as if they were absent. */
    readonly malformed: readonly Problem[];
}
