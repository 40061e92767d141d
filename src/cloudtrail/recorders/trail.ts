import type { Problem } from "../problem";
import type { Dialect } from "../selectors/dialect";
import type { TrailSelectors } from "../selectors/event-selector";
import type { Recorder } from "../selectors/field-rules";
import type { Value } from "../value";

/** What only a telemetry rule has. */
export interface TelemetryRuleFacts {
    /** Why it may record less than its selectors say; empty if nothing suggests that. Each is the end of a sentence. */
    readonly doubts: readonly string[];
    /** For a live rule: the enabled Regions in which it is known to be missing. */
    readonly missingRegions?: readonly string[];
    /** For a live rule: the whole of it, as its API expects it, because an update replaces all of it; and the ARNs to update. */
    readonly rule?: Readonly<Record<string, unknown>>;
    readonly updatedAt?: readonly string[];
}

/**
 * A trail, or an event data store, wherever it was declared: the one form that every policy uses. Absent properties
 * have AWS's or the provider's defaults; only those without a default are optional.
 */
export interface Trail {
    readonly recorder: Recorder;
    /** Where it was declared: the names that messages and fixes use. */
    readonly dialect: Dialect;
    /** The name that people know it by: its own, or that of the resource that declares it. */
    readonly label: string;
    readonly name?: Value<string>;
    readonly arn?: Value<string>;
    readonly homeRegion?: Value<string>;
    /** The partition, as far as it is known: see `partitionOfTrail`. */
    readonly partition: Value<string>;
    readonly isMultiRegionTrail: Value<boolean>;
    /** Does it log the events of global services? AWS requires it of a multi-Region trail. */
    readonly includeGlobalServiceEvents: Value<boolean>;
    readonly isOrganizationTrail: Value<boolean>;
    readonly isLogging: Value<boolean>;
    readonly s3BucketName?: Value<string>;
    readonly s3KeyPrefix?: Value<string>;
    readonly enableLogFileValidation: Value<boolean>;
    readonly kmsKeyId?: Value<string>;
    readonly cloudWatchLogsLogGroupArn?: Value<string>;
    readonly cloudWatchLogsRoleArn?: Value<string>;
    /** For a live trail: why its last delivery to the bucket failed. */
    readonly latestDeliveryError?: Value<string>;
    readonly selectors: TrailSelectors;
    readonly telemetryRule?: TelemetryRuleFacts;
    /** Values of the wrong shape, outside of selectors. They were read as if they were absent. */
    readonly malformed: readonly Problem[];
}
