import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../command-line/user-error";
import type { AthenaApi, AthenaRow, AthenaRun } from "../../live/aws/athena-api";
import { pagesOf } from "../../live/aws/calls/read-pages";

/** How statements are run and followed. */
export interface StatementOptions extends AthenaRun {
    readonly stop: AbortSignal;
    /** Reports how many bytes the statement has scanned so far. */
    readonly onScanned: (bytes: number) => void;
    /** Milliseconds between polls. */
    readonly interval?: number;
}

/**
 * Runs a statement to its end.
 * @returns its ID, and how many bytes it scanned
 * @throws UserError if it fails, or is stopped
 */
export async function runStatement(
    api: AthenaApi,
    sql: string,
    options: StatementOptions,
): Promise<{ readonly id: string; readonly scannedBytes: number }> {
    const id = await api.start(sql, options);
    for (;;) {
        const { state, reason = "no reason given", scannedBytes } = await api.progressOf(id);
        options.onScanned(scannedBytes);
        if (state === "succeeded") {
            return { id, scannedBytes };
        }
        if (state === "failed") {
            throw new UserError(`Athena could not run the query ${id}: ${reason}`);
        }
        if (options.stop.aborted) {
            await api.stop(id);
            throw new UserError(`stopped: Athena's query ${id} is cancelled; there is nothing to report`);
        }
        await sleep(options.interval ?? 1000, undefined, { signal: options.stop }).catch(() => {});
    }
}

/** The rows of a result, without the row of column names. */
export async function* answerOf(api: AthenaApi, id: string): AsyncIterable<AthenaRow> {
    let isHead = true;
    for await (const entries of pagesOf("GetQueryResults", from => api.rows(id, from))) {
        yield* isHead ? entries.slice(1) : entries;
        isHead = false;
    }
}
