import type { Output } from "./io";

/** How far a long piece of work is. */
export interface Progress {
    /** Some more is done; `failed` counts what of all that is done went wrong. */
    report(done: number, total: number, failed: number): void;
    /** The work is over: nothing of the progress stays on a terminal. */
    end(): void;
}

/** Nobody is told. */
export const SILENT: Progress = { report: () => {}, end: () => {} };

/** Work that takes no longer than this is not worth a line. */
const QUIET_MS = 2000;
const TERMINAL_INTERVAL_MS = 200;
const LOG_INTERVAL_MS = 10_000;

/**
 * Shows progress on standard error: one line that is written over on a terminal, a line every ten seconds elsewhere.
 * @param what is counted: `accounts`
 * @param now the time in milliseconds
 */
export function showProgress(output: Output, what: string, now: () => number = Date.now): Progress {
    const line = progressLine(output, now);
    return {
        report: (done, total, failed) =>
            line.show(done / total, () => {
                const wrong = failed === 0 ? "" : `, ${failed} not readable`;
                return `${done} of ${total} ${what}${wrong}`;
            }),
        end: line.end,
    };
}

/** The line of progress itself, for work that is not counted piece by piece. */
export interface ProgressLine {
    /**
     * Shows how far the work is, where it is time to.
     * @param part how much of it is done, from 0 to 1
     */
    show(part: number, text: () => string): void;
    /** The work is over: nothing of the progress stays on a terminal. */
    end(): void;
}

/** A line of progress, with the time that is left. @param now the time in milliseconds */
export function progressLine(output: Output, now: () => number = Date.now): ProgressLine {
    const terminal = output.isTTY === true;
    const start = now();
    let last = start + QUIET_MS - (terminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS);
    let shown = false;
    return {
        show(part, text) {
            const time = now();
            if (time - last < (terminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS)) {
                return;
            }
            last = time;
            const left = part > 0 ? `, ${duration(((time - start) / part) * (1 - part))} left` : "";
            const line = `${text()}${left}`;
            output.write(terminal ? `\r\u001b[2K${line}` : `trail-guard: ${line}\n`);
            shown = terminal;
        },
        end() {
            if (shown) {
                output.write("\r\u001b[2K");
                shown = false;
            }
        },
    };
}

function duration(ms: number): string {
    const seconds = Math.ceil(ms / 1000);
    return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
