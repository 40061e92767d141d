import { closeSync, constants, fsyncSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { quote } from "../../../../../src/cloudtrail/quote";
import { reasonOf, UserError } from "../../../command-line/user-error";

/** A file of JSON Lines. What was written is on the disk before anything else happens. */
export interface PrivateLog {
    readonly path: string;
    write(entry: unknown): void;
}

/**
 * Opens a file of JSON Lines that only its owner may read.
 * @param mode `new`: it must not be there yet; `append`: what is there stays
 */
export function openPrivateLog(path: string, mode: "new" | "append"): PrivateLog {
    const { O_WRONLY, O_CREAT, O_APPEND, O_EXCL } = constants;
    const orUserError = <T>(work: () => T): T => {
        try {
            return work();
        } catch (error) {
            throw new UserError(`can't write ${quote(path)}: ${reasonOf(error)}`);
        }
    };
    const file = orUserError(() => {
        const opened = openSync(path, O_WRONLY | O_CREAT | O_APPEND | (mode === "new" ? O_EXCL : 0), 0o600);
        // Without this the name of a new file could be lost, with all that is in it.
        const folder = openSync(dirname(path), "r");
        fsyncSync(folder);
        closeSync(folder);
        return opened;
    });
    return {
        path,
        write: entry =>
            orUserError(() => {
                writeSync(file, `${JSON.stringify(entry)}\n`);
                fsyncSync(file);
            }),
    };
}
