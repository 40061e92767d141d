import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { describeInstances, invokeModel, type RecordPlace, retrieve } from "./bucket-records";
import { makeSigningKey, type SigningKey, signText } from "./key-pair";

/** An object of a bucket. */
export interface MadeObject {
    readonly bytes: Buffer;
    readonly metadata: Readonly<Record<string, string>>;
}

/** What a bucket contains. */
export interface BucketPlan {
    readonly bucket: string;
    /** Ends with a slash, or is empty. */
    readonly prefix: string;
    /** The organization's ID, if the trail is an organization trail. */
    readonly organization?: string;
    readonly trail: string;
    readonly homeRegion: string;
    readonly accounts: readonly string[];
    readonly regions: readonly string[];
    /** Milliseconds: the first hour. */
    readonly from: number;
    readonly hours: number;
    readonly filesAnHour: number;
    /** The first hour whose digests are signed with the second key. */
    readonly rotateAt: number;
    /** Hours that have no digest: after them a new chain begins. */
    readonly withoutDigest: readonly number[];
    /** Hours without log files: digests are written all the same. */
    readonly withoutFiles: readonly number[];
    /** Also write what CloudTrail writes beside log files of calls. */
    readonly besides: boolean;
    /** The records of a log file. */
    records(place: RecordPlace, hour: number): readonly Record<string, unknown>[];
}

export const HOUR = 3_600_000;

/** The account of a moto server. */
export const ACCOUNT = "123456789012";

export const PLAN: BucketPlan = {
    bucket: "trail-logs",
    prefix: "",
    trail: "main",
    homeRegion: "us-east-1",
    accounts: [ACCOUNT],
    regions: ["us-east-1"],
    from: Date.parse("2026-11-01T00:00:00Z"),
    hours: 24,
    filesAnHour: 2,
    rotateAt: 12,
    withoutDigest: [],
    withoutFiles: [],
    besides: true,
    records: place => [
        invokeModel({ ...place, id: `${place.id} model` }),
        retrieve({ ...place, id: `${place.id} knowledge base` }),
        describeInstances({ ...place, id: `${place.id} instances` }),
    ],
};

/** A pair of keys takes a while to make: all buckets are signed with the same two. */
let signingKeys: readonly [SigningKey, SigningKey] | undefined;

function keysOnce(): readonly [SigningKey, SigningKey] {
    signingKeys ??= [makeSigningKey(), makeSigningKey()];
    return signingKeys;
}

/** The log files of an hour, and its digest. */
export interface MadeHour {
    readonly account: string;
    readonly region: string;
    readonly hour: number;
    readonly logFiles: readonly string[];
    /** `undefined` where there is none. */
    readonly digest: string | undefined;
}

/**
 * A bucket as CloudTrail fills it, in memory: log files, and signed chains of digests. To tamper with it is to change
 * `objects`.
 */
export class MadeBucket {
    readonly objects = new Map<string, MadeObject>();
    readonly hours: MadeHour[] = [];
    readonly plan: BucketPlan;
    readonly keys = keysOnce();

    constructor(changes: Partial<BucketPlan> = {}) {
        this.plan = { ...PLAN, ...changes };
        for (const account of this.plan.accounts) {
            for (const region of this.plan.regions) {
                this.makeChain(account, region);
            }
        }
    }

    get from(): string {
        return new Date(this.plan.from).toISOString();
    }

    get to(): string {
        return new Date(this.plan.from + this.plan.hours * HOUR).toISOString();
    }

    /** The hours of one account and Region. */
    chain(account = this.plan.accounts[0], region = this.plan.regions[0]): readonly MadeHour[] {
        return this.hours.filter(hour => hour.account === account && hour.region === region);
    }

    /** The folder of an account. */
    base(account: string): string {
        const { prefix, organization } = this.plan;
        return `${prefix}AWSLogs/${organization === undefined ? "" : `${organization}/`}${account}/`;
    }

    logFileKey(account: string, region: string, time: number, unique: string): string {
        return `${this.base(account)}CloudTrail/${region}/${dateFolders(time)}/${account}_CloudTrail_${region}_${compact(time, false)}_${unique}.json.gz`;
    }

    digestKey(account: string, region: string, end: number, backfill = false): string {
        const { trail, homeRegion } = this.plan;
        const suffix = backfill ? "_backfill" : "";
        return `${this.base(account)}CloudTrail-Digest/${region}/${dateFolders(end)}/${account}_CloudTrail-Digest_${region}_${trail}_${homeRegion}_${compact(end, true)}${suffix}.json.gz`;
    }

    private makeChain(account: string, region: string): void {
        const { plan } = this;
        let previous: { readonly key: string; readonly hash: string; readonly signature: string } | undefined;
        for (let hour = 0; hour < plan.hours; hour++) {
            const start = plan.from + hour * HOUR;
            const logFiles = plan.withoutFiles.includes(hour) ? [] : this.makeLogFiles(account, region, hour, start);
            if (plan.withoutDigest.includes(hour)) {
                previous = undefined;
                this.hours.push({ account, region, hour, logFiles, digest: undefined });
                continue;
            }
            const key = this.digestKey(account, region, start + HOUR);
            const content = this.digestContent(key, account, start, start + HOUR, logFiles, previous);
            const signature = this.putDigest(key, content, hour < plan.rotateAt ? 0 : 1);
            previous = { key, hash: sha256(content), signature };
            this.hours.push({ account, region, hour, logFiles, digest: key });
            if (plan.besides) {
                this.putBesides(account, region, start);
            }
        }
    }

