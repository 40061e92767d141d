import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { DIALECTS } from "../../../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../../../src/cloudtrail/selectors/read-selectors";
import type { Place, TrailAction } from "../evidence";
import type { DescribedTrail } from "./described-trail";
import type { TrailState } from "./trail-state";

/** A call that changed a trail, and what it changed. */
export interface TrailChange {
    /** In milliseconds. */
    readonly time: number;
    readonly action: TrailAction;
    /** What holds from then on; a property that is present and `undefined` was changed to something unknown. */
    readonly sets: Partial<TrailState>;
}

/** Records name their parameters as the API does, but with a lower-case first letter, like aws-native. */
const RECORD_DIALECT = DIALECTS["pulumi-aws-native"];

/** The calls of one trail's history that were carried out, ordered by time. */
export function changesOf(actions: readonly TrailAction[], trail: DescribedTrail | undefined): readonly TrailChange[] {
    return actions
        .filter(action => action.errorCode === undefined && isOf(action, trail))
        .map(action => ({ time: Date.parse(action.time), action, sets: effectOf(action, trail) }))
        .filter(({ time }) => !Number.isNaN(time))
        .sort((a, b) => a.time - b.time);
}

/**
 * May a call be about this trail? A bare name means a trail of the caller's account, in the Region that was called; a call
 * whose record omits the name may be about any trail there.
 */
function isOf({ trail: named, account, region }: TrailAction, trail: DescribedTrail | undefined): boolean {
    return (
        trail === undefined ||
        named === trail.arn ||
        ((named === trail.name || named === "") && account === trail.home.account && region === trail.home.region)
    );
}

/**
 * The one trail that all calls are about, with its account and home Region; `undefined` if they are about several, or
 * none.
 */
export function onlyTrailOf(
    actions: readonly TrailAction[],
): { readonly name: string; readonly home: Place } | undefined {
    const naming = actions.filter(({ trail }) => trail !== "");
    const [first, ...others] = naming.map(({ trail, account, region }) => ({
        name: trail.slice(trail.lastIndexOf("/") + 1),
        home: { account, region },
    }));
    const isSame = ({ name, home }: { name: string; home: Place }) =>
        name === first?.name && home.account === first.home.account && home.region === first.home.region;
    return others.every(isSame) ? first : undefined;
}

function effectOf(
    { eventName, requestParameters }: TrailAction,
    trail: DescribedTrail | undefined,
): Partial<TrailState> {
    // A record omits parameters that are too long: `{"omitted": true, …}`.
    const parameters =
        isRecord(requestParameters) && requestParameters.omitted !== true ? requestParameters : undefined;
    switch (eventName) {
        case "CreateTrail":
            return {
                selectors: {},
                isLogging: false,
                isMultiRegion: parameters === undefined ? undefined : (flag(parameters.isMultiRegionTrail) ?? false),
                isOrganization: parameters === undefined ? undefined : (flag(parameters.isOrganizationTrail) ?? false),
                deliversHere: destination(parameters, trail, true),
            };
        case "DeleteTrail":
        case "StopLogging":
            return { isLogging: false };
        case "StartLogging":
            return { isLogging: true };
        case "PutEventSelectors":
            return { selectors: selectorsIn(parameters) };
        case "UpdateTrail":
            return parameters === undefined
                ? { isMultiRegion: undefined, isOrganization: undefined, deliversHere: undefined }
                : {
                      ...setFlag("isMultiRegion", parameters.isMultiRegionTrail),
                      ...setFlag("isOrganization", parameters.isOrganizationTrail),
                      ...("s3BucketName" in parameters || "s3KeyPrefix" in parameters
                          ? { deliversHere: destination(parameters, trail, false) }
                          : {}),
                  };
    }
}

function selectorsIn(parameters: Readonly<Record<string, unknown>> | undefined): TrailState["selectors"] {
    if (parameters === undefined || !("eventSelectors" in parameters || "advancedEventSelectors" in parameters)) {
        return undefined;
    }
    return { ...readSelectors(parameters, RECORD_DIALECT), shownByAws: true };
}

function flag(value: unknown): boolean | undefined {
    return typeof value === "boolean" ? value : undefined;
}

function setFlag(name: "isMultiRegion" | "isOrganization", value: unknown): Partial<TrailState> {
    return value === undefined || value === null ? {} : { [name]: flag(value) };
}

/** @param whole are absent parameters empty, rather than unchanged? */
function destination(
    parameters: Readonly<Record<string, unknown>> | undefined,
    trail: DescribedTrail | undefined,
    whole: boolean,
): boolean | undefined {
    if (parameters === undefined || trail?.bucket === undefined) {
        return undefined;
    }
    const { s3BucketName: bucket, s3KeyPrefix: prefix } = parameters;
    if ((bucket ?? trail.bucket) !== trail.bucket) {
        return false;
    }
    const isSamePrefix = (prefix ?? "") === trail.prefix;
    return whole || prefix !== undefined ? isSamePrefix : undefined;
}
