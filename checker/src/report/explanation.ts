import { printable } from "../../../src/cloudtrail/quote";
import { resultLines, type ShownElsewhere } from "../../../src/compliance/findings/result-text";
import type { ReportResult } from "./report";
import type { ShownSubject } from "./subjects";

/** The lines that explain a result, without what the format shows elsewhere; none for a pass. */
export function explanation(
    trail: Pick<ShownSubject, "subject">,
    result: ReportResult,
    shownElsewhere: readonly ShownElsewhere[],
): readonly string[] {
    return indentedExplanation(trail, result, shownElsewhere).map(line => line.replace(/^ {2}/, ""));
}

/** The same, with all lines but the first of each finding indented. */
export function indentedExplanation(
    { subject }: Pick<ShownSubject, "subject">,
    result: ReportResult,
    shownElsewhere: readonly ShownElsewhere[] = [],
): readonly string[] {
    return result.status === "pass"
        ? []
        : resultLines(subject, result.policy, result, shownElsewhere).map(line => printable(line));
}

/** The event that escapes, for formats that show it separately. */
export function unloggedEventOf({ findings }: ReportResult) {
    return findings.find(({ kind, unloggedEvent }) => kind === "violation" && unloggedEvent !== undefined)
        ?.unloggedEvent;
}
