import { OUTCOMES, type Outcome } from "../../outcome";
import type { OutcomeCounts, ReportTrail } from "../../report";
import { countOutcomes, type TrailOutcome } from "../../trail-outcome";
import { html, type Markup } from "./markup";

/** The outcomes of trails, the worst first, each with the outcome of a result that gives it its colours. */
const LOOKS: Readonly<Record<TrailOutcome, Outcome>> = {
    violating: "violation",
    undetermined: "undetermined",
    exempt: "exempt",
    compliant: "pass",
};

const TRAIL_OUTCOMES = Object.keys(LOOKS) as readonly TrailOutcome[];

/** How many trails and stacks have which outcome, as a bar and as a choice of what is shown; the choice needs no script. */
export function overview(subjects: readonly ReportTrail[]): Markup {
    const counts = countOutcomes(subjects);
    const choices = TRAIL_OUTCOMES.filter(outcome => counts[outcome] > 0).map(
        outcome => html`<label><input type="radio" name="show" value="${outcome}"><span class="symbol ${LOOKS[outcome]}" aria-hidden="true">${OUTCOMES[LOOKS[outcome]].symbol}</span> <b>${counts[outcome]}</b> ${outcome}</label>
`,
    );
    return html`${bar(counts, subjects.length)}
<fieldset class="tiles">
<legend class="hidden">Show trails that are</legend>
<label><input type="radio" name="show" value="all" checked><b>${subjects.length}</b> in all</label>
${choices}</fieldset>
`;
}

/** The shares of the outcomes. The numbers beside it say the same. */
function bar(counts: OutcomeCounts, total: number): Markup {
    let start = 0;
    const parts = TRAIL_OUTCOMES.map(outcome => {
        const width = (100 * counts[outcome]) / total;
        const part = html`<rect class="${LOOKS[outcome]}" x="${start}" width="${width}" height="1"/>`;
        start += width;
        return part;
    });
    return html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}
