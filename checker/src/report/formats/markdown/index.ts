import { messageText } from "../../../../../src/cloudtrail/message";
import { policyUrl } from "../../../../../src/compliance/policy/policy-url";
import type { SourceProblem } from "../../../sources/source-trail";
import { count } from "../../../text/count";
import { explanation } from "../../explanation";
import { isNotable, OUTCOMES, type Outcome, outcomeOf } from "../../outcome";
import { formatPlace } from "../../place";
import { type PolicyColumn, policyColumns } from "../../policy-columns";
import type { Report, ReportResult } from "../../report";
import type { Reporter } from "../../reporter";
import { type ShownSubject, shownSubjects } from "../../subjects";
import { formatSummary, verdictOf } from "../../summary";
import { codeBlock, codeElement, codeSpan } from "./escape";
import { COMMENT_LIMIT, EMOJI, leftOutNote, thatFit } from "./parts";

const NOTE_LENGTH = leftOutNote("The details of 1000000000 trails").length + 2;
const TABLE_LIMIT = 24_000;
const CODE_LIMIT = 3_000;
const PROBLEMS_SHOWN = 20;

/**
 * For a comment on a pull request: the summary, a table of findings, and the details, folded. Names appear only where
 * GitHub's Markdown does not interpret them.
 */
export const markdownReporter: Reporter = (report, { policies }) => {
    const notable = shownSubjects(report).filter(({ results }) => results.some(isNotableResult));
    const head = [
        heading(report),
        ...problems(report.problems),
        ...table(notable, policyColumns(report, policies)),
    ].join("\n\n");
    const { shown, leftOut } = thatFit(notable.map(details), COMMENT_LIMIT - head.length - NOTE_LENGTH);
    const note = leftOut === 0 ? [] : [leftOutNote(`The details of ${count(leftOut, "trail")}`)];
    return `${[head, ...shown, ...note].join("\n\n")}\n`;
};

function isNotableResult(result: ReportResult): boolean {
    return isNotable(outcomeOf(result));
}

function heading(report: Report): string {
    const { outcome, text } = verdictOf(report);
    return `### ${EMOJI[outcome]} trail-guard: ${text}\n\n${formatSummary(report)}.`;
}

function problems(unread: readonly SourceProblem[]): string[] {
    if (unread.length === 0) {
        return [];
    }
    const lines = unread
        .slice(0, PROBLEMS_SHOWN)
        .map(({ source, message }) => `- ${codeSpan(source)}: ${codeSpan(message)}`);
    const more = unread.length - lines.length;
    return [["**Could not be read:**", "", ...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join("\n")];
}

/** A table of the trails and policies with findings, and a legend. */
function table(trails: readonly ShownSubject[], allColumns: readonly PolicyColumn[]): string[] {
    if (trails.length === 0) {
        return [];
    }
    const notable = new Set(
        trails.flatMap(({ results }) => results.filter(isNotableResult).map(({ policy }) => policy)),
    );
    const columns = allColumns.filter(({ name }) => notable.has(name));
    const header = [
        `| Trail | ${columns.map(columnTitle).join(" | ")} |`,
        `| :-- | ${columns.map(() => ":-:").join(" | ")} |`,
    ];
    const rows = trails.map(({ title, source, results }) => {
        const outcomes = new Map(results.map(result => [result.policy, outcomeOf(result)]));
        const cells = columns.map(column => {
            const outcome = outcomes.get(column.name);
            return outcome === undefined ? "" : EMOJI[outcome];
        });
        const place = formatPlace(source);
        return `| ${codeSpan(title)}${place === "" ? "" : `<br>${codeSpan(place)}`} | ${cells.join(" | ")} |`;
    });
    const { shown, leftOut } = thatFit(rows, TABLE_LIMIT - header.join("\n").length);
    const used = new Set(trails.flatMap(({ results }) => results.map(outcomeOf)));
    const legend = (Object.keys(OUTCOMES) as Outcome[])
        .filter(outcome => used.has(outcome))
        .map(outcome => `${EMOJI[outcome]} ${OUTCOMES[outcome].word}`);
    return [
        [...header, ...shown].join("\n"),
        ...(leftOut === 0 ? [] : [leftOutNote(`The rows of ${count(leftOut, "trail")}`)]),
        legend.join(" · "),
    ];
}

function columnTitle({ name, shortName, metadata }: PolicyColumn): string {
    return metadata === undefined ? codeSpan(name) : `[${shortName}](${policyUrl(name)})`;
}

/** The details of a trail, folded. */
function details(trail: ShownSubject): string {
    const { title, source, results, facts = {} } = trail;
    const notable = results.filter(isNotableResult);
    const symbols = (Object.keys(OUTCOMES) as Outcome[])
        .map(outcome => [outcome, notable.filter(result => outcomeOf(result) === outcome).length] as const)
        .filter(([, number]) => number > 0)
        .map(([outcome, number]) => `${EMOJI[outcome]} ${number}`);
    const place = formatPlace(source);
    return [
        `<details>\n<summary>${codeElement(title)} ${symbols.join(" ")}</summary>`,
        ...(place === "" ? [] : [codeSpan(place)]),
        ...Object.entries(facts).map(([fact, value]) => `${codeSpan(fact)}: ${codeSpan(value)}`),
        ...notable.flatMap(result => resultDetails(trail, result)),
        "</details>",
    ].join("\n\n");
}

function resultDetails(trail: ShownSubject, result: ReportResult): string[] {
    const { policy, fix } = result;
    const outcome = outcomeOf(result);
    const lines = explanation(trail, result, ["fix", "link"]);
    return [
        `${EMOJI[outcome]} **${OUTCOMES[outcome].word}** ${codeSpan(policy)}`,
        codeBlock(fix === undefined ? lines : [...lines, `Fix: ${messageText(fix.headline)}:`], CODE_LIMIT),
        ...(fix?.code === undefined ? [] : [codeBlock(fix.code.split("\n"), CODE_LIMIT)]),
    ];
}
