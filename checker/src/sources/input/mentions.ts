import type { DocumentSource } from "../source";

/** In double quotes YAML can hide a word behind escapes. */
const ESCAPES = /\\[ux]/;

/** Makes a test for texts: do they mention what one of these sources would? */
export function mentionsAnyOf(sources: readonly DocumentSource[]): (text: string) => boolean {
    const words = new RegExp([ESCAPES, ...sources.map(source => source.words)].map(({ source }) => source).join("|"));
    return text => words.test(text);
}
