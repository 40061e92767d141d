import { policyUrl } from "../../../../../src/compliance/policy/policy-url";
import { isNotable, outcomeOf } from "../../outcome";
import type { PolicyColumn } from "../../policy-columns";
import type { Report } from "../../report";
import type { ShownSubject } from "../../subjects";
import { trailOutcome } from "../../trail-outcome";
import { finding } from "./finding";
import { html, type Markup } from "./markup";
import { findingId, matrix } from "./matrix";
import { pageSubjects, placeMarkup } from "./names";
import { overview } from "./overview";

/** What could not be read, before anything else: everything below lacks it. */
export function problemSection({ problems }: Report): Markup[] {
    return problems.length === 0
        ? []
        : [
              html`<section class="problems">
<h2>Could not be read</h2>
<ul>
${problems.map(({ source, message }) => html`<li><b><bdi>${source}</bdi></b> ${message}</li>\n`)}</ul>
</section>
`,
          ];
}

/** The overview and the matrix. */
export function matrixSection(report: Report, columns: readonly PolicyColumn[]): Markup[] {
    const subjects = pageSubjects(report);
    return subjects.length === 0
        ? []
        : [
              html`<section>
<h2>${report.stacks === undefined ? "Trails" : "Stacks and trails"}</h2>
${overview(subjects)}<p class="search" id="search" hidden><label for="query">Search</label> <input type="search" id="query" placeholder="A name, a file, an account" autocomplete="off" spellcheck="false"> <output for="query" id="shown"></output></p>
${matrix(subjects, columns)}
</section>
`,
          ];
}

/** All results, trail by trail. */
export function findingSection(report: Report, columns: readonly PolicyColumn[]): Markup[] {
    const parts = pageSubjects(report).map((trail, index) => trailFindings(trail, index, columns));
    return parts.length === 0 ? [] : [html`<section id="findings">\n<h2>Findings</h2>\n${parts}</section>\n`];
}

function trailFindings(trail: ShownSubject, trailIndex: number, columns: readonly PolicyColumn[]): Markup {
    const { title, source, facts = {}, results } = trail;
    const byPolicy = new Map(results.map(result => [result.policy, result]));
    const findings = columns.flatMap((column, index) => {
        const result = byPolicy.get(column.name);
        return result === undefined || result.status === "pass"
            ? []
            : [finding(trail, result, column, findingId(trailIndex, index))];
    });
    const complies =
        results.some(({ status }) => status === "pass") && !results.some(result => isNotable(outcomeOf(result)));
    const known = Object.entries(facts).map(([fact, value]) => html`<dt>${fact}</dt><dd>${value}</dd>\n`);
    return html`<section class="trail" id="trail-${trailIndex}" data-outcome="${trailOutcome(trail)}">
<h3><bdi>${title}</bdi></h3>
<p>${placeMarkup(source)}</p>
${known.length === 0 ? [] : [html`<dl>${known}</dl>\n`]}${complies ? [html`<p>Complies with every policy.</p>\n`] : []}${findings}</section>
`;
}

/** The policies that the trails were checked against. */
export function policySection(columns: readonly PolicyColumn[]): Markup[] {
    const policies = columns.map(
        ({ name, metadata }, index) => html`<article class="policy" id="policy-${index}">
<h3>${metadata?.displayName ?? name}</h3>
<p class="place">${name}${metadata === undefined ? "" : ` · ${metadata.severity}`}</p>
${metadata === undefined ? [] : [html`<p>${metadata.description}</p>\n<p><a href="${policyUrl(name)}">About this policy</a></p>\n`]}</article>
`,
    );
    return policies.length === 0 ? [] : [html`<section id="policies">\n<h2>Policies</h2>\n${policies}</section>\n`];
}
