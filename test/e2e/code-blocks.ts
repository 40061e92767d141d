/** The code blocks of a language in Markdown text. */
export function codeBlocks(markdown: string, language: string): string[] {
    const pattern = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm");
    return [...markdown.matchAll(pattern)].map(([, text = ""]) => text);
}

/** Every non-empty line of some text. */
export function lines(text: string): string[] {
    return text.split("\n").filter(line => line !== "");
}
