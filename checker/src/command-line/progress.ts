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
    const terminal = output.isTTY === true;
    const start = now();
    let last = start + QUIET_MS - (terminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS);
    let shown = false;
    return {
        report(done, total, failed) {
            const time = now();
            if (time - last < (terminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS)) {
                return;
            }
            last = time;
            const left = done === 0 ? "" : `, ${duration(((time - start) / done) * (total - done))} left`;
            const wrong = failed === 0 ? "" : `, ${failed} not readable`;
            const line = `${done} of ${total} ${what}${wrong}${left}`;
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
