import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { type Check, has, isNumber, isText, listOf, objectOf, optional, orNull } from "../../text/shape";
import { FILE_PROBLEMS } from "../evidence";
import type { UnitOutcome } from "./unit-outcome";

/** Does a value have the complete shape of a unit's result? A file may have been damaged, or edited. */
export function isUnitOutcome(value: unknown): value is UnitOutcome {
    return has(value, {
        account: isText,
        region: isText,
        day: isTime,
        readAt: objectOf({ from: isTime, to: isTime }),
        digests: objectOf({ valid: isNumber, unverified: isNumber, invalid: listOf(isInvalidFile) }),
        logFiles: isLogFiles,
        chains: listOf(objectOf({ trail: isText, homeRegion: isText, covered: listOf(isCovered) })),
        uncovered: listOf(pair => Array.isArray(pair) && pair.length === 2 && pair.every(isNumber)),
        delivered: listOf(isTime),
        tampered: listOf(isTime),
        notes: listOf(isText),
        counted: listOf(isCounted),
    });
}

/** Milliseconds within what JavaScript's dates can hold. */
const isTime: Check = value => typeof value === "number" && !Number.isNaN(new Date(value).getTime());

const oneOf =
    (...allowed: readonly unknown[]): Check =>
    value =>
        allowed.includes(value);

const isInvalidFile = objectOf({ key: isText, problem: oneOf(...FILE_PROBLEMS), detail: optional(isText) });

const isLogFiles = objectOf({
    valid: isNumber,
    unverified: isNumber,
    pending: isNumber,
    repeatedEvents: isNumber,
    bytes: isNumber,
    unread: isNumber,
    invalid: listOf(isInvalidFile),
    unnamed: listOf(isText),
    duplicates: listOf(isText),
});

const isCovered = objectOf({
    from: isTime,
    to: isTime,
    state: oneOf("valid", "unverified", "invalid"),
    entry: oneOf("linked", "first", "missing", "elsewhere"),
    before: optional(isText),
});

const isAction = objectOf({
    account: isText,
    region: isText,
    time: isText,
    eventName: isText,
    trail: isText,
    by: orNull(isText),
    errorCode: optional(isText),
    eventID: isText,
    key: isText,
});

const isSample = objectOf({ time: isText, eventID: orNull(isText), eventName: orNull(isText), key: isText });

const isSighting = objectOf({
    account: isText,
    region: isText,
    hour: isText,
    record: isRecord,
    trail: orNull(isText),
    trusted: oneOf(true, false),
    count: isNumber,
    first: isSample,
    last: isSample,
});

const isRow = objectOf({ count: isNumber, errors: isNumber, first: isText, last: isText });

const isOddities = objectOf({
    outside: isNumber,
    undated: isNumber,
    misplaced: isNumber,
    untrusted: isNumber,
    notCalls: value => isRecord(value) && Object.values(value).every(isNumber),
});

const isRecords = objectOf({ inventory: listOf(isRow), sightings: listOf(isSighting), oddities: isOddities });

/** What a worker's consumers counted: calls that changed trails, and Bedrock records. */
const isCounted: Check = value => {
    const [actions, records, ...others]: readonly unknown[] = Array.isArray(value) ? value : [];
    return listOf(isAction)(actions) && isRecords(records) && others.length === 0;
};
