import { count } from "../../text/count";
import type { Evidence, ReconciliationRow } from "../evidence";
import { HOUR } from "../keys/time";
import { type EvidenceFinding, type FindingOutcome, gapOutcome, WORST_FIRST } from "./findings";

/** The result of the whole report. */
export interface Headline {
    readonly outcome: FindingOutcome | "pass";
    readonly text: string;
}

/** The report in one sentence; it says that all is well only if everything was verified and reconciled. */
export function headlineOf(findings: readonly EvidenceFinding[]): Headline {
    const number = (wanted: FindingOutcome) => findings.filter(({ outcome }) => outcome === wanted).length;
    const violations = number("violation");
    const undetermined = number("undetermined");
    if (violations > 0) {
        return { outcome: "violation", text: `${count(violations, "thing")} wrong with the record` };
    }
    return undetermined > 0
        ? { outcome: "undetermined", text: "nothing is known to be wrong, but not everything can be decided" }
        : { outcome: "pass", text: "the record is verified and reconciled" };
}

/** One line of the summary. */
export interface Figure {
    readonly label: string;
    readonly text: string;
    readonly outcome: FindingOutcome | "pass";
}

/** The summary: what was verified, what was counted, what was reconciled. */
export function figuresOf({
    digests,
    logFiles,
    gaps,
    inventory,
    reconciliation,
    contradictions,
}: Evidence): readonly Figure[] {
    const calls = inventory.reduce((sum, row) => sum + row.count, 0);
    const errors = inventory.reduce((sum, row) => sum + row.errors, 0);
    const stopped = gaps.filter(({ reason }) => reason === "logging-stopped");
    const uncovered = gaps.filter(({ reason }) => reason !== "logging-stopped");
    return [
        {
            label: "Digests",
            text: parts([
                [digests.valid, "valid"],
                [digests.unverified, "not verified"],
                [digests.invalid.length, "invalid"],
            ]),
            outcome:
                digests.invalid.length > 0
                    ? "violation"
                    : digests.valid === 0 || digests.unverified > 0
                      ? "undetermined"
                      : "pass",
        },
        {
            label: "Log files",
            text: parts([
                [logFiles.valid, `valid (${size(logFiles.bytes)} read)`],
                [logFiles.unverified, "not verified"],
                [logFiles.pending, "whose digest is not due yet"],
                [logFiles.invalid.length, "invalid"],
                [logFiles.unnamed.length, "that no digest names"],
                [logFiles.duplicates.length, "delivered twice"],
            ]),
            outcome:
                logFiles.invalid.length + logFiles.unnamed.length > 0
                    ? "violation"
                    : // That there are none is right only if a verified digest says so.
                      logFiles.unverified > 0 || logFiles.valid + digests.valid === 0
                      ? "undetermined"
                      : "pass",
        },
        {
            label: "Gaps",
            text: parts([
                [uncovered.length, `without digests (${hours(uncovered)})`],
                [stopped.length, `while logging was stopped (${hours(stopped)})`],
            ]),
            outcome: WORST_FIRST.find(outcome => gaps.some(gap => gapOutcome(gap) === outcome)) ?? "pass",
        },
        {
            label: "Bedrock calls",
            text: calls === 0 ? "none" : `${grouped(calls)}, of which ${grouped(errors)} failed`,
            outcome: "pass",
        },
        {
            label: "Reconciled",
            text: parts(VERDICTS.map(([verdict, words]) => [countVerdicts(reconciliation, verdict), words])),
            outcome: countVerdicts(reconciliation, "unknown") > 0 ? "undetermined" : "pass",
        },
        {
            label: "Contradictions",
            text: contradictions.length === 0 ? "none" : grouped(contradictions.length),
            outcome: contradictions.length > 0 ? "violation" : "pass",
        },
    ];
}

/** The words for each verdict on a requirement. */
export const VERDICTS: readonly (readonly [verdict: ReconciliationRow["verdict"], words: string])[] = [
    ["recorded", "recorded"],
    ["promised-nothing-arrived", "promised, nothing arrived"],
    ["not-promised", "not promised"],
    ["arrived-though-not-promised", "arrived but not promised"],
    ["unknown", "can't be decided"],
];

/** A verdict in words. */
export function verdictWords(verdict: ReconciliationRow["verdict"]): string {
    return VERDICTS.find(([name]) => name === verdict)?.[1] ?? verdict;
}

function countVerdicts(rows: readonly ReconciliationRow[], wanted: ReconciliationRow["verdict"]): number {
    return rows.filter(({ verdict }) => verdict === wanted).length;
}

/** `3 valid, 1 invalid`: the counts above zero; `none` if there are none at all. */
function parts(numbers: readonly (readonly [number: number, words: string])[]): string {
    const some = numbers.filter(([number]) => number > 0).map(([number, words]) => `${grouped(number)} ${words}`);
    return some.length === 0 ? "none" : some.join(", ");
}

/** `1,234,567` */
export function grouped(number: number): string {
    return number.toLocaleString("en-US");
}

/** `1.4 GB` */
export function size(bytes: number): string {
    const units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
    const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
    return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

function hours(periods: readonly { readonly from: string; readonly to: string }[]): string {
    const sum = periods.reduce((total, { from, to }) => total + Date.parse(to) - Date.parse(from), 0);
    return count(Math.round((10 * sum) / HOUR) / 10, "hour");
}

/** What the report is about: the trail, or where its files are. */
export function subjectOf({ trail, source }: Evidence): string {
    return trail ?? source;
}
