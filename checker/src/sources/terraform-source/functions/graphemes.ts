/** The characters of a string as people, and Terraform, count them. */
export function graphemes(text: string): readonly string[] {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: each ASCII character is one, except a line ending.
    if (/^[\x00-\x0c\x0e-\x7f]*$/.test(text)) {
        return text.split("");
    }
    segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
    return [...segmenter.segment(text)].map(({ segment }) => segment);
}

let segmenter: Intl.Segmenter | undefined;
