/** How long to wait for AWS. */
export interface Timing {
    /** How often to read selectors until they show what was written: CloudTrail is eventually consistent. */
    readonly readTries: number;
    readonly readDelayMs: number;
    /** How often to try a call that meets another change; each wait is twice as long as the one before. */
    readonly conflictTries: number;
    readonly conflictDelayMs: number;
}

/** CloudTrail asks callers to wait "a few minutes" after a ConflictException: two and a half, in all. */
export const TIMING: Timing = { readTries: 6, readDelayMs: 2000, conflictTries: 5, conflictDelayMs: 10_000 };

/** Waits, unless the run is being stopped. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
        if (signal.aborted) {
            resolve();
            return;
        }
        const done = () => {
            clearTimeout(timer);
            signal.removeEventListener("abort", done);
            resolve();
        };
        const timer = setTimeout(done, ms);
        signal.addEventListener("abort", done);
    });
}
