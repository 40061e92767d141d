import type { AccountApi, SelectorsInput, TrailSettings } from "../../aws/api";
import { AwsFailure } from "../../aws/aws-failure";
import { attempt } from "../../read/api-answer";
import { asInput } from "../plan/live-selectors";
import { pause, type Timing } from "./timing";

/** Why a writing call failed; `undefined` where AWS has confirmed it. */
export type WriteFailure = { readonly reason: string; readonly denied: boolean } | undefined;

/** The calls that read and change one trail, with the patience that they need. */
export class TrailWriter {
    constructor(
        private readonly api: AccountApi,
        private readonly homeRegion: string,
        private readonly arn: string,
        private readonly timing: Timing,
        private readonly signal: AbortSignal,
    ) {}

    /** The selectors now, or why they can't be read. */
    selectors() {
        return attempt(async () => asInput(await this.api.getEventSelectors(this.homeRegion, this.arn)));
    }

    settings() {
        return attempt(() => this.api.getTrail(this.homeRegion, this.arn));
    }

    status() {
        return attempt(() => this.api.getTrailStatus(this.homeRegion, this.arn));
    }

    put(selectors: SelectorsInput): Promise<WriteFailure> {
        return this.write(() => this.api.putEventSelectors(this.homeRegion, this.arn, selectors));
    }

    update(settings: TrailSettings): Promise<WriteFailure> {
        return this.write(() => this.api.updateTrail(this.homeRegion, this.arn, settings));
    }

    startLogging(): Promise<WriteFailure> {
        return this.write(() => this.api.startLogging(this.homeRegion, this.arn));
    }

    /**
     * Reads until what is read is as it should be, for AWS may show what was there before for a while.
     * @returns what was read last, or why nothing could be read
     */
    async readUntil<T>(read: () => Promise<{ value: T } | { failure: string }>, expected: (value: T) => boolean) {
        for (let tries = 1; ; tries++) {
            const answer = await read();
            if (tries === this.timing.readTries || ("value" in answer && expected(answer.value))) {
                return answer;
            }
            // What was written has to be verified even where the run is being stopped.
            await pause(this.timing.readDelayMs, new AbortController().signal);
        }
    }

    /**
     * What failed may have been carried out all the same: the answer may be lost, or an earlier try that the SDK has
     * repeated. Only reading tells.
     */
    private async write(call: () => Promise<void>): Promise<WriteFailure> {
        for (let tries = 1; ; tries++) {
            try {
                await call();
                return undefined;
            } catch (error) {
                const { kind, message } =
                    error instanceof AwsFailure ? error : new AwsFailure("writing", "other", String(error));
                if (kind !== "conflict" || tries === this.timing.conflictTries || this.signal.aborted) {
                    return { reason: message, denied: kind === "denied" };
                }
                await pause(this.timing.conflictDelayMs * 2 ** (tries - 1), this.signal);
            }
        }
    }
}
