import type { createColors } from "picocolors";
import { OUTCOMES, type Outcome } from "../../outcome";

/** Functions that colour text for a terminal, or leave it as it is. */
export type Colours = ReturnType<typeof createColors>;

/** The symbol of an outcome. */
export function symbolOf(outcome: Outcome): string {
    return OUTCOMES[outcome].symbol;
}

/** The colour of each outcome. */
export function paints({
    green,
    red,
    yellow,
    magenta,
    cyan,
    dim,
}: Colours): Readonly<Record<Outcome, (text: string) => string>> {
    return {
        violation: red,
        undetermined: yellow,
        advisory: magenta,
        baseline: cyan,
        exempt: cyan,
        pass: green,
        "not-applicable": dim,
    };
}
