import type { SourceText } from "./source-text";

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** What a part of a quoted string stands for. */
export function quotedText(start: number, end: number, source: SourceText): string {
    const raw = source.text.slice(start, end);
    if (raw.includes("\n")) {
        throw source.unreadable("malformed HCL: a string ends on the line on which it begins", start);
    }
    return withoutDoubling(raw)
        .replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/g, (_, short?: string, long?: string, other = "") => {
            const digits = short ?? long;
            if (digits === undefined) {
                return ESCAPES[other] ?? other;
            }
            const code = Number.parseInt(digits, 16);
            return code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
        })
        .normalize("NFC");
}

/** The lines of a part of a heredoc, each with its end. */
export function heredocLines(raw: string): readonly string[] {
    return withoutDoubling(raw)
        .replaceAll("\r\n", "\n")
        .normalize("NFC")
        .split(/(?<=\n)/);
}

/** `$${` stands for `${`, and `%%{` for `%{`. */
function withoutDoubling(raw: string): string {
    return raw.replace(/([$%])\1\{/g, "$1{");
}
