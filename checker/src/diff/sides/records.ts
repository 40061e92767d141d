import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { DIALECTS } from "../../../../src/cloudtrail/selectors/dialect";
import type { TrailSelectors } from "../../../../src/cloudtrail/selectors/event-selector";
import { readSelectors } from "../../../../src/cloudtrail/selectors/read-selectors";
import type { Trail } from "../../../../src/cloudtrail/trail";
import { isKnown, isUnknown, Unknown } from "../../../../src/cloudtrail/value";
import type { SourceTrail } from "../../sources/source-trail";
import type { Side, Sides } from "./side";

type Json = Readonly<Record<string, unknown>>;

/** The calls that can make a trail record less. */
const CALLS: ReadonlySet<unknown> = new Set([
    "PutEventSelectors",
    "UpdateTrail",
    "StopLogging",
    "StartLogging",
    "DeleteTrail",
]);

/** Names in records are those of the API with a lower-case first letter, like those of aws-native. */
const RECORD_DIALECT = DIALECTS["pulumi-aws-native"];

/**
 * The CloudTrail records of calls that change a trail: a log file, one record, or an event that EventBridge delivers.
 */
export function trailCallsIn(documents: readonly unknown[]): readonly Json[] {
    return documents
        .flatMap(document => {
            if (!isRecord(document)) {
                return [];
            }
            if (Array.isArray(document.Records)) {
                return document.Records as readonly unknown[];
            }
            return [isRecord(document.detail) ? document.detail : document];
        })
        .filter(isRecord)
        .filter(({ eventSource, eventName }) => eventSource === "cloudtrail.amazonaws.com" && CALLS.has(eventName));
}

/** The effect of calls on the existing trails, one after the other. A call that AWS refused changes nothing. */
export function sidesOfCalls(calls: readonly Json[], before: Side, file: string | undefined): Sides {
    const label = file ?? "standard input";
    let trails = before.trails;
    const problems = [...before.problems];
    const notes: string[] = [];
    const inOrder = [...calls].sort((a, b) => String(a.eventTime).localeCompare(String(b.eventTime)));
    for (const call of inOrder) {
        if (call.errorCode !== undefined) {
            notes.push(
                `${label}: ${String(call.eventName)} was refused (${String(call.errorCode)}), so it changes nothing`,
            );
            continue;
        }
        const name = trailNamedBy(call);
        const changed = trails.filter(trail => isNamed(trail, name));
        if (name === undefined || changed.length !== 1) {
            const which = changed.length === 0 ? "is not in" : "is not the only one of that name in";
            problems.push({
                source: label,
                message: `the trail of its ${String(call.eventName)}, ${JSON.stringify(name ?? null)}, ${which} --before`,
            });
            continue;
        }
        trails = trails.flatMap(source => (source === changed[0] ? after(source, call) : [source]));
    }
    return {
        before: { ...before, trails: before.trails.map(trail => wasOn(trail, inOrder)), problems: [] },
        after: { trails, problems, notes },
    };
}

/** Whoever switches a trail off assumes that it is on: what was read of it rarely says. */
function wasOn(source: SourceTrail, calls: readonly Json[]): SourceTrail {
    const isStopped = calls.some(
        call => call.eventName === "StopLogging" && call.errorCode === undefined && isNamed(source, trailNamedBy(call)),
    );
    return isStopped && isUnknown(source.trail.isLogging)
        ? { ...source, trail: { ...source.trail, isLogging: true } }
        : source;
}

function trailNamedBy({ requestParameters, responseElements }: Json): string | undefined {
    const arn = isRecord(responseElements) ? responseElements.trailARN : undefined;
    const { trailName, name } = isRecord(requestParameters) ? requestParameters : ({} as Json);
    return [arn, trailName, name].find(text => typeof text === "string");
}

function isNamed({ trail, identifiers }: SourceTrail, name: string | undefined): boolean {
    return name !== undefined && [trail.arn, trail.name, trail.label, ...identifiers].includes(name);
}

/** A trail after a call; none if it is deleted. */
function after(source: SourceTrail, { eventName, requestParameters }: Json): SourceTrail[] {
    // A record omits parameters that are too long: `{"omitted": true, …}`.
    const omitted = !isRecord(requestParameters) || requestParameters.omitted === true;
    const parameters = omitted ? {} : requestParameters;
    const change = (properties: Partial<Trail>) => [{ ...source, trail: { ...source.trail, ...properties } }];
    switch (eventName) {
        case "DeleteTrail":
            return [];
        case "StopLogging":
            return change({ isLogging: false });
        case "StartLogging":
            return change({ isLogging: true });
        case "PutEventSelectors":
            return change({ selectors: selectorsIn(parameters) });
        default:
            return change(updated(source.trail, parameters, omitted));
    }
}

function selectorsIn(parameters: Json): TrailSelectors {
    return "eventSelectors" in parameters || "advancedEventSelectors" in parameters
        ? { ...readSelectors(parameters, RECORD_DIALECT), shownByAws: true }
        : { advanced: new Unknown(undefined, "the record does not contain the event selectors") };
}

/** What `UpdateTrail` sets: an omitted parameter stays as it was. */
function updated(trail: Trail, parameters: Json, omitted: boolean): Partial<Trail> {
    const unknown = new Unknown(undefined, "the record does not contain the parameters");
    const flag = (name: string, was: Trail["isMultiRegionTrail"]) =>
        omitted ? unknown : typeof parameters[name] === "boolean" ? (parameters[name] as boolean) : was;
    const text = (name: string, was: Trail["kmsKeyId"]) =>
        omitted ? unknown : typeof parameters[name] === "string" ? (parameters[name] as string) : was;
    const bucket = text("s3BucketName", trail.s3BucketName);
    const key = text("kmsKeyId", trail.kmsKeyId);
    return {
        isMultiRegionTrail: flag("isMultiRegionTrail", trail.isMultiRegionTrail),
        isOrganizationTrail: flag("isOrganizationTrail", trail.isOrganizationTrail),
        enableLogFileValidation: flag("enableLogFileValidation", trail.enableLogFileValidation),
        ...(bucket === undefined || (isKnown(bucket) && bucket === "") ? {} : { s3BucketName: bucket }),
        ...(key === undefined ? {} : { kmsKeyId: key }),
    };
}
