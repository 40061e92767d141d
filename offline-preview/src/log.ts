import { stripVTControlCharacters } from "node:util";
import type { PreviewMessage, PreviewOptions } from "./preview-options";
import type { Secrets } from "./values/secrets";

/** What a preview reports besides its result, without secrets. */
export class Log {
    private readonly onMessage: (message: PreviewMessage) => void;
    private readonly secrets: Secrets;

    constructor(onMessage: (message: PreviewMessage) => void, secrets: Secrets) {
        this.onMessage = onMessage;
        this.secrets = secrets;
    }

    /** Something that the program or a pack wrote. */
    line(text: string): void {
        this.onMessage({ kind: "output", text: this.safe(text) });
    }

    /** Something that the user should know. */
    warn(text: string, option?: keyof PreviewOptions): void {
        this.onMessage({ kind: "warning", text: this.safe(text), ...(option === undefined ? {} : { option }) });
    }

    /** Text without secrets, and without characters that colour it or move a cursor. */
    safe(text: string): string {
        return this.secrets.hide(stripVTControlCharacters(text));
    }
}
