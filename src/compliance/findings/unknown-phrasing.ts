import type { Trail } from "../../cloudtrail/recorders/trail";

/** When an unknown value will be known, and how to find out. */
export interface UnknownPhrasing {
    /** Once the declaration is applied; once its source is planned; or never by itself. */
    readonly known: "after-update" | "in-a-plan" | "never";
    /** How to find out, as a whole sentence without the full stop. */
    readonly advice?: string;
}

/** What is declared is known once it is applied. */
export const UNTIL_THE_UPDATE: UnknownPhrasing = { known: "after-update" };

/** A plan may show what source alone doesn't. */
export const NOT_IN_THE_SOURCE: UnknownPhrasing = { known: "in-a-plan" };

/** What already exists doesn't become known by itself. */
export const CANNOT_BE_DETERMINED: UnknownPhrasing = { known: "never" };

/** What AWS did not return stays unknown. */
export function unknownPhrasingOf({ dialect }: Trail): UnknownPhrasing {
    return dialect.name === "aws-api" ? CANNOT_BE_DETERMINED : UNTIL_THE_UPDATE;
}

/** The words for it: before a question ("can't decide … whether"), and after a subject ("can't be decided …"). */
export const UNDECIDED: Readonly<
    Record<UnknownPhrasing["known"], { readonly question: string; readonly cause: string }>
> = {
    "after-update": { question: "can't decide before the update", cause: "can't be decided before the update" },
    "in-a-plan": {
        question: "can't decide from the source alone",
        cause: "can't be decided from the source alone",
    },
    never: { question: "can't determine", cause: "can't be determined" },
};
