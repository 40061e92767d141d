import type { Output } from "../io";

/** The progress of a long piece of work. */
export interface Progress {
    /** Reports more work done; `failed` counts how much of it, in total, went wrong. */
    report(done: number, total: number, failed: number): void;
    /** Waits for something before the work can begin, and says so if that takes a while: `AWS to answer`. */
    waitFor<T>(what: string, work: Promise<T>): Promise<T>;
    /** Shows nothing while something else is on the terminal: a question. */
    quietly<T>(work: () => Promise<T>): Promise<T>;
    /** The work is over: no progress stays on the terminal. */
    end(): void;
}

/** A no-op progress reporter. */
export const SILENT: Progress = {
    report: () => {},
    waitFor: (_, work) => work,
    quietly: work => work(),
    end: () => {},
};

/** Work that takes no longer than this is not worth a line. */
const QUIET_MS = 2000;
const TERMINAL_INTERVAL_MS = 200;
const LOG_INTERVAL_MS = 10_000;

/**
 * Shows progress on standard error: on a terminal one line that is overwritten, elsewhere a line every ten seconds.
 * @param what what is counted: `accounts`
 * @param now the time in milliseconds
 */
export function showProgress(output: Output, what: string, now: () => number = Date.now): Progress {
    const line = progressLine(output, now);
    const start = now();
    return {
        report: (done, total, failed) =>
            line.show(done / total, () => {
                const wrong = failed === 0 ? "" : `, ${failed} not readable`;
                return `${done} of ${total} ${what}${wrong}`;
            }),
        async waitFor(awaited, work) {
            line.show(0, () => `waiting for ${awaited} (${duration(now() - start)})`);
            try {
                return await work;
            } finally {
                line.forget();
            }
        },
        quietly: line.quietly,
        end: line.end,
    };
}

/** The progress line itself, for work that is not counted piece by piece. */
export interface ProgressLine {
    /**
     * Shows the progress, now or when it is due, and again while nothing else is shown, so that a reader sees that the
     * run continues.
     * @param part the part that is done, from 0 to 1
     */
    show(part: number, text: () => string): void;
    /** What was shown is over. */
    forget(): void;
    /** Shows nothing while something else is on the terminal. */
    quietly<T>(work: () => Promise<T>): Promise<T>;
    /** The work is over: no progress stays on the terminal. */
    end(): void;
}

/** A progress line, with the remaining time. @param now the time in milliseconds */
export function progressLine(output: Output, now: () => number = Date.now): ProgressLine {
    const terminal = output.isTTY === true;
    const interval = terminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS;
    const start = now();
    let last = start + QUIET_MS - interval;
    let shown = false;
    let quiet = false;
    let line: (() => string) | undefined;
    const write = () => {
        const time = now();
        if (line === undefined || quiet || time - last < interval) {
            return;
        }
        last = time;
        output.write(terminal ? `\r\u001b[2K${line()}` : `trail-guard: ${line()}\n`);
        shown = terminal;
    };
    const timer = setInterval(write, TERMINAL_INTERVAL_MS).unref();
    const clear = () => {
        if (shown) {
            output.write("\r\u001b[2K");
            shown = false;
        }
    };
    const forget = () => {
        line = undefined;
        clear();
    };
    return {
        show(part, text) {
            line = () => {
                const left = part > 0 ? `, ${duration(((now() - start) / part) * (1 - part))} left` : "";
                return `${text()}${left}`;
            };
            write();
        },
        forget,
        async quietly(work) {
            quiet = true;
            clear();
            try {
                return await work();
            } finally {
                quiet = false;
            }
        },
        end() {
            clearInterval(timer);
            forget();
        },
    };
}

function duration(ms: number): string {
    const seconds = Math.ceil(ms / 1000);
    return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
