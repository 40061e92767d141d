import { appendFileSync, closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { quote } from "../../../../src/cloudtrail/quote";
import { keepPrivate } from "../../command-line/output/private-file";
import { reasonOf, UserError } from "../../command-line/user-error";

/** A file of JSON Lines. A line is on disk before anything else happens. */
export interface PrivateLog {
    readonly path: string;
    /** @throws UserError if the line could not be written completely: then nothing of it stays */
    write(entry: unknown): void;
}

/**
 * Opens a file of JSON Lines that only its owner may read. A symbolic link is not followed: anyone who can place one
 * could redirect the lines.
 * @param mode `new`: it must not exist yet; `append`: existing lines stay
 * @throws UserError if it can't be written
 */
export function openPrivateLog(path: string, mode: "new" | "append"): PrivateLog {
    const { O_WRONLY, O_CREAT, O_APPEND, O_EXCL, O_NOFOLLOW } = constants;
    const orUserError = <T>(work: () => T): T => {
        try {
            return work();
        } catch (error) {
            throw new UserError(`can't write ${quote(path)}: ${reasonOf(error)}`);
        }
    };
    const file = orUserError(() => {
        const flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | (mode === "new" ? O_EXCL : 0);
        const opened = openSync(path, flags, 0o600);
        keepPrivate(opened);
        // Without this the name of a new file could be lost, with all that is in it.
        const folder = openSync(dirname(path), "r");
        fsyncSync(folder);
        closeSync(folder);
        return opened;
    });
    let broken = false;
    return {
        path,
        write: entry => {
            if (broken) {
                throw new UserError(`can't write ${quote(path)}: an earlier line could not be written completely`);
            }
            const { size } = fstatSync(file);
            orUserError(() => {
                try {
                    // Unlike `writeSync` it continues until everything is written.
                    appendFileSync(file, `${JSON.stringify(entry)}\n`);
                    fsyncSync(file);
                } catch (error) {
                    broken = !isCutBack(file, size);
                    throw error;
                }
            });
        },
    };
}

/** Removes a partly written line. */
function isCutBack(file: number, size: number): boolean {
    try {
        ftruncateSync(file, size);
        return true;
    } catch {
        return false;
    }
}
