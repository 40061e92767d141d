import { createColors } from "picocolors";
import { printable } from "../../../../src/cloudtrail/quote";
import { OUTCOMES } from "../../report/outcome";
import { alike } from "../../text/alike";
import { padEnd } from "../../text/columns";
import { count } from "../../text/count";
import { wrap } from "../../text/wrap";
import type { Evidence } from "../evidence";
import { changesTable, inventoryTable, type ReportTable, reconciliationTable } from "./columns";
import { type EvidenceFinding, type FindingOutcome, findingsOf, WORST_FIRST } from "./findings";
import { figuresOf, grouped, headlineOf, subjectOf } from "./overview";
import type { EvidenceReporter } from "./reporter";
import { formatTable } from "./text-table";

/** How many findings of a kind, and rows of a table, a terminal gets unless it is to have all. */
const MOST_FINDINGS = 20;
const MOST_ROWS = 40;

type Paint = Readonly<Record<FindingOutcome | "pass", (text: string) => string>>;

/**
 * For a terminal: the summary first, then what is wrong, then what was counted. What is only good to know is counted, and long
 * lists are cut, unless it is to be verbose; to be quiet, it is the summary alone.
 */
export const textReporter: EvidenceReporter = (evidence, options) => {
    const { width: terminalWidth, color = false, verbose = false, quiet = false } = options;
    const width = terminalWidth ?? 80;
    const { bold, dim, red, yellow, magenta, green } = createColors(color);
    const paint: Paint = { violation: red, undetermined: yellow, advisory: magenta, pass: green };
    const findings = findingsOf(evidence);
    const { outcome, text } = headlineOf(findings);
    const { from, to, source, notes } = evidence;
    const table = (title: string, content: ReportTable) => {
        const { common, rest } = withoutCommon(content);
        return content.rows.length === 0
            ? []
            : [
                  bold(`${title}${printable(common)}`),
                  ...limitedTable(rest, width, verbose ? Number.POSITIVE_INFINITY : MOST_ROWS),
              ];
    };
    const summary: readonly string[] = [
        bold(printable(subjectOf(evidence))),
        dim(printable(`${from} to ${to}, from ${source}`)),
        "",
        paint[outcome](`${OUTCOMES[outcome].symbol} ${text}`),
        ...figures(evidence, paint),
    ];
    const most = verbose ? Number.POSITIVE_INFINITY : MOST_FINDINGS;
    const advisory = findings.filter(finding => finding.outcome === "advisory").length;
    const isFolded = !verbose && advisory > 0;
    const blocks: readonly (readonly string[])[] = quiet
        ? [summary]
        : [
              summary,
              ...WORST_FIRST.filter(each => !(isFolded && each === "advisory")).map(each =>
                  section(each, findings, most, paint, bold).flatMap(line => wrap(line, terminalWidth)),
              ),
              isFolded ? [`Also found: ${count(advisory, "thing")} good to know (--verbose shows them)`] : [],
              table("What Bedrock was used for", inventoryTable(evidence)),
              table("Promised and arrived", reconciliationTable({ ...evidence, reconciliation: shortRows(evidence) })),
              table("Changes of trails", changesTable(evidence)),
              notes.flatMap(note => wrap(`Note: ${printable(note)}`, terminalWidth).map(dim)),
          ];
    return `${blocks
        .filter(lines => lines.length > 0)
        .map(lines => lines.join("\n"))
        .join("\n\n")}\n`;
};

function figures(evidence: Evidence, paint: Paint): readonly string[] {
    const all = figuresOf(evidence);
    const labelWidth = Math.max(...all.map(({ label }) => label.length));
    return all.map(
        ({ label, text, outcome }) =>
            `  ${paint[outcome](OUTCOMES[outcome].symbol)} ${padEnd(label, labelWidth)}  ${text}`,
    );
}

/** The details of a row are shown with its finding: a terminal is too narrow to show them twice. */
function shortRows({ reconciliation }: Evidence): Evidence["reconciliation"] {
    return reconciliation.map(({ detail: _, ...row }) => row);
}

const TITLES: Readonly<Record<FindingOutcome, string>> = {
    violation: "What is wrong",
    undetermined: "What can't be decided",
    advisory: "Good to know",
};

function section(
    wanted: FindingOutcome,
    findings: readonly EvidenceFinding[],
    most: number,
    paint: Paint,
    bold: (text: string) => string,
): readonly string[] {
    const byTitle = alike(
        findings.filter(({ outcome }) => outcome === wanted),
        ({ title }) => title,
    );
    const lines = byTitle.flatMap(same => [
        `  ${paint[wanted](`${OUTCOMES[wanted].symbol} ${same[0].title}`)}${same.length === 1 ? "" : ` (${grouped(same.length)})`}`,
        ...same
            .slice(0, most)
            .flatMap(({ where, detail }) => [
                `    ${printable(where)}`,
                ...(detail === undefined ? [] : [`      ${printable(detail)}`]),
            ]),
        ...(same.length > most ? [`    and ${grouped(same.length - most)} more: --verbose shows all`] : []),
    ]);
    return lines.length === 0 ? [] : [bold(TITLES[wanted]), ...lines];
}

/** What all rows have in common is in the title, because a terminal is narrow. */
function withoutCommon({ titles, rows, numbers }: ReportTable): {
    readonly common: string;
    readonly rest: ReportTable;
} {
    const [first = []] = rows;
    const isCommon = titles.map(
        (title, index) => rows.length > 1 && !numbers.includes(title) && rows.every(row => row[index] === first[index]),
    );
    const common = titles.flatMap((title, index) =>
        isCommon[index] === true && first[index] !== "" ? [`${title} ${first[index]}`] : [],
    );
    const kept = (row: readonly string[]) => row.filter((_, index) => isCommon[index] !== true);
    return {
        common: common.length === 0 ? "" : ` (${common.join(", ")})`,
        rest: { titles: kept(titles), rows: rows.map(row => kept(row).map(shorten)), numbers },
    };
}

/** Only the resource of an ARN, and times to the minute: the other formats show everything. */
function shorten(text: string): string {
    const [, resource = text] = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/.exec(text) ?? [];
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(resource) ? resource.slice(0, 16).replace("T", " ") : resource;
}

function limitedTable(table: ReportTable, width: number, most: number): readonly string[] {
    const left = table.rows.length - most;
    return [
        ...formatTable({ ...table, rows: table.rows.slice(0, most) }, width),
        ...(left > 0 ? [`  and ${grouped(left)} more: --verbose shows all`] : []),
    ];
}
