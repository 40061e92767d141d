import type { Trail } from "../../cloudtrail/trail";

/** What is said of something that isn't known. */
export interface UnknownPhrasing {
    /** Until when, or that nobody can tell: the middle of a sentence about the trail. */
    readonly words: string;
    /** What would tell, as a whole sentence without its end. */
    readonly advice?: string;
}

/** What is declared is known once it is carried out. */
export const UNTIL_THE_UPDATE: UnknownPhrasing = { words: "can't be known until the update" };

/** What is there already doesn't become known by itself. */
export const CANNOT_BE_DETERMINED: UnknownPhrasing = { words: "can't be told" };

/** What AWS did not tell stays unknown. */
export function unknownPhrasingOf({ dialect }: Trail): UnknownPhrasing {
    return dialect.name === "aws-api" ? CANNOT_BE_DETERMINED : UNTIL_THE_UPDATE;
}

/** What isn't known, with the doubt: a finding names what it is (`whether …`), or only why the verdict is not known. */
export function phraseUnknown({ words }: UnknownPhrasing, summary: string): string {
    return /^(whether|which) /.test(summary) ? `${words} ${summary}` : `${words} whether it complies: ${summary}`;
}

/** The line that says what would tell, where something does. */
export function adviceLines({ advice }: UnknownPhrasing): string[] {
    return advice === undefined ? [] : [`  To know it: ${advice}`];
}
