import { OUTCOMES, type Outcome } from "../../outcome";
import type { OutcomeCounts, ReportTrail } from "../../report";
import { countOutcomes, outcomesOf, TRAIL_OUTCOMES, type TrailOutcome } from "../../trail-outcome";
import { html, type Markup } from "./markup";

/** The outcome of a result that gives each outcome of a trail its colours. */
const LOOKS: Readonly<Record<TrailOutcome, Outcome>> = {
    violating: "violation",
    undetermined: "undetermined",
    known: "baseline",
    exempt: "exempt",
    compliant: "pass",
    notJudged: "not-applicable",
};

/**
 * How many trails and stacks have which outcome, as a bar and, where they differ, as a choice of what is shown; the choice needs
 * no script.
 */
export function overview(subjects: readonly ReportTrail[]): Markup {
    const counts = countOutcomes(subjects);
    const outcomes = outcomesOf(counts);
    const choices = outcomes.map(
        ([
            outcome,
            number,
        ]) => html`<label><input type="radio" name="show" value="${outcome}"><span class="symbol ${LOOKS[outcome]}" aria-hidden="true">${OUTCOMES[LOOKS[outcome]].symbol}</span> <b>${number}</b> ${TRAIL_OUTCOMES[outcome]}</label>
`,
    );
    return html`${bar(counts, subjects.length)}
${
    outcomes.length < 2
        ? []
        : html`<fieldset class="tiles">
<legend class="hidden">Show trails that are</legend>
<label><input type="radio" name="show" value="all" checked><b>${subjects.length}</b> in all</label>
${choices}</fieldset>
`
}`;
}

/** The shares of the outcomes. The numbers beside it say the same. */
function bar(counts: OutcomeCounts, total: number): Markup {
    let start = 0;
    const parts = outcomesOf(counts).map(([outcome, number]) => {
        const width = (100 * number) / total;
        const part = html`<rect class="${LOOKS[outcome]}" x="${start}" width="${width}" height="1"/>`;
        start += width;
        return part;
    });
    return html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}
