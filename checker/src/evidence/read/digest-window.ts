import { checkChain, type MissingDigest } from "../digests/chain";
import type { Digest, PreviousDigest } from "../digests/digest";
import { type DigestFile, type DigestReading, readDigestFile } from "../digests/read-digest-file";
import { ReadFailure } from "../files/file-store";
import type { FoundPlace } from "../files/find-places";
import type { CoveredSpan } from "../gaps/find-gaps";
import type { Span } from "../gaps/span";
import { baseName, parseKey } from "../keys/file-name";
import { dayFolder } from "../keys/layout";
import { DAY, HOUR, MINUTE } from "../keys/time";
import type { Slots } from "./slots";

/**
 * Digests that are read besides those of a day: the log files of its last minutes are in a digest of the next day, and
 * the next digest shows whether that one is altered.
 */
export const MARGIN = 3 * HOUR;

/** A digest begins when the previous one ends, give or take this. */
const TOLERANCE = 5 * MINUTE;

/** The digests of one trail around a day, ordered by their end, each with the period that it covers. */
export interface WindowChain {
    readonly trail: string;
    readonly homeRegion: string;
    readonly backfill: boolean;
    readonly digests: readonly DigestFile[];
    readonly missing: readonly MissingDigest[];
    readonly otherBuckets: readonly string[];
}

/** Reads the digests of an account and Region day by day; each one once, as long as the days are consecutive. */
export class DigestWindows {
    private readonly read = new Map<string, Promise<DigestFile | undefined>>();

    constructor(
        private readonly place: FoundPlace,
        private readonly reading: DigestReading,
        private readonly slots: Slots,
        /** The time whose files are read. */
        private readonly span: Span,
    ) {}

    /** The chains around a day. @throws ReadFailure if a folder can't be listed */
    async around(day: number): Promise<readonly WindowChain[]> {
        const keys = (
            await Promise.all(
                [day - DAY, day, day + DAY].flatMap(date =>
                    this.place.bases.map(base =>
                        this.reading.store.list(dayFolder(base, "CloudTrail-Digest", this.place.region, date)),
                    ),
                ),
            )
        ).flatMap(({ files }) => files);
        const inWindow = keys.filter(key => {
            const name = parseKey(key);
            return name?.kind === "digest" && name.end > day - MARGIN && name.end <= day + DAY + MARGIN;
        });
        this.forgetAllBut(inWindow);
        const files = (await Promise.all(inWindow.map(key => this.readOnce(key)))).filter(file => file !== undefined);
        const names = new Set(keys.map(baseName));
        return Promise.all([...chainsOf(files).values()].map(chain => this.checked(chain, names)));
    }

    private forgetAllBut(keys: readonly string[]): void {
        const kept = new Set(keys);
        for (const key of this.read.keys()) {
            if (!kept.has(key)) {
                this.read.delete(key);
            }
        }
    }

    private readOnce(key: string): Promise<DigestFile | undefined> {
        const reading = this.read.get(key) ?? this.slots.run(() => readDigestFile(key, this.reading));
        this.read.set(key, reading);
        return reading;
    }

    private async checked(digests: readonly DigestFile[], present: ReadonlySet<string>): Promise<WindowChain> {
        const { trail, homeRegion, backfill } = (digests[0] as DigestFile).name;
        const { missing, otherBuckets } = checkChain(digests, key => present.has(baseName(key)), this.span.from);
        const gone = await Promise.all(missing.map(async file => ((await this.isGone(file.key)) ? [file] : [])));
        return { trail, homeRegion, backfill, digests, missing: gone.flat(), otherBuckets };
    }

    /** It may be in a place that was not searched: the next digest can be days newer. */
    private async isGone(bucketKey: string): Promise<boolean> {
        const { store } = this.reading;
        for (const base of this.place.bases) {
            try {
                await this.slots.run(() => store.read(store.fileOf(bucketKey, base)));
                return false;
            } catch (error) {
                if (!(error instanceof ReadFailure)) {
                    throw error;
                }
                if (error.kind !== "missing") {
                    return false;
                }
            }
        }
        return true;
    }
}

function chainsOf(files: readonly DigestFile[]): Map<string, DigestFile[]> {
    const chains = new Map<string, DigestFile[]>();
    for (const file of [...files].sort((one, other) => one.name.end - other.name.end || compare(one.key, other.key))) {
        const { trail, homeRegion, backfill } = file.name;
        const id = JSON.stringify([trail, homeRegion, backfill]);
        chains.set(id, [...(chains.get(id) ?? []), file]);
    }
    return chains;
}

function compare(one: string, other: string): number {
    return one < other ? -1 : one > other ? 1 : 0;
}

/** What a digest covers: what it says itself or, if it can't be trusted, the hour before the time in its name. */
export function periodOf({ digest, name, state }: DigestFile): Span {
    return digest !== undefined && state !== "invalid"
        ? { from: digest.start, to: digest.end }
        : { from: name.end - HOUR, to: name.end };
}

/** What a chain covers, in order. */
export function coveredBy({ digests, missing }: WindowChain): CoveredSpan[] {
    const absent = new Set(missing.map(({ key }) => baseName(key)));
    let last: CoveredSpan | undefined;
    return digests.map(file => {
        const period = periodOf(file);
        const previous = file.state === "invalid" ? undefined : file.digest?.previous;
        const before = file.digest === undefined || !previous ? undefined : placeBefore(file.digest, previous);
        const entry: CoveredSpan["entry"] =
            previous === null
                ? "first"
                : previous && absent.has(baseName(previous.key))
                  ? "missing"
                  : before === undefined
                    ? "linked"
                    : "elsewhere";
        const isNext = last !== undefined && period.from > last.to && period.from - last.to <= TOLERANCE;
        const from = isNext && last !== undefined ? last.to : period.from;
        last = { from, to: period.to, state: file.state, entry, ...(before === undefined ? {} : { before }) };
        return last;
    });
}

/** The account's folder that the previous digest was delivered to, if it is not that of this digest. */
function placeBefore({ bucket, key }: Digest, previous: PreviousDigest): string | undefined {
    const folderOf = (digest: string) => digest.split("CloudTrail-Digest/", 1)[0];
    return previous.bucket === bucket && folderOf(previous.key) === folderOf(key)
        ? undefined
        : `s3://${previous.bucket}/${folderOf(previous.key)}`;
}
