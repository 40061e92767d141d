import { createColors } from "picocolors";
import type { Io, Output } from "../io";

/** Functions that colour a text, or leave it as it is. */
export type Colours = ReturnType<typeof createColors>;

/** Colours for a stream: only on a terminal that has them, and never with NO_COLOR (https://no-color.org). */
export function coloursFor(output: Output, { env }: Pick<Io, "env">): Colours {
    return createColors(output.isTTY === true && env.TERM !== "dumb" && (env.NO_COLOR ?? "") === "");
}
