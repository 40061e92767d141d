import { type Dialect, recorderDialect, switchOf, type TrailProperty } from "../selectors/dialect";
import type { Recorder } from "../selectors/field-rules";
import { Reader, readSelectors } from "../selectors/read-selectors";
import { isUnknown, Unknown, type Value } from "../value";
import { doubtsOf, telemetryRuleProperties } from "./telemetry-rule";
import type { TelemetryRuleFacts, Trail } from "./trail";
import { partitionOfTrail } from "./trail-partition";

/** What a source knows about a trail besides its properties. */
export interface TrailContext {
    readonly recorder: Recorder;
    readonly dialect: Dialect;
    /** The name of the resource that declares it, used if the trail's own name is unknown. */
    readonly resourceName?: string | undefined;
    /** The provider's Region, used if the properties contain none. */
    readonly region?: Value<string> | undefined;
    /** The partition that it is in, if that is known and its Region isn't. */
    readonly partition?: string | undefined;
    /** Has AWS itself shown it? Default: if it uses AWS's own names and has an ARN. */
    readonly shownByAws?: boolean | undefined;
    /** What is known about a live telemetry rule besides the rule itself. */
    readonly telemetryRule?: TelemetryRuleFacts | undefined;
}

/**
 * Reads a trail, an event data store or a telemetry rule from plain data in its dialect's names, in which `Unknown`
 * stands for unknown values. Every source ends here, so the same trail gets the same verdict wherever it is declared.
 */
export function readTrail(given: Readonly<Record<string, unknown>>, context: TrailContext): Trail {
    const dialect = recorderDialect(context.dialect, context.recorder);
    const properties = context.recorder === "TelemetryRule" ? telemetryRuleProperties(given, dialect) : given;
    const reader = new Reader(dialect);
    const string = (property: TrailProperty) => nonEmpty(reader.optional(properties, property, [], reader.string));
    const boolean = (property: TrailProperty, byDefault: Value<boolean>): Value<boolean> =>
        reader.optional(properties, property, [], reader.boolean) ?? byDefault;
    const name = string("Name");
    const arn = string("TrailARN");
    const homeRegion = string("HomeRegion");
    const optional = {
        name,
        arn,
        homeRegion,
        s3BucketName: string("S3BucketName"),
        s3KeyPrefix: string("S3KeyPrefix"),
        kmsKeyId: string("KmsKeyId"),
        cloudWatchLogsLogGroupArn: string("CloudWatchLogsLogGroupArn"),
        cloudWatchLogsRoleArn: string("CloudWatchLogsRoleArn"),
        // Only AWS itself knows it, from GetTrailStatus.
        latestDeliveryError: dialect.name === "aws-api" ? string("LatestDeliveryError") : undefined,
    };
    // For a live trail only its status says; a declared one logs unless it is switched off.
    const isLogging = () => {
        if (switchOf(dialect) === "IsLogging") {
            return boolean("IsLogging", dialect.name === "aws-api" ? new Unknown() : true);
        }
        const suspended = reader.optional(properties, "Suspend", [], reader.booleanText) ?? false;
        return isUnknown(suspended) ? suspended : !suspended;
    };
    const selectors = {
        ...readSelectors(properties, dialect),
        ...((context.shownByAws ?? (dialect.name === "aws-api" && arn !== undefined)) ? { shownByAws: true } : {}),
    };
    const { telemetryRule } = context;
    const trail = {
        recorder: context.recorder,
        dialect,
        label: (typeof name === "string" ? name : undefined) ?? context.resourceName ?? "(unnamed)",
        partition: partitionOfTrail({ ...optional, selectors }, context),
        // By default, event data stores cover all Regions and trails only their own.
        isMultiRegionTrail: boolean("IsMultiRegionTrail", context.recorder === "EventDataStore"),
        includeGlobalServiceEvents: boolean("IncludeGlobalServiceEvents", true),
        isOrganizationTrail: boolean("IsOrganizationTrail", false),
        isLogging: isLogging(),
        ...(context.recorder === "TelemetryRule"
            ? {
                  telemetryRule: {
                      ...telemetryRule,
                      doubts: [...doubtsOf(given, dialect), ...(telemetryRule?.doubts ?? [])],
                  },
              }
            : {}),
        enableLogFileValidation: boolean("EnableLogFileValidation", false),
        selectors,
    };
    return {
        ...trail,
        ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<Trail>),
        malformed: reader.problems,
    };
}

function nonEmpty(value: Value<string> | undefined): Value<string> | undefined {
    return value === "" ? undefined : value;
}
