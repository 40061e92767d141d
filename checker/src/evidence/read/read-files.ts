import type { ResumeLines } from "../../command-line/output/resume-lines";
import type { ProgressLine } from "../../command-line/terminal/progress";
import { concurrently } from "../../live/aws/calls/concurrently";
import type { DigestReading } from "../digests/read-digest-file";
import type { InvalidFile } from "../evidence";
import { ReadFailure } from "../files/file-store";
import type { FoundPlace } from "../files/find-places";
import type { Span } from "../gaps/span";
import { DAY, dayOf, HOUR, isoTime } from "../keys/time";
import type { WorkerPool } from "../workers/worker-pool";
import { DigestWindows } from "./digest-window";
import { ReadProgress } from "./read-progress";
import { readUnit, type UnitReading } from "./read-unit";
import { RepeatedEvents } from "./repeated-events";
import { Slots } from "./slots";
import { ReadTotals } from "./totals";
import type { UnitOutcome } from "./unit-outcome";

/** What to read, and how. */
export interface FileReading {
    readonly digests: DigestReading;
    readonly places: readonly FoundPlace[];
    /** The time whose files are read (milliseconds). */
    readonly span: Span;
    /** Until when digests are due. */
    readonly due: number;
    readonly pool: WorkerPool;
    /** How many files to read at once. */
    readonly concurrency: number;
    readonly resume: ResumeLines<UnitOutcome> | undefined;
    readonly stop: AbortSignal;
    readonly progress: ProgressLine;
    /** What was counted from records: once for each worker and unit. */
    onCounted(counted: unknown): void;
    onLines(lines: string): Promise<void>;
}

/** What was read, and what was not. */
export interface FilesRead {
    readonly totals: ReadTotals;
    /** Was everything read that was requested? */
    readonly complete: boolean;
    /** Why not. */
    readonly failures: readonly string[];
}

/** How many accounts and Regions are read in parallel, so that no worker waits for the listing of a folder. */
const PLACES_AT_ONCE = 4;

/** Reads and verifies the log files of all accounts and Regions. What can't be read is part of the result. */
export async function readFiles(reading: FileReading): Promise<FilesRead> {
    const { places, span, resume, stop, digests } = reading;
    const totals = new ReadTotals();
    const days = daysOf(span);
    const kept = new Map(resume?.kept.map(unit => [unitId(unit, unit.day), unit]));
    const progress = new ReadProgress(reading.progress, places.length * days.length - kept.size);
    const slots = new Slots(reading.concurrency);
    const repeated = new RepeatedEvents();
    const failures: string[] = [];
    const defects: unknown[] = [];
    const add = (unit: UnitOutcome) => {
        totals.add(unit);
        for (const [, counted] of unit.counted) {
            reading.onCounted(counted);
        }
    };
    const readPlace = async (place: FoundPlace) => {
        const windows = new DigestWindows(place, digests, slots, span);
        for (const day of days) {
            const id = unitId(place, day);
            const known = kept.get(id);
            if (known !== undefined) {
                add(known);
                continue;
            }
            if (stop.aborted || defects.length > 0) {
                failures.push(`${place.account} ${place.region}: not read from ${isoTime(day)} on`);
                return;
            }
            const ofUnit: UnitReading = {
                store: digests.store,
                pool: reading.pool,
                slots,
                repeated,
                span,
                due: reading.due,
                stop,
                onListed: files => progress.begin(id, files),
                onFile: bytes => progress.file(id, bytes),
                onLines: lines => reading.onLines(lines),
            };
            try {
                const unit = await readUnit(place, day, windows, ofUnit);
                add(unit);
                if (isFinal(unit, reading)) {
                    resume?.keep(unit);
                }
            } catch (error) {
                if (!(error instanceof ReadFailure)) {
                    defects.push(error);
                    return;
                }
                failures.push(`${place.account} ${place.region}, ${isoTime(day).slice(0, 10)}: ${error.message}`);
            }
            progress.end(id);
        }
    };
    await concurrently(places, PLACES_AT_ONCE, readPlace);
    reading.progress.end();
    if (defects.length > 0) {
        throw defects[0];
    }
    if (totals.unread > 0) {
        failures.push(`${totals.unread} log files were not read`);
    }
    const isUnreadable = ({ problem }: { problem: string }) => problem === "unreadable";
    const complete =
        failures.length === 0 &&
        !totals.digestResults.invalid.some(isUnreadable) &&
        !totals.logFileResults.invalid.some(isUnreadable);
    return { totals, complete, failures };
}

/** Would another reading find nothing more? It would if a file could not be read, or if digests were still to come. */
function isFinal({ day, logFiles, digests }: UnitOutcome, { span, due }: FileReading): boolean {
    const isUnreadable = ({ problem }: InvalidFile) => problem === "unreadable";
    return (
        logFiles.unread === 0 &&
        ![...logFiles.invalid, ...digests.invalid].some(isUnreadable) &&
        // The digest after the last one shows whether that one is altered.
        Math.min(day + DAY, span.to) + HOUR <= due
    );
}

function unitId({ account, region }: { readonly account: string; readonly region: string }, day: number): string {
    return `${account}/${region}/${day}`;
}

function daysOf({ from, to }: Span): number[] {
    const days: number[] = [];
    for (let day = dayOf(from); day < to; day += DAY) {
        days.push(day);
    }
    return days;
}
