import { FIELDS } from "../../../../../src/cloudtrail/event";
import { messageText } from "../../../../../src/cloudtrail/message";
import { printable } from "../../../../../src/cloudtrail/quote";
import { policyUrl } from "../../../../../src/compliance/policy/policy-url";
import { explanation, unloggedEventOf } from "../../explanation";
import { OUTCOMES, outcomeOf } from "../../outcome";
import type { PolicyColumn } from "../../policy-columns";
import type { ReportResult } from "../../report";
import type { ShownSubject } from "../../subjects";
import { html, type Markup } from "./markup";

/** The content of a result: why, an event that escapes, and what to do. */
export function finding(
    subject: ShownSubject,
    result: ReportResult,
    { name, metadata }: PolicyColumn,
    id: string,
): Markup {
    const outcome = outcomeOf(result);
    const { symbol, word } = OUTCOMES[outcome];
    const title =
        metadata === undefined ? html`${name}` : html`<a href="${policyUrl(name)}">${metadata.displayName}</a>`;
    const lines = explanation(subject, result, ["event", "fix", "link"]);
    return html`<article class="finding" id="${id}">
<h4><span class="chip ${outcome}">${symbol} ${word}</span> ${title}</h4>
${lines.map(line => html`<p>${line}</p>\n`)}${[...event(result), ...fix(result)]}</article>
`;
}

function event(result: ReportResult): Markup[] {
    const unloggedEvent = unloggedEventOf(result);
    if (unloggedEvent === undefined) {
        return [];
    }
    const lines = FIELDS.flatMap(field => {
        const value = unloggedEvent[field];
        return value === null ? [] : [`${field}: ${printable(value)}`];
    });
    return [html`<h5>An event that is not logged</h5>\n<pre class="event" tabindex="0">${lines.join("\n")}</pre>\n`];
}

function fix({ fix: shown }: ReportResult): Markup[] {
    return shown === undefined
        ? []
        : [
              html`<h5>Fix: ${messageText(shown.headline)}</h5>\n<pre class="fix" tabindex="0">${shown.code ?? ""}</pre>\n`,
          ];
}
