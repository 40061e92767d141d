import { type Message, type MessageValue, messageText } from "../../../../src/cloudtrail/message";
import type { Fix } from "../../../../src/compliance/findings/fix";
import type { ShownFinding } from "../../../../src/compliance/findings/shown-result";
import { objectPieces } from "../../text/json-pieces";
import type { Report, ReportResult, ReportTrail } from "../report";
import type { Reporter } from "../reporter";

/** The report as data, as docs/report.schema.json describes it. */
export const jsonReporter: Reporter = report => [...jsonPieces(report)].join("");

/** The same, piece by piece: for thousands of trails, the whole text would take more memory than the report. */
export function jsonPieces(report: Report): Iterable<string> {
    return objectPieces(report, (entry, list) => (list === "problems" ? entry : subjectData(entry as ReportTrail)));
}

function subjectData(subject: ReportTrail) {
    return { ...subject, results: subject.results.map(resultData) };
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

/** A message both for a program, which uses its ID and its data, and for a reader. */
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
