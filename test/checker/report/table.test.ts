import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import * as fc from "fast-check";
import stringWidth from "string-width";
import { tableReporter } from "../../../checker/src/report/formats/table";
import { onlyViolations } from "../../../checker/src/report/only-violations";
import { outcomeOf } from "../../../checker/src/report/outcome";
import { type Report, type ReportTrail, subjectsOf } from "../../../checker/src/report/report";
import { finding, textOf } from "../result-text";
import { arbitraryReport } from "./arbitrary-report";
import { OPTIONS, sampleReport } from "./sample-report";

/** The lines of the matrix: all up to the first empty one. */
function matrixOf(text: string): string[] {
    return text.slice(0, text.indexOf("\n\n")).split("\n");
}

/** Everything, as `--verbose` shows it. */
const VERBOSE = { ...OPTIONS, verbose: true };

describe("the table without --verbose", () => {
    const calm = tableReporter(sampleReport, OPTIONS);

    it("shows only trails and policies with results that count, and counts the rest", () => {
        assert.doesNotMatch(calm, /organization-audit|sandbox|! advisory|cloudtrail-kms-encryption/);
        assert.match(
            calm,
            /\nAlso found: \d+ advisory findings, 1 in the baseline, \d+ exempt \(not counted; --verbose shows them\)\n/,
        );
        assert.match(
            calm,
            /\n6 trails: 2 violating, 1 undetermined, 1 in the baseline, 1 exempt, 1 compliant; 1 input could not be read\n$/,
        );
        assert.match(calm, /could not be read {2}stacks\/broken\.json/);
    });

    it("shows what counts as the verbose table does", () => {
        const verbose = tableReporter(sampleReport, VERBOSE);
        const counted = calm.split("\n").filter(line => /^ {2}[✗?] /.test(line));
        assert.ok(counted.length > 3);
        assert.deepEqual(
            verbose.split("\n").filter(line => /^ {2}[✗?] /.test(line)),
            counted,
        );
    });

    it("shows once what applies to similar trails, with their names", () => {
        const audit = sampleReport.trails.find(({ name }) => name === "audit")!;
        const trails = ["one", "two", "three"].map(name => ({ ...audit, id: name, name }));
        const text = tableReporter({ ...sampleReport, trails }, OPTIONS);
        assert.match(text, /\n3 alike: one, two, three\n/);
        assert.equal(text.split('name = "Log all AWS::Bedrock::AgentAlias data events"').length - 1, 1);
        assert.match(text, /Trail "one", like 2 others, covers only its own Region/);
        const each = tableReporter({ ...sampleReport, trails }, VERBOSE);
        assert.equal(each.split('name = "Log all AWS::Bedrock::AgentAlias data events"').length - 1, 3);
    });

    it("prints only the summary with --quiet", () => {
        const text = tableReporter({ ...sampleReport, problems: [] }, { ...OPTIONS, quiet: true });
        assert.equal(text, "6 trails: 2 violating, 1 undetermined, 1 in the baseline, 1 exempt, 1 compliant\n");
    });

    it("wraps text at the width, but never code", () => {
        const width = 70;
        const lines = tableReporter(sampleReport, { ...VERBOSE, width }).split("\n");
        const wide = lines.filter(line => stringWidth(line) > width);
        assert.deepEqual(
            wide.filter(line => !/^ *(Fix|More): |https:|^\S|arn:aws|^ {8}|^ {2}[✗?!=~] /.test(line)),
            [],
        );
        const flat = (text: string) => text.replace(/\s+/g, " ");
        assert.equal(
            flat(lines.join("\n").split("\n\n").slice(2).join("\n")),
            flat(tableReporter(sampleReport, VERBOSE).split("\n\n").slice(2).join("\n")),
        );
    });

    it("leaves out everything but violations on request", () => {
        const report = onlyViolations(sampleReport);
        assert.deepEqual(
            report.trails.map(({ name }) => name),
            ["audit", "AgentTrail"],
        );
        assert.ok(report.trails.every(({ results }) => results.every(result => outcomeOf(result) === "violation")));
        assert.deepEqual(report.summary, sampleReport.summary);
    });
});

