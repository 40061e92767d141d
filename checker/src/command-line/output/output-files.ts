import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { printable } from "../../../../src/cloudtrail/quote";
import { reasonOf, UserError } from "../user-error";

/** A file that will be written, and the option that names it. */
export interface OutputFile {
    readonly option: string;
    readonly file: string;
}

/**
 * Refuses files that can't be written, before the work that they are for.
 * @throws UserError
 */
export function refuseUnwritable(outputs: readonly OutputFile[]): void {
    for (const { option, file } of outputs) {
        try {
            const present = statSync(file, { throwIfNoEntry: false });
            if (present?.isDirectory() === true) {
                throw new UserError(`${option}: ${printable(file)} is a directory`);
            }
            // Regular files are written beside their destination first and then moved; devices and pipes are written
            // directly.
            const target = present === undefined || present.isFile() ? dirname(realPathOf(file)) : file;
            accessSync(target, constants.W_OK);
        } catch (error) {
            throw error instanceof UserError
                ? error
                : new UserError(`${option}: can't write ${printable(file)}: ${reasonOf(error)}`);
        }
    }
}

/**
 * Refuses files that would overwrite what was read.
 * @param inputs by their paths; what isn't a file is ignored
 * @throws UserError
 */
export function refuseOverwriting(outputs: readonly OutputFile[], inputs: Iterable<string>): void {
    const read = new Set([...inputs].map(realPathOf));
    for (const { option, file } of outputs) {
        if (read.has(realPathOf(file)) && isRegular(file)) {
            throw new UserError(`${option} would overwrite an input, ${printable(file)}`);
        }
    }
}

/** Where links lead; a file that doesn't exist yet is in its folder. */
function realPathOf(file: string): string {
    try {
        return realpathSync(file);
    } catch {
        return file;
    }
}

function isRegular(file: string): boolean {
    return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
