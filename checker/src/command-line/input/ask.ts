import { createInterface } from "node:readline";
import type { Io } from "../io";

/** Can a question be asked? */
export function canAsk({ stdin }: Pick<Io, "stdin">): boolean {
    return stdin.isTTY === true;
}

/** Asks on the terminal; anything but `y` or `yes` means no, including the end of the input and Ctrl-C. */
export async function confirm(io: Pick<Io, "stdin" | "stderr">, question: string): Promise<boolean> {
    return /^\s*y(es)?\s*$/i.test((await ask(io, `${question} [y/N] `)) ?? "");
}

/**
 * Asks for a line on the terminal.
 * @returns `undefined` at the end of the input, and after Ctrl-C
 */
export function ask({ stdin, stderr }: Pick<Io, "stdin" | "stderr">, question: string): Promise<string | undefined> {
    return new Promise(resolve => {
        const lines = createInterface({ input: stdin });
        let answer: string | undefined;
        const giveUp = () => lines.close();
        // Before the question can be read: Ctrl-C must not end the process silently.
        process.once("SIGINT", giveUp);
        lines.once("line", line => {
            answer = line;
            lines.close();
        });
        lines.once("close", () => {
            process.off("SIGINT", giveUp);
            if (answer === undefined) {
                // The cursor is still after the question.
                stderr.write("\n");
            }
            resolve(answer);
        });
        stderr.write(question);
    });
}
