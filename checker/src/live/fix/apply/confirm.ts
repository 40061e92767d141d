import { createInterface } from "node:readline";
import type { Io } from "../../../command-line/io";
import { UserError } from "../../../command-line/user-error";

/** A run that nobody can answer for has to be told beforehand. */
export function requireAnswerable({ stdin }: Pick<Io, "stdin">, yes: boolean): void {
    if (!yes && stdin.isTTY !== true) {
        throw new UserError("--apply asks before it changes anything, and there is no terminal to ask on: add --yes");
    }
}

/** Asks on the terminal; anything but `y` or `yes` is a no: the end of the input, and Ctrl-C too. */
export function confirm({ stdin, stderr }: Pick<Io, "stdin" | "stderr">, question: string): Promise<boolean> {
    return new Promise(resolve => {
        const lines = createInterface({ input: stdin });
        let answer: string | undefined;
        const giveUp = () => lines.close();
        // From before the question can be read: Ctrl-C must not end the process without a word.
        process.once("SIGINT", giveUp);
        lines.once("line", line => {
            answer = line;
            lines.close();
        });
        lines.once("close", () => {
            process.off("SIGINT", giveUp);
            if (answer === undefined) {
                // Nobody has ended the line of the question.
                stderr.write("\n");
            }
            resolve(/^\s*y(es)?\s*$/i.test(answer ?? ""));
        });
        stderr.write(`${question} [y/N] `);
    });
}
