import type { ReportResult } from "../../checker/src/report/report";
import { message } from "../../src/cloudtrail/message";
import { resultLines, type Subject } from "../../src/compliance/findings/result-text";
import type { ShownFinding } from "../../src/compliance/findings/shown-result";

/** A result as text, of a trail or of what the subject says. */
export function textOf(
    result: ReportResult | undefined,
    subject: Subject = { noun: "Trail", name: "the-trail" },
): string {
    return result === undefined ? "" : resultLines(subject, result.policy, result).join("\n");
}

/** A finding that says only this; with further text as details. */
export function finding(
    kind: ShownFinding["kind"],
    text: string,
    ...details: readonly string[]
): Pick<ReportResult, "findings"> {
    const said = (words: string) => message("said", "{words}", { words });
    return {
        findings: [
            {
                kind,
                ...(kind === "undetermined" ? { form: "claim" as const } : {}),
                headline: said(text),
                ...(details.length === 0 ? {} : { details: details.map(said) }),
            },
        ],
    };
}
