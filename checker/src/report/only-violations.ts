import { outcomeOf } from "./outcome";
import type { Report, ReportTrail } from "./report";

/** A report with only the violations that count; the summary stays that of all. */
export function onlyViolations({ trails, stacks, ...report }: Report): Report {
    const violated = (subjects: readonly ReportTrail[]) =>
        subjects
            .map(subject => ({
                ...subject,
                results: subject.results.filter(result => outcomeOf(result) === "violation"),
            }))
            .filter(({ results }) => results.length > 0);
    const violatedStacks = violated(stacks ?? []);
    return { ...report, ...(violatedStacks.length === 0 ? {} : { stacks: violatedStacks }), trails: violated(trails) };
}
