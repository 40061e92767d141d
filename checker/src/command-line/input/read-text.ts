import { readFile } from "node:fs/promises";
import { printable } from "../../../../src/cloudtrail/quote";
import type { Io } from "../io";
import { reasonOf, UserError } from "../user-error";
import { byteOrderMark, decodeText } from "./decode-text";

/** The text of an input. */
export interface InputText {
    readonly text: string;
    /** Its name in messages: the file's name, safe for a terminal, or "standard input". */
    readonly label: string;
    /** Did it begin with a byte order mark, which not every reader of such a file accepts? */
    readonly byteOrderMark?: boolean;
}

/** The name of standard input on a command line. */
export const STANDARD_INPUT = "-";

/**
 * Reads a file, or standard input if it is `-` or no file is named.
 * @throws UserError if it can't be read or isn't text, or if nothing is piped in and no file is named
 */
export async function readText(file: string | undefined, { stdin }: Pick<Io, "stdin">): Promise<InputText> {
    if (file === undefined && stdin.isTTY) {
        throw new UserError("no input: name a file, or pipe it to standard input");
    }
    const fromStandardInput = file === undefined || file === STANDARD_INPUT;
    const label = fromStandardInput ? "standard input" : printable(file);
    try {
        const bytes = fromStandardInput ? await readAll(stdin) : await readFile(file);
        return { text: decodeText(bytes), label, byteOrderMark: byteOrderMark(bytes) !== undefined };
    } catch (error) {
        throw new UserError(`can't read ${label}: ${reasonOf(error)}`);
    }
}

async function readAll(stream: Io["stdin"]): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
        chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks);
}
