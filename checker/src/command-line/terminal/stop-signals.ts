import type { Output } from "../io";

/** Stops a run in an orderly way: what was begun is finished, and no more is begun. */
export interface StopSignals {
    readonly stop: AbortController;
    /** From here on, signals have their usual effect again. */
    release(): void;
}

/** The messages when a run is stopped, each without the leading command name. */
export interface StopTexts {
    /** After the first signal. */
    stopping(): string;
    /** After a second one, which ends the run at once. */
    stopped(): string;
}

/** The exit code of a process that a SIGINT ended. */
const INTERRUPTED = 130;

/** SIGHUP: the terminal is closed, or the connection to it lost. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Handles SIGINT, SIGTERM and SIGHUP: the first stops the run in an orderly way, a second one at once. */
export function takeStopSignals(stderr: Output, texts: StopTexts): StopSignals {
    const stop = new AbortController();
    const onSignal = () => {
        if (stop.signal.aborted) {
            stderr.write(`trail-guard: ${texts.stopped()}\n`);
            process.exit(INTERRUPTED);
        }
        stop.abort();
        stderr.write(`trail-guard: ${texts.stopping()}\n`);
    };
    for (const signal of SIGNALS) {
        process.on(signal, onSignal);
    }
    return {
        stop,
        release: () => {
            for (const signal of SIGNALS) {
                process.off(signal, onSignal);
            }
        },
    };
}
