import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { Trail } from "../../../../src/cloudtrail/recorders/trail";
import { DIALECTS } from "../../../../src/cloudtrail/selectors/dialect";
import type { TrailSelectors } from "../../../../src/cloudtrail/selectors/event-selector";
import { readSelectors } from "../../../../src/cloudtrail/selectors/read-selectors";
import { isKnown, Unknown } from "../../../../src/cloudtrail/value";
import type { SourceTrail } from "../../sources/source-trail";

/** The CloudTrail record of a call that changes a trail. */
export type TrailCall = Readonly<Record<string, unknown>>;

/** The calls that can make a trail record less, or more. */
const CALLS: ReadonlySet<unknown> = new Set([
    "PutEventSelectors",
    "UpdateTrail",
    "StopLogging",
    "StartLogging",
    "DeleteTrail",
]);

/** Names in records are those of the API with a lower-case first letter, like those of aws-native. */
const RECORD_DIALECT = DIALECTS["pulumi-aws-native"];

/** Is this the record of a call that changes what a trail records? */
export function isTrailCall({ eventSource, eventName }: TrailCall): boolean {
    return eventSource === "cloudtrail.amazonaws.com" && CALLS.has(eventName);
}

/** Did AWS refuse the call? Copies of records that pass through a database may hold `null` where there was no error. */
export function wasRefused({ errorCode }: TrailCall): boolean {
    return errorCode !== undefined && errorCode !== null && errorCode !== "";
}

/** The trail that a call names, by its ARN where the record has it, or else its name. */
export function trailNamedBy({ requestParameters, responseElements }: TrailCall): string | undefined {
    const arn = isRecord(responseElements) ? responseElements.trailARN : undefined;
    const { trailName, name } = isRecord(requestParameters) ? requestParameters : ({} as TrailCall);
    return [arn, trailName, name].find(text => typeof text === "string");
}

/** Does the record contain what the call sets? It omits parameters that are too long: `{"omitted": true, …}`. */
export function holdsParameters({ eventName, requestParameters }: TrailCall): boolean {
    return (
        isRecord(requestParameters) &&
        requestParameters.omitted !== true &&
        (eventName !== "PutEventSelectors" || holdsSelectors(requestParameters))
    );
}

/** A trail after a call that AWS carried out; `undefined` if it is deleted. */
export function afterCall(source: SourceTrail, call: TrailCall): SourceTrail | undefined {
    const { eventName, requestParameters } = call;
    const omitted = !isRecord(requestParameters) || requestParameters.omitted === true;
    const parameters = omitted ? {} : requestParameters;
    const change = (properties: Partial<Trail>) => ({ ...source, trail: { ...source.trail, ...properties } });
    switch (eventName) {
        case "DeleteTrail":
            return undefined;
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

function holdsSelectors(parameters: TrailCall): boolean {
    return "eventSelectors" in parameters || "advancedEventSelectors" in parameters;
}

function selectorsIn(parameters: TrailCall): TrailSelectors {
    return holdsSelectors(parameters)
        ? { ...readSelectors(parameters, RECORD_DIALECT), shownByAws: true }
        : { advanced: new Unknown(undefined, "the record does not contain the event selectors") };
}

/** What `UpdateTrail` sets: an omitted parameter stays as it was. */
function updated(trail: Trail, parameters: TrailCall, omitted: boolean): Partial<Trail> {
    const unknown = new Unknown(undefined, "the record does not contain the parameters");
    const flag = (name: string, was: Trail["isMultiRegionTrail"]) =>
        omitted ? unknown : typeof parameters[name] === "boolean" ? (parameters[name] as boolean) : was;
    const text = (name: string, was: Trail["kmsKeyId"]) =>
        omitted ? unknown : typeof parameters[name] === "string" ? (parameters[name] as string) : was;
    const bucket = text("s3BucketName", trail.s3BucketName);
    const prefix = text("s3KeyPrefix", trail.s3KeyPrefix);
    const key = text("kmsKeyId", trail.kmsKeyId);
    return {
        isMultiRegionTrail: flag("isMultiRegionTrail", trail.isMultiRegionTrail),
        includeGlobalServiceEvents: flag("includeGlobalServiceEvents", trail.includeGlobalServiceEvents),
        isOrganizationTrail: flag("isOrganizationTrail", trail.isOrganizationTrail),
        enableLogFileValidation: flag("enableLogFileValidation", trail.enableLogFileValidation),
        ...(bucket === undefined || (isKnown(bucket) && bucket === "") ? {} : { s3BucketName: bucket }),
        ...(prefix === undefined ? {} : { s3KeyPrefix: prefix }),
        ...(key === undefined ? {} : { kmsKeyId: key }),
    };
}
