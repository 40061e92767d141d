import { readFileSync, type Stats, statSync } from "node:fs";
import { Unreadable } from "./unreadable";

/**
 * The content of a file that is named by another one, or stands beside it. A FIFO has no end, or not even a beginning.
 * @throws Unreadable for anything but a file, and what `fs` throws
 */
export function readRegularFile(path: string): Buffer {
    const stats = statSync(path);
    if (!stats.isFile() && !isOwnPipe(path)) {
        throw new Unreadable(`it is ${kindOfFile(stats)}, not a file`);
    }
    return readFileSync(path);
}

/** What the shell turns `<(command)` into, and standard input itself: there is a writer, so reading ends. */
export function isOwnPipe(path: string): boolean {
    return /^\/(dev\/fd|proc\/self\/fd)\/\d+$|^\/dev\/stdin$/.test(path);
}

/** What something is that is not a file, for a sentence: "a FIFO". */
export function kindOfFile(stats: Pick<Stats, "isDirectory" | "isFIFO" | "isSocket">): string {
    return stats.isDirectory() ? "a directory" : stats.isFIFO() ? "a FIFO" : stats.isSocket() ? "a socket" : "a device";
}
