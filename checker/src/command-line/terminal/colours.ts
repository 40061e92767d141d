import { createColors } from "picocolors";
import type { Io, Output } from "../io";

/** Functions that colour text, or leave it as it is. */
export type Colours = ReturnType<typeof createColors>;

/**
 * Colours for a stream: only on a terminal that has them, or if FORCE_COLOR requests them (https://force-color.org), as in
 * the log of a CI system. Never with NO_COLOR (https://no-color.org).
 */
export function coloursFor(output: Output, { env }: Pick<Io, "env">): Colours {
    const forced = env.FORCE_COLOR ?? "";
    // Node reads these two as "never" (https://nodejs.org/api/tty.html).
    const never = (env.NO_COLOR ?? "") !== "" || forced === "0" || forced === "false";
    return createColors(!never && (forced !== "" || (output.isTTY === true && env.TERM !== "dumb")));
}
