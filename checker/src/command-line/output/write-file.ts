import { randomBytes } from "node:crypto";
import { open, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { printable } from "../../../../src/cloudtrail/quote";
import { reasonOf, UserError } from "../user-error";

/**
 * Writes a file completely or not at all: beside its destination first, then moved there. Anything but a regular file
 * (`/dev/stdout`, a named pipe) is written directly, because it can't be replaced.
 * @throws UserError if it can't be written; the old file is then still there
 */
export async function writeFileAtomically(
    file: string,
    text: string | Iterable<string> | AsyncIterable<string>,
): Promise<void> {
    try {
        const present = await stat(file).catch(ignoreMissing);
        if (present === undefined) {
            await replace(file, text);
        } else if (present.isFile()) {
            // A symbolic link stays one.
            await replace(await realpath(file), text, present.mode);
        } else {
            await write(file, "w", text);
        }
    } catch (error) {
        throw new UserError(`can't write ${printable(file)}: ${reasonOf(error)}`);
    }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
    if (error.code !== "ENOENT") {
        throw error;
    }
}

async function replace(
    file: string,
    text: string | Iterable<string> | AsyncIterable<string>,
    mode?: number,
): Promise<void> {
    const beside = join(dirname(file), `.trail-guard-${randomBytes(8).toString("hex")}.tmp`);
    try {
        await write(beside, "wx", text, mode);
        await rename(beside, file);
    } catch (error) {
        await rm(beside, { force: true });
        throw error;
    }
}

async function write(
    file: string,
    flags: string,
    text: string | Iterable<string> | AsyncIterable<string>,
    mode?: number,
): Promise<void> {
    const handle = await open(file, flags);
    try {
        await writeFile(handle, text);
        if (mode !== undefined) {
            await handle.chmod(mode);
        }
    } finally {
        await handle.close();
    }
}
