import type { Page } from "../../live/aws/api";
import { AwsFailure } from "../../live/aws/calls/aws-failure";
import { pagesOf } from "../../live/aws/calls/read-pages";
import type { PublicKey } from "../../live/aws/log-file-api";
import { isoTime } from "../keys/time";

/** The keys of a Region, page by page. */
export type ListKeys = (region: string, from: Date, to: Date, page: string | undefined) => Promise<Page<PublicKey>>;

/** A key; or why it is unknown whether there is one; or that CloudTrail has none with this fingerprint. */
export type FoundKey = { readonly der: Uint8Array } | { readonly failure: string } | "unknown";

/** The public keys with which CloudTrail signs digests: each Region has its own. Each is requested once. */
export class KeyRing {
    private readonly keys = new Map<string, Uint8Array>();
    private readonly asked = new Map<string, Promise<string | undefined>>();

    /** @param from the start of the verified period, in milliseconds */
    constructor(
        private readonly list: ListKeys,
        private readonly from: number,
        private readonly to: number,
    ) {}

    /**
     * The key with a fingerprint.
     * @param signedAt when the digest was made, in milliseconds
     */
    async find(region: string, fingerprint: string, signedAt: number): Promise<FoundKey> {
        const id = `${region}/${fingerprint}`;
        // A backfill digest is signed after the period that it covers, with a key of that later time.
        for (const [from, to] of [
            [this.from, this.to],
            [signedAt - MARGIN_MS, signedAt + MARGIN_MS],
        ] as const) {
            const known = this.keys.get(id);
            if (known !== undefined) {
                return { der: known };
            }
            const failure = await this.ask(region, from, to);
            if (failure !== undefined) {
                return { failure };
            }
        }
        const der = this.keys.get(id);
        return der === undefined ? "unknown" : { der };
    }

    private ask(region: string, from: number, to: number): Promise<string | undefined> {
        // One request serves everything signed in the requested period.
        const isWithin = from >= this.from && to <= this.to;
        const [start, end] = isWithin ? [this.from, this.to] : [from, to];
        const id = `${region} ${isoTime(start)} ${isoTime(end)}`;
        const asking = this.asked.get(id) ?? this.askOnce(region, new Date(start), new Date(end));
        this.asked.set(id, asking);
        return asking;
    }

    private async askOnce(region: string, from: Date, to: Date): Promise<string | undefined> {
        try {
            for await (const entries of pagesOf("ListPublicKeys", page => this.list(region, from, to, page))) {
                for (const { fingerprint, der } of entries) {
                    this.keys.set(`${region}/${fingerprint}`, der);
                }
            }
            return undefined;
        } catch (error) {
            if (error instanceof AwsFailure) {
                return error.message;
            }
            throw error;
        }
    }
}

/** A digest is created soon after the hour that it covers. */
const MARGIN_MS = 60 * 60_000;
