import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { openResumeLines, type ResumeFormat, type ResumeLines } from "../../command-line/resume-lines";
import type { UnitOutcome } from "./unit-outcome";

/** What is read, as far as it decides what units hold. */
export interface ResumedQuestion {
    readonly source: string;
    readonly trail: string | null;
    readonly from: string;
    readonly to: string;
    readonly counting: unknown;
}

/** Opens the file of `--resume`: a line for each day of an account and Region that was read to its end. */
export function openUnitFile(path: string, question: ResumedQuestion): ResumeLines<UnitOutcome> {
    const format: ResumeFormat<UnitOutcome> = {
        header: JSON.stringify({ trailGuard: "evidence", version: 1, ...question }),
        describeOther: header =>
            header.startsWith('{"trailGuard":"evidence","version":1,')
                ? "was written for another source, trail or time, or other columns"
                : "was not written by --resume of this command",
        entry: "a day",
        parse: line =>
            isRecord(line) &&
            typeof line.account === "string" &&
            typeof line.region === "string" &&
            typeof line.day === "number" &&
            [line.digests, line.logFiles, line.readAt].every(isRecord) &&
            [line.chains, line.uncovered, line.delivered, line.tampered, line.notes, line.counted].every(Array.isArray)
                ? (line as unknown as UnitOutcome)
                : undefined,
    };
    return openResumeLines(path, format);
}
