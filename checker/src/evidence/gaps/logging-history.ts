import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { TrailReading } from "../../live/read/account/account-reading";
import type { TrailAction } from "../evidence";
import { isoTime, parseIsoTime } from "../keys/time";
import type { Span } from "./span";

/** A period about which something is known, and the source. */
export interface KnownSpan extends Span {
    readonly detail: string;
}

/** When a trail was logging and when not, as far as it is known. */
export interface LoggingHistory {
    readonly stopped: readonly KnownSpan[];
    readonly logging: readonly KnownSpan[];
    /** When log file validation was switched off. */
    readonly unvalidated: readonly KnownSpan[];
    /** When it was switched on, if nothing shows what it was before. */
    readonly validatedSince: readonly KnownSpan[];
    /** Is it switched off now? `undefined` if unknown. */
    readonly isUnvalidatedNow: boolean | undefined;
}

/**
 * What the records of calls that changed the trail, and its status, show.
 * @param actions that were carried out on this trail
 * @param reading of the trail, if it is live
 * @param now milliseconds
 */
export function loggingHistory(
    actions: readonly TrailAction[],
    reading: TrailReading | undefined,
    now: number,
): LoggingHistory {
    const fromStatus = statusHistory(reading, now);
    const inOrder = [...actions].sort((one, other) => one.time.localeCompare(other.time));
    const description = reading !== undefined && "value" in reading.description ? reading.description.value : {};
    const validation = description.LogFileValidationEnabled;
    return {
        stopped: [...fromStatus.stopped, ...spansOf(inOrder, stopsOrStarts, "stop")],
        logging: [
            ...fromStatus.logging,
            ...spansOf(inOrder, stopsOrStarts, "start").filter(({ to }) => to !== FOREVER),
        ],
        unvalidated: spansOf(inOrder, switchesValidation, "stop"),
        validatedSince: spansOf(inOrder, switchesValidation, "start"),
        isUnvalidatedNow: typeof validation === "boolean" ? !validation : undefined,
    };
}

const EVER = Number.NEGATIVE_INFINITY;
const FOREVER = Number.POSITIVE_INFINITY;

function statusHistory(reading: TrailReading | undefined, now: number): Pick<LoggingHistory, "stopped" | "logging"> {
    if (reading === undefined || !("value" in reading.status)) {
        return { stopped: [], logging: [] };
    }
    const { IsLogging, StartLoggingTime, StopLoggingTime } = reading.status.value;
    const started = parseIsoTime(StartLoggingTime);
    const stopped = parseIsoTime(StopLoggingTime);
    if (IsLogging === false) {
        const since = stopped === undefined ? "" : ` since ${isoTime(stopped)}`;
        return {
            stopped: [{ from: stopped ?? EVER, to: FOREVER, detail: `GetTrailStatus: not logging${since}` }],
            logging: [],
        };
    }
    if (IsLogging !== true || started === undefined) {
        return { stopped: [], logging: [] };
    }
    const detail = `GetTrailStatus: logging since ${isoTime(started)}`;
    return {
        logging: [{ from: started, to: Math.max(now, started), detail }],
        stopped:
            stopped !== undefined && stopped < started
                ? [{ from: stopped, to: started, detail: `GetTrailStatus: stopped at ${isoTime(stopped)}` }]
                : [],
    };
}

type Effect = "start" | "stop" | undefined;

function stopsOrStarts({ eventName }: TrailAction): Effect {
    switch (eventName) {
        case "StartLogging":
            return "start";
        // A new trail logs nothing before it is started.
        case "CreateTrail":
        case "DeleteTrail":
        case "StopLogging":
            return "stop";
        default:
            return undefined;
    }
}

function switchesValidation({ eventName, requestParameters }: TrailAction): Effect {
    const isCreated = eventName === "CreateTrail";
    const isSet = (isCreated || eventName === "UpdateTrail") && isRecord(requestParameters);
    const enable = isSet && requestParameters.omitted !== true ? requestParameters.enableLogFileValidation : undefined;
    // A trail is created without it by default.
    const isLeftOff = isCreated && isSet && requestParameters.omitted !== true && enable !== true;
    return enable === true ? "start" : enable === false || isLeftOff ? "stop" : undefined;
}

/** The periods that begin with one effect and end with the other. */
function spansOf(
    actions: readonly TrailAction[],
    effectOf: (action: TrailAction) => Effect,
    wanted: "start" | "stop",
): KnownSpan[] {
    const spans: KnownSpan[] = [];
    let open: { readonly from: number; readonly detail: string } | undefined;
    for (const action of actions) {
        const effect = effectOf(action);
        const time = parseIsoTime(action.time);
        if (effect === undefined || time === undefined) {
            continue;
        }
        if (open !== undefined && effect !== wanted) {
            spans.push({ ...open, to: time });
            open = undefined;
        } else if (effect === wanted) {
            open ??= { from: time, detail: detailOf(action) };
        }
        if (action.eventName === "CreateTrail" && wanted === "stop" && effectOf === stopsOrStarts) {
            spans.push({ from: EVER, to: time, detail: detailOf(action) });
        }
    }
    return open === undefined ? spans : [...spans, { ...open, to: FOREVER }];
}

function detailOf({ eventName, time, by }: TrailAction): string {
    return `${eventName} at ${time}${by === null ? "" : ` by ${by}`}`;
}
