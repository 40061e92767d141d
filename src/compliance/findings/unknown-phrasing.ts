import type { Trail } from "../../cloudtrail/trail";

/** When what is unknown will be known, and what would tell. */
export interface UnknownPhrasing {
    /** Once what is declared is carried out; where its source is planned; or never by itself. */
    readonly known: "after-update" | "in-a-plan" | "never";
    /** What would tell, as a whole sentence without its end. */
    readonly advice?: string;
}

/** What is declared is known once it is carried out. */
export const UNTIL_THE_UPDATE: UnknownPhrasing = { known: "after-update" };

/** What source alone doesn't tell, a plan of it may. */
export const NOT_IN_THE_SOURCE: UnknownPhrasing = { known: "in-a-plan" };

/** What is there already doesn't become known by itself. */
export const CANNOT_BE_DETERMINED: UnknownPhrasing = { known: "never" };

/** What AWS did not tell stays unknown. */
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
