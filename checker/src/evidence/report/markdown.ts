import { codeSpan } from "../../report/formats/markdown/escape";
import { COMMENT_LIMIT, EMOJI, leftOutNote, thatFit } from "../../report/formats/markdown/parts";
import { count } from "../../text/count";
import { changesTable, inventoryTable, type ReportTable, reconciliationTable } from "./columns";
import { type EvidenceFinding, findingsOf } from "./findings";
import { figuresOf, headlineOf, subjectOf } from "./overview";
import type { EvidenceReporter } from "./reporter";

/** How long each part of the page may be, so that all of them fit into a comment on GitHub. */
const FINDINGS_LIMIT = 24_000;
const TABLE_LIMIT = 12_000;

/** For an issue or a comment: the summary, the findings, and the tables, folded. */
export const markdownReporter: EvidenceReporter = evidence => {
    const findings = findingsOf(evidence);
    const { outcome, text } = headlineOf(findings);
    const { from, to, source, notes } = evidence;
    const figures = figuresOf(evidence).map(
        figure => `| ${EMOJI[figure.outcome]} | ${figure.label} | ${figure.text} |`,
    );
    const blocks = [
        `### ${EMOJI[outcome]} trail-guard: ${text}`,
        `${codeSpan(subjectOf(evidence))}, ${codeSpan(from)} to ${codeSpan(to)}, from ${codeSpan(source)}`,
        ["| | | |", "| :-: | :-- | :-- |", ...figures].join("\n"),
        ...findingList(findings),
        ...folded("What Bedrock was used for", inventoryTable(evidence)),
        ...folded("Promised and arrived", reconciliationTable(evidence)),
        ...folded("Changes of trails", changesTable(evidence)),
        ...notes.map(note => `Note: ${codeSpan(note)}`),
    ];
    return `${thatFit(blocks, COMMENT_LIMIT).shown.join("\n\n")}\n`;
};

function findingList(findings: readonly EvidenceFinding[]): readonly string[] {
    const lines = findings.map(({ outcome, title, where, detail }) => {
        const more = detail === undefined ? "" : `: ${codeSpan(detail)}`;
        return `- ${EMOJI[outcome]} **${title}** ${codeSpan(where)}${more}`;
    });
    const { shown, leftOut } = thatFit(lines, FINDINGS_LIMIT);
    return shown.length === 0
        ? []
        : [[...shown, ...(leftOut === 0 ? [] : [`- ${leftOutNote(count(leftOut, "finding"))}`])].join("\n")];
}

function folded(title: string, { titles, rows, numbers }: ReportTable): readonly string[] {
    if (rows.length === 0) {
        return [];
    }
    const head = [
        `| ${titles.join(" | ")} |`,
        `| ${titles.map(name => (numbers.includes(name) ? "--:" : ":--")).join(" | ")} |`,
    ];
    const lines = rows.map(row => `| ${row.map(text => (text === "" ? "" : codeSpan(text))).join(" | ")} |`);
    const { shown, leftOut } = thatFit(lines, TABLE_LIMIT);
    return [
        `<details>\n<summary>${title} (${rows.length})</summary>`,
        [...head, ...shown].join("\n"),
        ...(leftOut === 0 ? [] : [leftOutNote(count(leftOut, "row"))]),
        "</details>",
    ];
}
