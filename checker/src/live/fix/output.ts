import type { Colours } from "../../command-line/colours";
import type { Io } from "../../command-line/io";

/** Where results go, and in which form. */
export interface FixOutput {
    readonly io: Io;
    readonly colours: Colours;
    readonly format: "text" | "json";
}
