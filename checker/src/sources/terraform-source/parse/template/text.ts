import type { SourceText } from "../source-text";

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** What a part of a quoted string stands for. */
export function quotedText(start: number, end: number, source: SourceText): string {
    const raw = source.text.slice(start, end);
    if (raw.includes("\n")) {
        throw source.unreadable("malformed HCL: a string must end on the line on which it begins", start);
    }
    return withoutDoubling(raw, start, source)
        .replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/g, (_, short?: string, long?: string, other = "") => {
            const digits = short ?? long;
            if (digits === undefined) {
                return ESCAPES[other] ?? other;
            }
            const code = Number.parseInt(digits, 16);
            if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
                throw source.unreadable(`malformed HCL: no character has the number ${digits}`, start);
            }
            return String.fromCodePoint(code);
        })
        .normalize("NFC");
}

/** The lines of a part of a heredoc, each with its end. */
export function heredocLines(start: number, end: number, source: SourceText): readonly string[] {
    return withoutDoubling(source.text.slice(start, end), start, source)
        .normalize("NFC")
        .split(/(?<=\n)/);
}

/** `$${` stands for `${`, and `%%{` for `%{`. What begins an expression is not text, even where the grammar says so. */
function withoutDoubling(raw: string, start: number, source: SourceText): string {
    const begun = /(?<!\$)\$\{|(?<!%)%\{/.exec(raw);
    if (begun !== null) {
        throw source.unreadable(`malformed HCL: what ${begun[0]} begins here can't be read`, start + begun.index);
    }
    return raw.replace(/([$%])\1\{/g, "$1{");
}
