import type { Readable } from "node:stream";

/** A stream that text is written to. */
export interface Output {
    /** A stream returns `false` if more is buffered than it likes, and signals when that has been written. */
    write(text: string, onWritten?: () => void): unknown;
    readonly isTTY?: boolean | undefined;
    /** The width of the terminal. */
    readonly columns?: number | undefined;
}

/** What a command uses of the process: tests pass their own. */
export interface Io {
    readonly stdin: Readable & { readonly isTTY?: boolean | undefined };
    readonly stdout: Output;
    /** For messages and progress: never for results. */
    readonly stderr: Output;
    readonly env: Readonly<Record<string, string | undefined>>;
}
