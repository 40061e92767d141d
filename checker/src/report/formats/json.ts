import { type Message, type MessageValue, messageText } from "../../../../src/cloudtrail/message";
import { printableJson } from "../../../../src/cloudtrail/quote";
import type { Fix } from "../../../../src/compliance/findings/fix";
import type { ShownFinding } from "../../../../src/compliance/findings/shown-result";
import type { Report, ReportResult, ReportTrail } from "../report";
import type { Reporter } from "../reporter";

/** The report as data, as docs/report.schema.json describes it. */
export const jsonReporter: Reporter = report => [...jsonPieces(report)].join("");

/** The same, piece by piece: of thousands of trails, the whole text would take more memory than the report. */
export function* jsonPieces(report: Report): Iterable<string> {
    let before = "{";
    for (const [name, value] of Object.entries(report)) {
        yield `${before}\n  ${JSON.stringify(name)}: `;
        if (!Array.isArray(value) || value.length === 0) {
            yield indented(value, "  ");
        } else {
            yield* name === "problems" ? listPieces(value) : subjectPieces(value);
        }
        before = ",";
    }
    yield "\n}\n";
}

function* subjectPieces(subjects: readonly ReportTrail[]): Iterable<string> {
    yield* listPieces(subjects, subject => ({ ...subject, results: subject.results.map(resultData) }));
}

function* listPieces<T>(list: readonly T[], dataOf: (entry: T) => unknown = entry => entry): Iterable<string> {
    let before = "[";
    for (const entry of list) {
        yield `${before}\n    ${indented(dataOf(entry), "    ")}`;
        before = ",";
    }
    yield "\n  ]";
}

function indented(value: unknown, indent: string): string {
    return printableJson(value).replaceAll("\n", `\n${indent}`);
}

function resultData({ findings, fix, notFixed, reason, ...result }: ReportResult) {
    return {
        ...result,
        findings: findings.map(findingData),
        ...(fix === undefined ? {} : { fix: fixData(fix) }),
        ...(notFixed === undefined ? {} : { notFixed: messageData(notFixed) }),
        ...(reason === undefined ? {} : { reason: messageData(reason) }),
    };
}

function findingData({ headline, details, fix, ...finding }: ShownFinding) {
    return {
        ...finding,
        headline: messageData(headline),
        ...(details === undefined ? {} : { details: details.map(messageData) }),
        ...(fix === undefined ? {} : { fix: fixData(fix) }),
    };
}

function fixData({ headline, code }: Fix) {
    return { ...messageData(headline), ...(code === undefined ? {} : { code }) };
}

/** A message for a program, which looks at its id and its data, and for a reader. */
function messageData(message: Message) {
    const data = Object.entries(message.data).map(([name, value]) => [name, plainValue(value)] as const);
    return {
        id: message.id,
        text: messageText(message),
        ...(data.length === 0 ? {} : { data: Object.fromEntries(data) }),
    };
}

function plainValue(value: MessageValue): string | number | readonly unknown[] {
    if (typeof value !== "object") {
        return value;
    }
    if (Array.isArray(value)) {
        return value.map(plainValue);
    }
    return "text" in value ? value.text : messageText(value as Message);
}
