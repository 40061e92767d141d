import { html, type Markup } from "../../../report/formats/html/markup";
import { OUTCOMES } from "../../../report/outcome";
import type { Evidence } from "../../evidence";
import type { ReportTable } from "../columns";
import type { EvidenceFinding } from "../findings";
import { figuresOf, grouped } from "../overview";

/** Nobody reads more rows than this on a page; the JSON format contains all of them. */
const MOST_FINDINGS = 200;
const MOST_ROWS = 2000;

/** Shorter cells in a table stay on one line. */
const MOST_UNBROKEN = 28;

/** The summary in figures. */
export function figureSection(evidence: Evidence): Markup {
    const items = figuresOf(evidence).map(
        ({ label, text, outcome }) =>
            html`<li class="${outcome}"><b>${label}</b> <span class="chip">${OUTCOMES[outcome].symbol}</span> ${text}</li>\n`,
    );
    return html`<section id="summary">
<h2>Summary</h2>
<ul class="figures">
${items}</ul>
</section>
`;
}

/** What is wrong, or can't be decided. */
export function findingSection(findings: readonly EvidenceFinding[]): Markup[] {
    const groups = new Map<string, EvidenceFinding[]>();
    for (const finding of findings) {
        const key = `${finding.outcome} ${finding.title}`;
        groups.set(key, [...(groups.get(key) ?? []), finding]);
    }
    return groups.size === 0
        ? []
        : [
              html`<section id="findings">
<h2>What to look at</h2>
<ul class="findings">
${[...groups.values()].map(group)}</ul>
</section>
`,
          ];
}

function group(alike: readonly EvidenceFinding[]): Markup {
    const [first] = alike;
    if (first === undefined) {
        return html``;
    }
    const { symbol, word } = OUTCOMES[first.outcome];
    const left = alike.length - MOST_FINDINGS;
    const items = alike
        .slice(0, MOST_FINDINGS)
        .map(
            ({ where, detail }) =>
                html`<li><bdi class="place">${where}</bdi>${detail === undefined ? [] : [html`<p>${detail}</p>`]}</li>\n`,
        );
    return html`<li><span class="chip ${first.outcome}">${symbol} ${word}</span> <b>${first.title}</b>
<ul>
${items}${left > 0 ? [html`<li>and ${grouped(left)} more: the JSON format has all</li>\n`] : []}</ul></li>
`;
}

/** A table with its heading; nothing where it has no rows. */
export function tableSection(id: string, title: string, { titles, rows, numbers }: ReportTable): Markup[] {
    if (rows.length === 0) {
        return [];
    }
    const styleOf = (text: string, index: number) =>
        numbers.includes(titles[index] ?? "") ? "number" : text.length <= MOST_UNBROKEN ? "short" : "long";
    const heads = titles.map((name, index) => html`<th scope="col" class="${styleOf(name, index)}">${name}</th>`);
    const lines = rows
        .slice(0, MOST_ROWS)
        .map(
            row => html`<tr>${row.map((text, index) => html`<td class="${styleOf(text, index)}">${text}</td>`)}</tr>\n`,
        );
    const left = rows.length - lines.length;
    return [
        html`<section id="${id}">
<h2 id="${id}-title">${title}</h2>
<div class="scroll" role="region" aria-labelledby="${id}-title" tabindex="0"><table>
<thead><tr>${heads}</tr></thead>
<tbody>
${lines}</tbody>
</table></div>
${left > 0 ? [html`<p>And ${grouped(left)} more: the JSON format has all.</p>\n`] : []}</section>
`,
    ];
}

/** What else a reader has to know. */
export function noteSection({ notes }: Evidence): Markup[] {
    return notes.length === 0
        ? []
        : [
              html`<section id="notes">\n<h2>Notes</h2>\n<ul>\n${notes.map(note => html`<li>${note}</li>\n`)}</ul>\n</section>\n`,
          ];
}
