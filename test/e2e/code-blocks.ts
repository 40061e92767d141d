/** The code in a Markdown text that is of a language. */
export function codeBlocks(markdown: string, language: string): string[] {
    const pattern = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm");
    return [...markdown.matchAll(pattern)].map(([, text = ""]) => text);
}

/** Every line of a text that isn't empty. */
export function lines(text: string): string[] {
    return text.split("\n").filter(line => line !== "");
}
