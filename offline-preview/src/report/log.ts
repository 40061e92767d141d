import { stripVTControlCharacters } from "node:util";
import type { Output } from "../../../checker/src/command-line/io";
import { printable } from "../../../src/cloudtrail/quote";
import type { Secrets } from "../values/secrets";

/** What a preview says besides its result: on standard error, without secrets, and with nothing that steers a terminal. */
export class Log {
    constructor(
        private readonly stderr: Output,
        private readonly secrets: Secrets,
    ) {}

    /** A line that the program or a pack wrote. */
    line(text: string): void {
        this.stderr.write(`${this.#safe(text)}\n`);
    }

    /** Something that the user should know. */
    warn(text: string): void {
        this.line(`warning: ${text}`);
    }

    #safe(text: string): string {
        return this.secrets
            .hide(stripVTControlCharacters(text))
            .split("\n")
            .map(line => line.split("\t").map(printable).join("\t"))
            .join("\n");
    }
}
