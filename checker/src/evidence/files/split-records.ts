import { BEDROCK_RESOURCE_TYPES } from "../../../../src/cloudtrail/bedrock/bedrock";
import { isRecord } from "../../../../src/cloudtrail/plain-data";

/** A record, as a file has it. */
export type LogRecord = Readonly<Record<string, unknown>>;

/** The relevant content of a log file. */
export type FileRecords =
    | { readonly records: readonly LogRecord[] }
    /** Why it isn't a log file. */
    | { readonly failure: string };

/** Bedrock services whose records need not contain its name. */
const OTHER_SERVICES = [...BEDROCK_RESOURCE_TYPES.values()]
    .flatMap(({ eventSource, type }) => [eventSource, type])
    .filter(text => !/[Bb]edrock/.test(text));

/**
 * The strings that a relevant record contains: Bedrock's records name their service in lower case, in `eventSource` at
 * least; those of calls that change a trail name CloudTrail's.
 */
const MARKS = ["bedrock", "Bedrock", ...new Set(OTHER_SERVICES), "cloudtrail.amazonaws.com"].map(text =>
    Buffer.from(text),
);

/** What each record of a file of summaries contains: the first record shows it. */
const SUMMARY_MARK = Buffer.from("aggregationType");
const FIRST_BYTES = 64 * 1024;

/** An escaped letter, hyphen or dot could hide a mark: AWS escapes none, but anyone may have written a file. */
const ESCAPED = ["\\u00", "\\u002D", "\\u002E"].map(text => Buffer.from(text));

/** With fewer bytes of text per mark than this, it is faster to parse everything. */
const SPARSE_BYTES = 6000;

/**
 * The relevant records of a log file. Parsing takes most of the time for a file, and few of an account's records are Bedrock's,
 * so only those are parsed, located by their brackets.
 * @param mustParse parse everything, because nothing vouches for the file
 */
export function splitRecords(content: Buffer, mustParse: boolean): FileRecords {
    const marks = marksIn(content);
    if (!mustParse && !hidesMarks(content) && content.length > marks.length * SPARSE_BYTES) {
        const records = marks.length === 0 ? [] : parseMarked(content, marks);
        if (records !== undefined) {
            return { records };
        }
    }
    return parseAll(content);
}

function parseAll(content: Buffer): FileRecords {
    try {
        const data: unknown = JSON.parse(content.toString("utf8"));
        const records = isRecord(data) ? data.Records : undefined;
        return Array.isArray(records)
            ? { records: records.filter(isRecord) }
            : { failure: "it has no list of records" };
    } catch {
        return { failure: "it is not JSON" };
    }
}

/** The positions of the marks, in order. */
function marksIn(content: Buffer): number[] {
    const found: number[] = [];
    for (const mark of MARKS) {
        for (let at = content.indexOf(mark); at !== -1; at = content.indexOf(mark, at + mark.length)) {
            found.push(at);
        }
    }
    const summary = content.subarray(0, FIRST_BYTES).indexOf(SUMMARY_MARK);
    return (summary === -1 ? found : [...found, summary]).sort((one, other) => one - other);
}

function hidesMarks(content: Buffer): boolean {
    for (const sequence of ESCAPED) {
        for (let at = content.indexOf(sequence); at !== -1; at = content.indexOf(sequence, at + sequence.length)) {
            const code = Number.parseInt(content.toString("latin1", at + 2, at + 6), 16);
            if (/[A-Za-z.-]/.test(String.fromCharCode(code))) {
                return true;
            }
        }
    }
    return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** The nesting depth of a record's own braces: in the list, in the object of the file. */
const RECORD_DEPTH = 3;

/** Parses the records that contain a mark; `undefined` if the file doesn't have the usual form. */
function parseMarked(content: Buffer, marks: readonly number[]): LogRecord[] | undefined {
    if (!/^\s*\{\s*"Records"\s*:\s*\[/.test(content.toString("latin1", 0, 64))) {
        return undefined;
    }
    const records: LogRecord[] = [];
    let depth = 0;
    let start = 0;
    let next = 0;
    for (let at = 0; at < content.length && next < marks.length; at++) {
        const byte = content[at];
        if (byte === QUOTE) {
            at = endOfString(content, at);
        } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
            depth += 1;
            if (depth === RECORD_DEPTH) {
                start = at;
            }
        } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
            if (depth === RECORD_DEPTH && (marks[next] ?? content.length) < at) {
                const record = parseRecord(content.toString("utf8", start, at + 1));
                if (record === undefined) {
                    return undefined;
                }
                records.push(record);
                while ((marks[next] ?? content.length) < at) {
                    next += 1;
                }
            }
            depth -= 1;
        }
    }
    return next === marks.length ? records : undefined;
}

function endOfString(content: Buffer, quote: number): number {
    let at = content.indexOf(QUOTE, quote + 1);
    while (at !== -1 && isEscaped(content, at)) {
        at = content.indexOf(QUOTE, at + 1);
    }
    return at === -1 ? content.length : at;
}

function isEscaped(content: Buffer, quote: number): boolean {
    let before = quote - 1;
    while (content[before] === BACKSLASH) {
        before -= 1;
    }
    return (quote - before) % 2 === 0;
}

function parseRecord(text: string): LogRecord | undefined {
    try {
        const record: unknown = JSON.parse(text);
        return isRecord(record) ? record : undefined;
    } catch {
        return undefined;
    }
}
