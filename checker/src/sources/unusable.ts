/** Output of a tool that plainly belongs to a source, but from which it can't be read. */
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
    /** What stands in it, and in nothing else. */
    readonly pattern: RegExp;
}

/** All such output of a source. */
export interface UnusableOutput {
    readonly documents?: readonly UnusableDocument[];
    readonly texts?: readonly UnusableText[];
}

/** What is said of it. */
export function saidOfUnusable({ title, instead }: Unusable): string {
    return `it is ${title}: ${instead}`;
}
