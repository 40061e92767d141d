/** Splits a command line into its arguments as a shell does: quotes preserve spaces, a backslash preserves a quote. */
export function splitArguments(line: string): string[] {
    const found = line.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/gs);
    return [...found].map(([word]) => word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs, unquote));
}

function unquote(_all: string, double: string | undefined, single: string | undefined, escaped: string | undefined) {
    return double === undefined ? (single ?? escaped ?? "") : double.replace(/\\(["\\])/g, "$1");
}
