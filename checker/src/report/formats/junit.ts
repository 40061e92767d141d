import XMLBuilder from "fast-xml-builder";
import { printable } from "../../../../src/cloudtrail/quote";
import type { SourceProblem } from "../../sources/source-trail";
import { explanation } from "../explanation";
import { outcomeOf } from "../outcome";
import { formatPlace } from "../place";
import type { ReportResult } from "../report";
import type { Reporter } from "../reporter";
import { type ShownSubject, shownSubjects } from "../subjects";

/** An element as the XML builder accepts it: attributes begin with `@`. */
interface TestCase {
    readonly "@name": string;
    readonly "@classname": string;
    readonly skipped?: string;
    readonly error?: Fault;
    readonly failure?: Fault;
}

interface Fault {
    readonly "@type": string;
    readonly "@message": string;
    readonly "#text": string;
}

/** JUnit's XML, as CI systems read it: a suite for each trail, a test case for each policy. */
export const junitReporter: Reporter = (report, { time }) => {
    const timestamp = time.toISOString().slice(0, 19);
    const suites = [
        ...shownSubjects(report).map(trail => ({
            ...suite(
                trail.title,
                trail.results.map(result => testCase(trail, result)),
            ),
            "@timestamp": timestamp,
        })),
        ...(report.problems.length === 0 ? [] : [suite("Inputs that could not be read", report.problems.map(unread))]),
    ];
    const total = (name: "@tests" | "@failures" | "@errors") => suites.reduce((sum, of) => sum + of[name], 0);
    return new XMLBuilder({
        attributeNamePrefix: "@",
        ignoreAttributes: false,
        suppressBooleanAttributes: false,
        suppressEmptyNode: true,
        format: true,
    }).build({
        "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
        testsuites: {
            "@name": "trail-guard",
            "@tests": total("@tests"),
            "@failures": total("@failures"),
            "@errors": total("@errors"),
            testsuite: suites,
        },
    });
};

function suite(name: string, cases: readonly TestCase[]) {
    const having = (outcome: "skipped" | "error" | "failure") => cases.filter(of => of[outcome] !== undefined).length;
    return {
        "@name": xmlText(name),
        "@tests": cases.length,
        "@failures": having("failure"),
        "@errors": having("error"),
        "@skipped": having("skipped"),
        testcase: cases,
    };
}

function testCase(trail: ShownSubject, result: ReportResult): TestCase {
    const named = {
        "@name": xmlText(result.policy),
        "@classname": xmlText(formatPlace(trail.source) || trail.id),
    };
    const lines = explanation(trail, result, []);
    switch (outcomeOf(result)) {
        case "pass":
            return named;
        case "violation":
            return { ...named, failure: fault("violation", lines) };
        // Not skipped: a CI system shows that in green, and the command fails too.
        case "undetermined":
            return { ...named, error: fault("undetermined", lines) };
        case "advisory":
            return { ...named, skipped: xmlText(`Advisory: ${lines.join("\n")}`) };
        case "baseline":
            return { ...named, skipped: xmlText(`In the baseline: ${lines[0]}`) };
        case "exempt":
        case "not-applicable":
            return { ...named, skipped: xmlText(lines.join("\n")) };
    }
}

function unread({ source, message }: SourceProblem): TestCase {
    return { "@name": xmlText(source), "@classname": "trail-guard", error: fault("unreadable", [printable(message)]) };
}

function fault(type: string, lines: readonly string[]): Fault {
    return { "@type": type, "@message": xmlText(lines[0] ?? ""), "#text": xmlText(lines.join("\n")) };
}

/** A text without the characters that XML does not allow; of the other control characters, only line breaks stay. */
function xmlText(text: string): string {
    const shown = text.split("\n").map(printable).join("\n");
    // Half of a surrogate pair becomes U+FFFD in UTF-8.
    return Buffer.from(shown)
        .toString()
        .replace(/[\ufffe\uffff]/g, "\ufffd");
}
