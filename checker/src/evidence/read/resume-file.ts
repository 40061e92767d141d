import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { quote } from "../../../../src/cloudtrail/quote";
import { openResumeLines, type ResumeFormat, type ResumeLines } from "../../command-line/output/resume-lines";
import { reasonOf, UserError } from "../../command-line/user-error";
import { parseIsoTime } from "../keys/time";
import { isUnitOutcome } from "./is-unit-outcome";
import type { UnitOutcome } from "./unit-outcome";

/** What is read, as far as it affects the content of units. */
export interface ResumedQuestion {
    readonly source: string;
    readonly trail: string | null;
    readonly from: string;
    readonly to: string;
    readonly counting: unknown;
}

/** Opens the file of `--resume`: a line for each day of an account and Region that was read completely. */
export function openUnitFile(path: string, question: ResumedQuestion): ResumeLines<UnitOutcome> {
    const format: ResumeFormat<UnitOutcome> = {
        header: JSON.stringify({ trailGuard: "evidence", version: 1, ...question }),
        describeOther: header =>
            header.startsWith('{"trailGuard":"evidence","version":1,')
                ? "was written for another source, trail or time, or other columns"
                : "was not written by --resume of this command",
        entry: "a day",
        parse: line => (isUnitOutcome(line) ? line : undefined),
    };
    return openResumeLines(path, format);
}

/** The period that an earlier run was given: a resumed run uses the same, though "now" is later. */
export function resumedTime(path: string): { readonly from: number; readonly to: number } | undefined {
    const header = existsSync(path) ? parseHeader(readFirstLine(path)) : undefined;
    const from = parseIsoTime(header?.from);
    const to = parseIsoTime(header?.to);
    return from === undefined || to === undefined ? undefined : { from, to };
}

function parseHeader(line: string): Record<string, unknown> | undefined {
    try {
        const header: unknown = JSON.parse(line);
        return isRecord(header) ? header : undefined;
    } catch {
        return undefined;
    }
}

function readFirstLine(path: string): string {
    try {
        const file = openSync(path, "r");
        const start = Buffer.alloc(MAX_HEADER);
        const length = readSync(file, start, 0, MAX_HEADER, 0);
        closeSync(file);
        return start.toString("utf8", 0, length).split("\n")[0] ?? "";
    } catch (error) {
        throw new UserError(`can't read ${quote(path)}: ${reasonOf(error)}`);
    }
}

const MAX_HEADER = 64 * 1024;
