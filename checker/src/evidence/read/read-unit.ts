import type { DigestFile } from "../digests/read-digest-file";
import type { InvalidFile } from "../evidence";
import { type FileStore, ReadFailure } from "../files/file-store";
import type { FoundPlace } from "../files/find-places";
import type { CoveredSpan } from "../gaps/find-gaps";
import type { Span } from "../gaps/span";
import { baseName, parseFileName } from "../keys/file-name";
import { dayFolder } from "../keys/layout";
import { DAY, hourOf } from "../keys/time";
import type { RecordFile } from "../record-consumer";
import type { FileResult } from "../workers/messages";
import type { WorkerPool } from "../workers/worker-pool";
import { coveredBy, type DigestWindows, periodOf, type WindowChain } from "./digest-window";
import { noDigests, noLogFiles } from "./file-counts";
import { type Standing, type Surroundings, standingOf, timeOfLogFile } from "./file-standing";
import { type ExpectedFile, nameLogFiles } from "./name-log-files";
import type { RepeatedEvents } from "./repeated-events";
import type { Slots } from "./slots";
import type { Chain, UnitOutcome } from "./unit-outcome";

/** What the units of a run have in common. */
export interface UnitReading {
    readonly store: FileStore;
    readonly pool: WorkerPool;
    readonly slots: Slots;
    readonly repeated: RepeatedEvents;
    /** The time whose files are read. */
    readonly span: Span;
    /** Until when digests are due. */
    readonly due: number;
    readonly stop: AbortSignal;
    /** Called once, with the number of log files. */
    onListed(files: number): void;
    /** Called for each file, with its size unzipped. */
    onFile(bytes: number): void;
    /** Lines of records, for `--events`. */
    onLines(lines: string): Promise<void>;
}

/**
 * Reads a day of an account and Region: its digests, then its log files.
 * @throws ReadFailure if a folder can't be listed
 */
export async function readUnit(
    place: FoundPlace,
    day: number,
    windows: DigestWindows,
    reading: UnitReading,
): Promise<UnitOutcome> {
    const startedAt = Date.now();
    // Digests come first: a log file that is named by then was delivered before log files are listed.
    const chains = await windows.around(day);
    const unit = new UnitReader(place, day, chains, reading);
    await unit.readLogFiles();
    const counted = await reading.pool.endUnit(unit.id);
    return unit.outcome(startedAt, counted);
}

class UnitReader {
    readonly id: string;
    private readonly digestCounts = noDigests();
    private readonly logFiles = { ...noLogFiles(), unread: 0 };
    private readonly uncovered = new Map<number, number>();
    private readonly delivered = new Set<number>();
    private readonly tampered = new Set<number>();
    private readonly notes = new Set<string>();
    private readonly chains: Chain[] = [];
    private readonly surroundings: Surroundings;

    constructor(
        private readonly place: FoundPlace,
        private readonly day: number,
        private readonly windows: readonly WindowChain[],
        private readonly reading: UnitReading,
    ) {
        this.id = `${place.account}/${place.region}/${day}`;
        const spans = windows.map(chain => [chain, coveredBy(chain)] as const);
        const trails = new Map<string, CoveredSpan[]>();
        for (const [chain, covered] of spans) {
            const own = covered.filter((_, index) => this.isOwn(chain.digests[index] as DigestFile));
            this.chains.push({ trail: chain.trail, homeRegion: chain.homeRegion, covered: own });
            this.judgeDigests(chain);
            const id = JSON.stringify([chain.trail, chain.homeRegion]);
            trails.set(id, [...(trails.get(id) ?? []), ...covered]);
        }
        const coveredByAll = [...trails.values()].map(covered => covered.filter(({ state }) => state !== "invalid"));
        this.surroundings = { place, day, due: reading.due, coveredByAll };
    }

