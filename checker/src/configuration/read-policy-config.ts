import { stripComments } from "jsonc-parser";
import { type InputText, readText } from "../command-line/input/read-text";
import type { Io } from "../command-line/io";

/** A configuration file, and whether comments were in it, which the Pulumi CLI refuses. */
export interface PolicyConfigText extends InputText {
    readonly hadComments: boolean;
}

/** Reads a configuration file. In one that ends in `.jsonc`, comments are passed over: lines and columns stay as they are. */
export async function readPolicyConfig(file: string, io: Io): Promise<PolicyConfigText> {
    const input = await readText(file, io);
    if (!/\.jsonc$/i.test(file)) {
        return { ...input, hadComments: false };
    }
    const text = stripComments(input.text, " ");
    return { ...input, text, hadComments: text !== input.text };
}
