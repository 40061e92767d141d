import type { AccountApi, PlainData, SelectorsInput, TrailSettings } from "../../aws/api";
import { AwsFailure } from "../../aws/calls/aws-failure";
import { type ApiAnswer, attempt } from "../../read/api-answer";
import { asInput } from "../plan/live-selectors";
import { pause, type Timing } from "./timing";

/** Why a writing call failed. */
export interface WriteFailure {
    readonly reason: string;
    /** Is it certain that AWS has not carried it out? */
    readonly refused: boolean;
}

/** The result of a writing call: how it ended, and what could be read afterwards. */
export interface Written<T> {
    /** Absent if AWS has confirmed it. */
    readonly failure?: WriteFailure;
    /** What was read last. */
    readonly now: ApiAnswer<T>;
}

/** The calls that read and change one trail, with the patience that they need. */
export class TrailWriter {
    /** @param onWait receives what is being waited for, if that takes a while */
    constructor(
        private readonly api: AccountApi,
        private readonly homeRegion: string,
        private readonly arn: string,
        private readonly timing: Timing,
        private readonly signal: AbortSignal,
        private readonly onWait: (message: string) => void,
    ) {}

    /** The selectors now, or why they can't be read. */
    selectors(): Promise<ApiAnswer<SelectorsInput>> {
        return attempt(async () => asInput(await this.api.getEventSelectors(this.homeRegion, this.arn)));
    }

    /** The current value of what `UpdateTrail` can set. */
    settings(): Promise<ApiAnswer<TrailSettings>> {
        return attempt(async () => settingsOf(await this.api.getTrail(this.homeRegion, this.arn)));
    }

    /** Is it logging now? */
    logging(): Promise<ApiAnswer<boolean>> {
        return attempt(async () => (await this.api.getTrailStatus(this.homeRegion, this.arn)).IsLogging === true);
    }

    /** Writes selectors, and reads them until they are as written. */
    put(selectors: SelectorsInput, isWritten: (now: SelectorsInput) => boolean): Promise<Written<SelectorsInput>> {
        return this.write(
            () => this.api.putEventSelectors(this.homeRegion, this.arn, selectors),
            () => this.selectors(),
            isWritten,
        );
    }

    update(settings: TrailSettings): Promise<Written<TrailSettings>> {
        return this.write(
            () => this.api.updateTrail(this.homeRegion, this.arn, settings),
            () => this.settings(),
            now => hasSettings(now, settings),
        );
    }

    startLogging(): Promise<Written<boolean>> {
        return this.write(
            () => this.api.startLogging(this.homeRegion, this.arn),
            () => this.logging(),
            isLogging => isLogging,
        );
    }

    /**
     * Writes, then reads: a failed call may have been carried out nevertheless, if only its answer was lost, and
     * CloudTrail may show the old value for a while.
     */
    private async write<T>(
        call: () => Promise<void>,
        read: () => Promise<ApiAnswer<T>>,
        isWritten: (now: T) => boolean,
    ): Promise<Written<T>> {
        const failure = await this.callPatiently(call);
        for (let tries = 1; ; tries++) {
            const now = await read();
            const isOver = failure?.refused === true || ("value" in now && isWritten(now.value));
            if (isOver || tries === this.timing.readTries) {
                return failure === undefined ? { now } : { failure, now };
            }
            // What was written has to be verified even if the run is being stopped.
            await pause(this.timing.readDelayMs, new AbortController().signal);
        }
    }

    private async callPatiently(call: () => Promise<void>): Promise<WriteFailure | undefined> {
        for (let tries = 1; ; tries++) {
            try {
                await call();
                return undefined;
            } catch (error) {
                const failure = error instanceof AwsFailure ? error : new AwsFailure("writing", "other", String(error));
                const { kind, message, refused } = failure;
                if (kind !== "conflict" || tries === this.timing.conflictTries || this.signal.aborted) {
                    return { reason: message, refused };
                }
                const delay = this.timing.conflictDelayMs * 2 ** (tries - 1);
                const seconds = Math.ceil(delay / 1000);
                this.onWait(`${this.arn}: another change is in progress; trying again in ${seconds} s`);
                await pause(delay, this.signal);
            }
        }
    }
}

/** Are these settings as they should be? */
export function hasSettings(now: TrailSettings, wanted: TrailSettings): boolean {
    return Object.entries(wanted).every(([name, value]) => now[name as keyof TrailSettings] === value);
}

/**
 * The settings in the answer of `GetTrail`, under the names that `UpdateTrail` uses.
 * @throws AwsFailure if it doesn't have them
 */
function settingsOf(trail: PlainData): TrailSettings {
    const setting = (name: string): boolean => {
        const value = trail[name];
        if (typeof value !== "boolean") {
            throw new AwsFailure("GetTrail", "other", `the answer has no ${name}`);
        }
        return value;
    };
    return {
        IsMultiRegionTrail: setting("IsMultiRegionTrail"),
        IncludeGlobalServiceEvents: setting("IncludeGlobalServiceEvents"),
        EnableLogFileValidation: setting("LogFileValidationEnabled"),
    };
}
