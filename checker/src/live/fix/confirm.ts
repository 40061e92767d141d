import { createInterface } from "node:readline";
import type { Io } from "../../command-line/io";
import { UserError } from "../../command-line/user-error";

/** A run that nobody can answer for has to be told beforehand. */
export function requireAnswerable({ stdin }: Pick<Io, "stdin">, yes: boolean): void {
    if (!yes && stdin.isTTY !== true) {
        throw new UserError("--apply asks before it changes anything, and there is no terminal to ask on: add --yes");
    }
}

/** Asks on the terminal; anything but `y` or `yes` is a no. */
export function confirm({ stdin, stderr }: Pick<Io, "stdin" | "stderr">, question: string): Promise<boolean> {
    stderr.write(`${question} [y/N] `);
    return new Promise(resolve => {
        const lines = createInterface({ input: stdin });
        let answer = "";
        lines.once("line", line => {
            answer = line;
            lines.close();
        });
        lines.once("close", () => resolve(/^\s*y(es)?\s*$/i.test(answer)));
    });
}
