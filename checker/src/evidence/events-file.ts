import { once } from "node:events";
import { PassThrough } from "node:stream";
import { writeFileAtomically } from "../command-line/write-file";

/** The file of `--events`, which is written while log files are read. */
export interface EventsFile {
    /** Resolves when more may be written. @throws UserError where the file can't be written */
    write(lines: string): Promise<void>;
    /** The file is whole: it appears in its place. @throws UserError where it can't be written */
    finish(): Promise<void>;
    /** What was there before stays. */
    abandon(): Promise<void>;
}

/** Begins a file of events. */
export function openEventsFile(file: string): EventsFile {
    const stream = new PassThrough();
    const written = writeFileAtomically(file, stream);
    // Whoever writes or finishes is told.
    written.catch(() => {});
    stream.on("error", () => {});
    return {
        async write(lines) {
            if (!stream.write(lines)) {
                await Promise.race([once(stream, "drain"), written]);
            }
        },
        async finish() {
            stream.end();
            await written;
        },
        async abandon() {
            stream.destroy(new Error("nothing is written"));
            await written.catch(() => {});
        },
    };
}
