import { createColors } from "picocolors";
import { printable } from "../../../../src/cloudtrail/quote";
import { padEnd } from "../../report/formats/columns";
import { OUTCOMES } from "../../report/outcome";
import type { Evidence } from "../evidence";
import { changesTable, inventoryTable, type ReportTable, reconciliationTable } from "./columns";
import { type EvidenceFinding, type FindingOutcome, findingsOf, WORST_FIRST } from "./findings";
import { figuresOf, grouped, headlineOf, subjectOf } from "./overview";
import type { EvidenceReporter } from "./reporter";
import { formatTable } from "./text-table";

/** How many findings of a kind, and rows of a table, a terminal gets; the other formats have more. */
const MOST_FINDINGS = 20;
const MOST_ROWS = 40;

type Paint = Readonly<Record<FindingOutcome | "pass", (text: string) => string>>;

/** For a terminal: the summary first, then what is wrong, then what was counted. */
export const textReporter: EvidenceReporter = (evidence, { width = 80, color = false }) => {
    const { bold, dim, red, yellow, magenta, green } = createColors(color);
    const paint: Paint = { violation: red, undetermined: yellow, advisory: magenta, pass: green };
    const findings = findingsOf(evidence);
    const { outcome, text } = headlineOf(findings);
    const { from, to, source, notes } = evidence;
    const table = (title: string, content: ReportTable) => {
        const { common, rest } = withoutCommon(content);
        return content.rows.length === 0 ? [] : [bold(`${title}${printable(common)}`), ...limitedTable(rest, width)];
    };
    const blocks: readonly (readonly string[])[] = [
        [
            bold(printable(subjectOf(evidence))),
            dim(printable(`${from} to ${to}, from ${source}`)),
            "",
            paint[outcome](`${OUTCOMES[outcome].symbol} ${text}`),
            ...figures(evidence, paint),
        ],
        ...WORST_FIRST.map(each => section(each, findings, paint, bold)),
        table("What Bedrock was used for", inventoryTable(evidence)),
        table("Promised and arrived", reconciliationTable({ ...evidence, reconciliation: shortRows(evidence) })),
        table("Changes of trails", changesTable(evidence)),
        notes.map(note => dim(`Note: ${printable(note)}`)),
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

/** The details of a row stand with its finding: on a terminal there is no room for them twice. */
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
    paint: Paint,
    bold: (text: string) => string,
): readonly string[] {
    const byTitle = new Map<string, EvidenceFinding[]>();
    for (const finding of findings.filter(({ outcome }) => outcome === wanted)) {
        byTitle.set(finding.title, [...(byTitle.get(finding.title) ?? []), finding]);
    }
    const lines = [...byTitle].flatMap(([title, alike]) => [
        `  ${paint[wanted](`${OUTCOMES[wanted].symbol} ${title}`)}${alike.length === 1 ? "" : ` (${grouped(alike.length)})`}`,
        ...alike
            .slice(0, MOST_FINDINGS)
            .flatMap(({ where, detail }) => [
                `    ${printable(where)}`,
                ...(detail === undefined ? [] : [`      ${printable(detail)}`]),
            ]),
        ...(alike.length > MOST_FINDINGS
            ? [`    and ${grouped(alike.length - MOST_FINDINGS)} more: --format json has all`]
            : []),
    ]);
    return lines.length === 0 ? [] : [bold(TITLES[wanted]), ...lines];
}

/** What all rows have in common stands in the title: a terminal has little room. */
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

/** Of an ARN the resource, of a time the minute: the other formats have the whole. */
function shorten(text: string): string {
    const [, resource = text] = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/.exec(text) ?? [];
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(resource) ? resource.slice(0, 16).replace("T", " ") : resource;
}

function limitedTable(table: ReportTable, width: number): readonly string[] {
    const left = table.rows.length - MOST_ROWS;
    return [
        ...formatTable({ ...table, rows: table.rows.slice(0, MOST_ROWS) }, width),
        ...(left > 0 ? [`  and ${grouped(left)} more: --format json has all`] : []),
    ];
}