    private makeLogFiles(account: string, region: string, hour: number, start: number): string[] {
        const { filesAnHour, records } = this.plan;
        return Array.from({ length: filesAnHour }, (_, index) => {
            const time = start + Math.floor(((index + 0.5) * HOUR) / filesAnHour / 60_000) * 60_000;
            const id = `${account} ${region} ${hour} ${index}`;
            const key = this.logFileKey(account, region, time, createHash("md5").update(id).digest("hex").slice(0, 16));
            const place = { account, region, time: iso(time - 240_000), id };
            this.putLogFile(key, records(place, hour));
            return key;
        });
    }

    putLogFile(key: string, records: readonly Record<string, unknown>[]): void {
        this.objects.set(key, { bytes: gzipSync(JSON.stringify({ Records: records })), metadata: {} });
    }

    /** A digest's text. */
    digestContent(
        key: string,
        account: string,
        start: number,
        end: number,
        logFiles: readonly string[],
        previous: { readonly key: string; readonly hash: string; readonly signature: string } | undefined,
    ): string {
        const hour = Math.floor((start - this.plan.from) / HOUR);
        const { bucket, rotateAt } = this.plan;
        return JSON.stringify({
            awsAccountId: account,
            digestStartTime: iso(start),
            digestEndTime: iso(end),
            digestS3Bucket: bucket,
            digestS3Object: key,
            digestPublicKeyFingerprint: this.keys[hour < rotateAt ? 0 : 1].fingerprint,
            digestSignatureAlgorithm: "SHA256withRSA",
            newestEventTime: null,
            oldestEventTime: null,
            previousDigestS3Bucket: previous === undefined ? null : bucket,
            previousDigestS3Object: previous?.key ?? null,
            previousDigestHashValue: previous?.hash ?? null,
            previousDigestHashAlgorithm: previous === undefined ? null : "SHA-256",
            previousDigestSignature: previous?.signature ?? null,
            logFiles: logFiles.map(file => ({
                s3Bucket: bucket,
                s3Object: file,
                hashValue: sha256(this.content(file)),
                hashAlgorithm: "SHA-256",
                newestEventTime: iso(start),
                oldestEventTime: iso(start),
            })),
        });
    }

    /** Writes a digest, signed. @returns its signature */
    putDigest(key: string, content: string, keyIndex: 0 | 1, metadata: Readonly<Record<string, string>> = {}): string {
        const { digestEndTime, previousDigestSignature } = JSON.parse(content) as Record<string, string | null>;
        const text = `${digestEndTime}\n${this.plan.bucket}/${key}\n${sha256(content)}\n${previousDigestSignature ?? "null"}`;
        const signature = signText(text, this.keys[keyIndex]);
        this.objects.set(key, {
            bytes: gzipSync(content),
            metadata: { signature, "signature-algorithm": "SHA256withRSA", ...metadata },
        });
        return signature;
    }

    private putBesides(account: string, region: string, time: number): void {
        for (const folder of ["CloudTrail-Insight", "CloudTrail-NetworkActivity", "CloudTrail-Aggregated"]) {
            const name = `${account}_${folder}_${region}_${compact(time, false)}_AAAAAAAAAAAAAAAA.json.gz`;
            const key = `${this.base(account)}${folder}/${region}/${dateFolders(time)}/${name}`;
            this.putLogFile(key, [{ eventID: "x", eventCategory: folder.slice("CloudTrail-".length) }]);
        }
    }

    /** The contents of an object, unzipped. */
    content(key: string): string {
        const object = this.objects.get(key);
        if (object === undefined) {
            throw new Error(`there is no ${key}`);
        }
        return gunzipSync(object.bytes).toString("utf8");
    }

    /** Replaces the contents of an object; its metadata stays. */
    change(key: string, changed: (content: string) => string): void {
        this.objects.set(key, {
            bytes: gzipSync(changed(this.content(key))),
            metadata: this.objects.get(key)?.metadata ?? {},
        });
    }

    /** Copies all objects into a folder; what is metadata of objects is lost. */
    copyTo(folder: string, path: (key: string) => string = key => key): void {
        for (const [key, { bytes }] of this.objects) {
            const file = join(folder, path(key));
            mkdirSync(dirname(file), { recursive: true });
            writeFileSync(file, bytes);
        }
    }
}

export function iso(ms: number): string {
    return new Date(ms).toISOString().replace(".000Z", "Z");
}

function compact(ms: number, seconds: boolean): string {
    return iso(ms)
        .replaceAll(/[-:]/g, "")
        .replace(/(\d\d)Z$/, seconds ? "$1Z" : "Z");
}

function dateFolders(ms: number): string {
    return iso(ms).slice(0, 10).replaceAll("-", "/");
}

function sha256(content: string): string {
    return createHash("sha256").update(content).digest("hex");
}
