/**
 * A page with the part between two marks rewritten.
 * @throws if the page doesn't have the marks
 */
export function withSection(page: string, begin: string, content: string): string {
    const [before, rest] = page.split(begin);
    const [, after] = rest?.split(END) ?? [];
    if (before === undefined || after === undefined) {
        throw new Error(`the page must have the lines ${begin} and ${END}`);
    }
    return `${before}${begin}\n\n${content}\n\n${END}${after}`;
}

const END = "<!-- end -->";
