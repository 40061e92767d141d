import type { NamedLogFile } from "../digests/digest";
import type { DigestFile, DigestState } from "../digests/read-digest-file";
import type { Span } from "../gaps/span";
import { baseName, parseKey } from "../keys/file-name";
import { dayOfKey } from "../keys/layout";
import { DAY, dayOf } from "../keys/time";
import { MARGIN, type WindowChain } from "./digest-window";

/** A log file that a digest names. */
export interface ExpectedFile extends NamedLogFile {
    readonly trail: string;
    readonly digest: DigestFile;
}

/** The log files that digests name. */
export interface ExpectedFiles {
    /** Those of the day that are in the folder of log files of calls, by name. */
    readonly ofDay: ReadonlyMap<string, ExpectedFile>;
    /** Those that the day's own digests name elsewhere: in other folders, or on other days. */
    readonly elsewhere: readonly ExpectedFile[];
}

/**
 * The log files that the digests around a day name.
 * @param isOwn does a digest belong to this day, not to the one before or after it?
 * @param span the time whose files are read
 */
export function nameLogFiles(
    chains: readonly WindowChain[],
    day: number,
    isOwn: (file: DigestFile) => boolean,
    span: Span,
): ExpectedFiles {
    const ofDay = new Map<string, ExpectedFile>();
    const elsewhere: ExpectedFile[] = [];
    for (const { trail, digests } of chains) {
        for (const file of digests) {
            for (const named of file.digest?.logFiles ?? []) {
                const expected = { ...named, trail, digest: file };
                const name = parseKey(named.key);
                const time = name?.kind === "log" ? name.time : undefined;
                const folderDay = dayOfKey(named.key) ?? (time === undefined ? undefined : dayOf(time));
                const isLog = time !== undefined && !/\/CloudTrail-[A-Za-z]+\//.test(named.key);
                if (time !== undefined && (time < span.from || time >= span.to)) {
                    continue;
                }
                if (isLog && folderDay === day) {
                    const known = ofDay.get(baseName(named.key));
                    if (known === undefined || TRUST[file.state] > TRUST[known.digest.state]) {
                        ofDay.set(baseName(named.key), expected);
                    }
                } else if (isOwn(file) && !(isLog && folderDay !== undefined && isSeenFrom(folderDay, file))) {
                    elsewhere.push(expected);
                }
            }
        }
    }
    return { ofDay, elsewhere };
}

const TRUST: Readonly<Record<DigestState, number>> = { invalid: 0, unverified: 1, valid: 2 };

/** Is a digest among those that are read for a day? */
function isSeenFrom(day: number, { name }: DigestFile): boolean {
    return name.end > day - MARGIN && name.end <= day + DAY + MARGIN;
}
