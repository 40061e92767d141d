import type { Io } from "../../command-line/io";
import type { Terminal } from "../../command-line/terminal/verbosity";

/** Where results go, and in which format. */
export interface FixOutput extends Terminal {
    readonly io: Io;
    readonly format: "text" | "json";
}