    /** A digest belongs to the day in which its period ends; the last day also has the one that ends just after it. */
    private isOwn(file: DigestFile): boolean {
        const { from, to } = this.reading.span;
        const { end } = file.name;
        const isOfDay = end > this.day && end <= this.day + DAY;
        const isLastDay = to <= this.day + DAY;
        return end > from && (isOfDay || (isLastDay && end > this.day && periodOf(file).from < to));
    }

    private judgeDigests({ digests, missing, otherBuckets }: WindowChain): void {
        for (const file of digests.filter(candidate => this.isOwn(candidate))) {
            const { key, state, problem, detail, because } = file;
            if (state === "invalid") {
                this.digestCounts.invalid.push(invalidFile(key, problem ?? "not-readable", detail));
                this.tampered.add(hourOf(file.name.end - 1));
            } else {
                this.digestCounts[state] += 1;
            }
            if (because !== undefined) {
                this.notes.add(because);
            }
            for (const gone of missing.filter(({ namedBy }) => namedBy === key)) {
                this.digestCounts.invalid.push(invalidFile(gone.key, "missing", `${gone.namedBy} names it`));
                const name = parseFileName(baseName(gone.key));
                this.tampered.add(hourOf((name?.kind === "digest" ? name.end : file.name.end) - 1));
            }
        }
        for (const bucket of otherBuckets) {
            this.notes.add(`earlier digests are in another bucket, ${bucket}: verify that one too`);
        }
    }

    async readLogFiles(): Promise<void> {
        const { account, region, bases } = this.place;
        const { store, span } = this.reading;
        const folders = bases.map(base => dayFolder(base, "CloudTrail", region, this.day));
        const listed = (await Promise.all(folders.map(folder => store.list(folder)))).flatMap(({ files }) => files);
        const byName = new Map<string, string[]>();
        for (const key of listed) {
            const name = parseFileName(baseName(key));
            const time = name?.kind === "log" ? name.time : this.day;
            if (baseName(key).endsWith(".json.gz") && time >= span.from && time < span.to) {
                byName.set(baseName(key), [...(byName.get(baseName(key)) ?? []), key]);
            }
        }
        const isOwn = (file: DigestFile) => this.isOwn(file);
        const { ofDay, elsewhere } = nameLogFiles(this.windows, this.day, isOwn, span);
        this.reading.onListed(byName.size);
        const work: Promise<void>[] = [];
        for (const [name, keys] of byName) {
            work.push(this.readCopies(keys, ofDay.get(name), { account, region }));
        }
        for (const [name, expected] of ofDay) {
            const isThere = byName.get(name)?.some(key => store.isKey(key, expected.key)) === true;
            if (!isThere && expected.digest.state !== "invalid") {
                this.addMissing(expected);
            }
        }
        for (const expected of elsewhere.filter(({ digest }) => digest.state !== "invalid")) {
            work.push(this.readElsewhere(expected));
        }
        await Promise.all(work);
    }

    private addMissing({ key, bucket, digest }: ExpectedFile): void {
        if (bucket !== digest.digest?.bucket) {
            this.notes.add(`log files of these digests are in another bucket, ${bucket}: verify that one too`);
            return;
        }
        this.addInvalid(key, "missing", `${digest.key} names it`);
    }

    private addInvalid(key: string, problem: InvalidFile["problem"], detail: string | undefined): void {
        this.logFiles.invalid.push(invalidFile(key, problem, detail));
        if (problem !== "unreadable") {
            this.tampered.add(hourOf(timeOfLogFile(key, this.day)));
        }
    }

