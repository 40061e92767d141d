import { count } from "../../text/count";

/** Bedrock records that aren't counted like others, or are strange: how many. */
export interface Oddities {
    /** They happened before or after the requested period. */
    readonly outside: number;
    /** They have no readable time: that of their file is used instead. */
    readonly undated: number;
    /** They say that they belong to another account or Region than their file. */
    readonly misplaced: number;
    /** Their file was changed, or no digest names it. */
    readonly untrusted: number;
    /** They aren't calls, by category. */
    readonly notCalls: Readonly<Record<string, number>>;
}

export const NO_ODDITIES: Oddities = { outside: 0, undated: 0, misplaced: 0, untrusted: 0, notCalls: {} };

/** The categories of CloudTrail's records that aren't calls. */
const SUMMARY_CATEGORIES = ["Insight", "Aggregated", "NetworkActivity"] as const;

/** Counts of records that aren't calls: by a category that CloudTrail has, or `other`, whatever the file contains. */
export function notCallsOf(category: string | null, number: number): Pick<Oddities, "notCalls"> {
    return { notCalls: { [SUMMARY_CATEGORIES.find(known => known === category) ?? "other"]: number } };
}

/** The sum of both. */
export function addOddities(a: Oddities, b: Oddities): Oddities {
    const notCalls = { ...a.notCalls };
    for (const [category, number] of Object.entries(b.notCalls)) {
        notCalls[category] = (notCalls[category] ?? 0) + number;
    }
    return {
        outside: a.outside + b.outside,
        undated: a.undated + b.undated,
        misplaced: a.misplaced + b.misplaced,
        untrusted: a.untrusted + b.untrusted,
        notCalls,
    };
}

/** What a reader has to know about them. Events outside the requested period don't need a note. */
export function oddityNotes({ undated, misplaced, untrusted, notCalls }: Oddities): readonly string[] {
    return [
        ...(untrusted === 0
            ? []
            : [
                  `${count(untrusted, "Bedrock record")} ${isOrAre(untrusted)} in log files that were changed, or that no digest names: the inventory does not count ${them(untrusted)}`,
              ]),
        ...(undated === 0
            ? []
            : [
                  `${count(undated, "Bedrock record")} ${undated === 1 ? "has" : "have"} no readable eventTime: the time of the log file is used`,
              ]),
        ...(misplaced === 0
            ? []
            : [
                  `${count(misplaced, "Bedrock record")} ${misplaced === 1 ? "names" : "name"} a different account or Region than the log file: ${misplaced === 1 ? "it is counted" : "they are counted"} under those of the file`,
              ]),
        ...Object.entries(notCalls).map(
            ([category, number]) =>
                `${count(number, "record")} of category ${category} ${isOrAre(number)} among the log files: such a record is not evidence of a call, so the inventory does not count ${them(number)}`,
        ),
    ];
}

function isOrAre(number: number): string {
    return number === 1 ? "is" : "are";
}

function them(number: number): string {
    return number === 1 ? "it" : "them";
}
