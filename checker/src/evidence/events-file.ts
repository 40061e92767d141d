import { once } from "node:events";
import { PassThrough } from "node:stream";
import { writeFileAtomically } from "../command-line/output/write-file";

/** The file of `--events`, which is written while log files are read. */
export interface EventsFile {
    /** Resolves when more may be written. @throws UserError if the file can't be written */
    write(lines: string): Promise<void>;
    /** The file is complete: it appears at its destination. @throws UserError if it can't be written */
    finish(): Promise<void>;
    /** The old file stays. */
    abandon(): Promise<void>;
}

/** Begins a file of events. */
export function openEventsFile(file: string): EventsFile {
    const stream = new PassThrough();
    const written = writeFileAtomically(file, stream);
    // The error reaches whoever writes or finishes.
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