    /** Of several files with one name, the first intact one counts, and the others are copies of it. */
    private async readCopies(
        keys: readonly string[],
        named: ExpectedFile | undefined,
        place: { readonly account: string; readonly region: string },
    ): Promise<void> {
        const { store } = this.reading;
        // A digest names a file together with its place: files with the name but in another place come last.
        const isNamed = (key: string) => named !== undefined && store.isKey(key, named.key);
        const inOrder = [...keys.filter(isNamed), ...keys.filter(key => !isNamed(key))];
        let counted = false;
        for (const key of inOrder) {
            if (counted && named === undefined) {
                this.logFiles.duplicates.push(key);
                continue;
            }
            const expected = named !== undefined && named.digest.state !== "invalid" ? named : undefined;
            const standing = standingOf(key, expected, named, this.surroundings);
            const trust = standing === "pending" || standing === "uncovered" ? "unverified" : standing;
            const file = counted ? undefined : { key, ...place, trail: named?.trail, trust };
            const result = await this.readFile(key, expected?.hash, file);
            if (result === "stopped") {
                this.logFiles.unread += 1;
            } else if (result === undefined) {
                // Its problem is noted.
            } else if (counted) {
                this.logFiles.duplicates.push(key);
            } else {
                counted = true;
                this.count(key, standing);
            }
        }
    }

    private count(key: string, standing: Standing): void {
        const hour = hourOf(timeOfLogFile(key, this.day));
        this.delivered.add(hour);
        switch (standing) {
            case "valid":
            case "unverified":
            case "pending":
                this.logFiles[standing] += 1;
                break;
            case "unnamed":
                this.logFiles.unnamed.push(key);
                this.tampered.add(hour);
                break;
            case "uncovered":
                this.logFiles.unverified += 1;
                this.uncovered.set(hour, (this.uncovered.get(hour) ?? 0) + 1);
        }
    }

    /** Only the hash of a file in another folder counts: it contains no records of calls, or is from another time. */
    private async readElsewhere(expected: ExpectedFile): Promise<void> {
        const base = this.place.bases.find(folder => expected.digest.key.startsWith(folder)) ?? "";
        const key = this.reading.store.fileOf(expected.key, base);
        if (expected.bucket !== expected.digest.digest?.bucket) {
            this.addMissing(expected);
            return;
        }
        const result = await this.readFile(key, expected.hash, undefined);
        if (result === "stopped") {
            this.logFiles.unread += 1;
        } else if (result !== undefined) {
            this.logFiles[expected.digest.state === "valid" ? "valid" : "unverified"] += 1;
        }
    }

    /** @returns `undefined` if something is wrong with the file, which is noted */
    private async readFile(
        key: string,
        expected: string | undefined,
        file: RecordFile | undefined,
    ): Promise<FileResult | "stopped" | undefined> {
        const { slots, store, pool, stop, repeated, onFile, onLines } = this.reading;
        const result = await slots.run(async () => {
            if (stop.aborted) {
                return "stopped" as const;
            }
            try {
                const { bytes } = await store.read(key);
                return await pool.read({ unit: this.id, bytes, expected, file });
            } catch (error) {
                if (!(error instanceof ReadFailure)) {
                    throw error;
                }
                return { problem: error.kind, detail: error.message, size: 0, events: [], isSummary: false } as const;
            }
        });
        if (result === "stopped") {
            return result;
        }
        onFile(result.size);
        this.logFiles.bytes += result.size;
        this.logFiles.repeatedEvents += repeated.add(result.events);
        if (result.isSummary) {
            this.notes.add(`${key} contains event summaries, which are not evidence of a single call`);
        }
        if ("lines" in result && result.lines !== undefined) {
            await onLines(result.lines);
        }
        if (result.problem !== undefined) {
            this.addInvalid(key, result.problem, result.detail);
            return undefined;
        }
        return result as FileResult;
    }

    outcome(startedAt: number, counted: UnitOutcome["counted"]): UnitOutcome {
        const { account, region } = this.place;
        return {
            account,
            region,
            day: this.day,
            readAt: { from: startedAt, to: Date.now() },
            digests: this.digestCounts,
            logFiles: this.logFiles,
            chains: this.chains,
            uncovered: [...this.uncovered],
            delivered: [...this.delivered].sort((one, other) => one - other),
            tampered: [...this.tampered].sort((one, other) => one - other),
            notes: [...this.notes],
            counted,
        };
    }
}

function invalidFile(key: string, problem: InvalidFile["problem"], detail: string | undefined): InvalidFile {
    return detail === undefined ? { key, problem } : { key, problem, detail };
}
