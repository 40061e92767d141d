/** Output of a tool that clearly belongs to a source, but that the source can't read. */
export interface Unusable {
    /** With its article, for "it is …". */
    readonly title: string;
    /** What to do to get what can be read, as a command to run or a change to make. */
    readonly instead: string;
}

/** Such output as JSON. */
export interface UnusableDocument extends Unusable {
    readonly recognises: (value: Readonly<Record<string, unknown>>) => boolean;
}

/** Such output as text. */
export interface UnusableText extends Unusable {
    /** What it contains, and nothing else does. */
    readonly pattern: RegExp;
}

/** All such output of a source. */
export interface UnusableOutput {
    readonly documents?: readonly UnusableDocument[];
    readonly texts?: readonly UnusableText[];
}

/** What messages say about it. */
export function saidOfUnusable({ title, instead }: Unusable): string {
    return `it is ${title}: ${instead}`;
}