describe("the table reporter", () => {
    it("shows each trail against each policy, grouped by file", () => {
        assert.deepEqual(matrixOf(tableReporter(sampleReport, VERBOSE)), [
            "                         1  2  3  4  5  6  7  8  9 10 11",
            "stacks/prod.json",
            "  organization-audit     ✓  ✓  ✓  ✓  ✓  ✓  –  ✓  ✓  ✓  ✓",
            "plans/network plan.json",
            "  audit                  ✗  ✓  ✓  ✓  ✗  ✗  –  ✓  !  !  !",
            "  created-at-apply       ✓  ✓  ✓  ?  ?  ?  –  ?  ✓  ✓  ✓",
            "templates/agents.yaml",
            "  AgentTrail             ✓  ✓  ✓  ✓  ✗  ✓  –  ✓  ✓  !  !",
            "sandbox                  ✓  ✓  ✓  ✓  ~  ~  –  ✓  ✓  ~  ~",
            "legacy                   =  ✓  ✓  ✓  ✓  ✓  –  ✓  ✓  ✓  ✓",
        ]);
    });

    it("explains the numbers and the symbols", () => {
        const text = tableReporter(sampleReport, VERBOSE);
        assert.match(text, /^ 1 cloudtrail-multi-region$/m);
        assert.match(text, /^11 cloudtrail-cloudwatch-logs$/m);
        assert.match(
            text,
            /^✗ violation {3}\? undetermined {3}! advisory {3}= in the baseline {3}~ exempt {3}✓ pass {3}– not applicable$/m,
        );
    });

    it("gives each violation its message, with the event and the fix", () => {
        const text = tableReporter(sampleReport, VERBOSE);
        for (const { name, results } of sampleReport.trails) {
            for (const result of results.filter(({ status, baseline }) => status === "violation" && !baseline)) {
                const said = textOf(result, { noun: "Trail", name });
                assert.ok(text.includes(said.replace(/^/gm, "    ")), said);
            }
        }
    });

    it("shows only the headline of a known violation", () => {
        const text = tableReporter(sampleReport, VERBOSE);
        assert.match(text, /= in the baseline {2}cloudtrail-multi-region\n.*"legacy" covers only its own Region.*\n\n/);
    });

    it("shows once what several policies have in common", () => {
        const [trail] = sampleReport.trails;
        const message = "could not be read: AssumeRole was denied";
        const results = trail!.results.map(({ policy }) => ({
            policy,
            status: "undetermined" as const,
            ...finding("undetermined", message),
        }));
        const text = tableReporter({ ...sampleReport, trails: [{ ...trail!, results }] }, VERBOSE);
        assert.ok(
            text.includes(`  ? undetermined  ${results.length} policies\n    Trail "organization-audit" ${message}\n`),
            text,
        );
        const few = tableReporter({ ...sampleReport, trails: [{ ...trail!, results: results.slice(0, 2) }] }, VERBOSE);
        assert.ok(few.includes(`  ? undetermined  ${results[0]!.policy}, ${results[1]!.policy}\n`), few);
    });

    it("shows further facts about a trail", () => {
        assert.match(
            tableReporter(sampleReport, VERBOSE),
            /^legacy {2}arn:aws:cloudtrail:\S+\n {2}Last delivery: 2026-01-15T09:55:12Z$/m,
        );
    });

    it("ends with the summary, after what could not be read", () => {
        const lines = tableReporter(sampleReport, VERBOSE).trimEnd().split("\n");
        assert.deepEqual(lines.slice(-3), [
            "could not be read  stacks/broken.json: not JSON: line 3, column 7: a comma or } is missing",
            "",
            "6 trails: 2 violating, 1 undetermined, 1 in the baseline, 1 exempt, 1 compliant; 1 input could not be read",
        ]);
    });

    it("says that no trail was found", () => {
        const empty: Report = {
            schemaVersion: 2,
            summary: { trails: 0, compliant: 0, violating: 0, undetermined: 0, exempt: 0 },
            trails: [],
            problems: [],
        };
        assert.equal(tableReporter(empty, OPTIONS), "No trail was found\n");
    });

    it("distinguishes trails with the same name by their addresses", () => {
        const accounts = ["111111111111", "222222222222"];
        const [trail] = sampleReport.trails;
        const trails = accounts.map(account => ({
            ...trail,
            id: account,
            source: { address: `arn:aws:cloudtrail:eu-central-1:${account}:trail/organization-audit` },
        }));
        const [, ...rows] = matrixOf(tableReporter({ ...sampleReport, trails }, VERBOSE));
        assert.deepEqual(
            rows.map(row => row.split(":trail/")[0]!.slice(-12)),
            accounts,
        );
    });

    it("has colours only on request, and says the same with them", () => {
        const plain = tableReporter(sampleReport, VERBOSE);
        const coloured = tableReporter(sampleReport, { ...VERBOSE, color: true });
        assert.ok(!plain.includes("\u001b"));
        assert.ok(coloured.includes("\u001b[31m✗"));
        assert.equal(stripVTControlCharacters(coloured), plain);
    });

    it("keeps to the width, whatever the names are", () => {
        fc.assert(
            fc.property(arbitraryReport, fc.integer({ min: 40, max: 120 }), (report, width) => {
                fc.pre(report.trails.some(({ results }) => results.length > 0));
                for (const line of matrixOf(tableReporter(report, { ...VERBOSE, width }))) {
                    assert.ok(stringWidth(line) <= width, `${stringWidth(line)} > ${width}: ${line}`);
                }
            }),
        );
    });

    it("lets no name break a line", () => {
        fc.assert(
            fc.property(arbitraryReport, report => {
                const files = [...new Set(subjectsOf(report).map(({ source }) => source.file))];
                const rename = (trail: ReportTrail, index: number) => ({
                    ...trail,
                    name: `trail-${index}`,
                    source: trail.source.file === undefined ? {} : { file: `f${files.indexOf(trail.source.file)}` },
                });
                const tame = {
                    ...report,
                    stacks: (report.stacks ?? []).map(rename),
                    trails: report.trails.map(rename),
                    problems: report.problems.map(() => ({ source: "s", message: "m" })),
                };
                const lines = (of: Report) => tableReporter(of, VERBOSE).split("\n").length;
                assert.equal(lines(report), lines(tame));
            }),
        );
    });

    it("lets no text steer the terminal", () => {
        fc.assert(
            fc.property(arbitraryReport, report => {
                const text = tableReporter(report, VERBOSE);
                assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
            }),
        );
    });
});
