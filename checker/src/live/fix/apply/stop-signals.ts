import type { Output } from "../../../command-line/io";

/** Stops a run in good order: what was begun is brought to an end, and no more is begun. */
export interface StopSignals {
    readonly stop: AbortController;
    /** From here on signals mean again what they always do. */
    release(): void;
}

/** The exit code of a process that a SIGINT ended. */
const INTERRUPTED = 130;

/**
 * Takes SIGINT and SIGTERM: the first stops the run in good order, a second one at once.
 * @param inHand what is being changed just now
 */
export function takeStopSignals(stderr: Output, inHand: () => readonly string[]): StopSignals {
    const stop = new AbortController();
    const onSignal = () => {
        const trails = inHand().join(", ") || "nothing";
        if (stop.signal.aborted) {
            stderr.write(`trail-guard: stopped at once; in hand was: ${trails}. Each is either old or new.\n`);
            process.exit(INTERRUPTED);
        }
        stop.abort();
        stderr.write(`trail-guard: stopping as soon as this is brought to an end: ${trails}\n`);
    };
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
    return {
        stop,
        release: () => {
            process.off("SIGINT", onSignal);
            process.off("SIGTERM", onSignal);
        },
    };
}
