import type { Readable } from "node:stream";

/** A stream that text is written to. */
export interface Output {
    /** A stream answers `false` where more is waiting than it likes, and tells when this was written. */
    write(text: string, onWritten?: () => void): unknown;
    readonly isTTY?: boolean | undefined;
    /** How wide the terminal is. */
    readonly columns?: number | undefined;
}

/** What a command has of the process: tests hand it another. */
export interface Io {
    readonly stdin: Readable & { readonly isTTY?: boolean | undefined };
    readonly stdout: Output;
    /** For messages and progress: never for results. */
    readonly stderr: Output;
    readonly env: Readonly<Record<string, string | undefined>>;
}
