import { OUTCOMES, outcomeOf } from "../../outcome";
import type { PolicyColumn } from "../../policy-columns";
import type { ShownSubject } from "../../subjects";
import { trailOutcome } from "../../trail-outcome";
import { html, type Markup } from "./markup";
import { placeMarkup } from "./names";

/** Trails against policies: each cell links to its finding. */
export function matrix(trails: readonly ShownSubject[], columns: readonly PolicyColumn[]): Markup {
    const heads = columns.map(
        ({ shortName }, index) => html`<th scope="col"><a href="#policy-${index}">${shortName}</a></th>\n`,
    );
    return html`<div class="scroll" tabindex="-1"><table id="matrix">
<caption class="hidden">Each trail against each policy</caption>
<thead><tr><th scope="col">Trail</th>
${heads}</tr></thead>
<tbody>
${trails.map((trail, index) => row(trail, index, columns))}</tbody>
</table></div>`;
}

function row(trail: ShownSubject, trailIndex: number, columns: readonly PolicyColumn[]): Markup {
    const results = new Map(trail.results.map(result => [result.policy, result]));
    const cells = columns.map(({ name, shortName }, index) => {
        const result = results.get(name);
        if (result === undefined) {
            return html`<td></td>`;
        }
        const outcome = outcomeOf(result);
        const { symbol, word } = OUTCOMES[outcome];
        const target = result.status === "pass" ? `policy-${index}` : findingId(trailIndex, index);
        // Two elements per cell: a report has thousands of them.
        return html`<td class="${outcome}"><a href="#${target}" aria-label="${shortName}: ${word}">${symbol}</a></td>`;
    });
    return html`<tr data-outcome="${trailOutcome(trail)}"><th scope="row"><a href="#trail-${trailIndex}"><bdi>${trail.title}</bdi></a>${placeMarkup(trail.source)}</th>${cells}</tr>
`;
}

/** The ID of a finding on the page. */
export function findingId(trail: number, policy: number): string {
    return `finding-${trail}-${policy}`;
}
