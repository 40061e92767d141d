import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { markdownReporter } from "../../../checker/src/report/formats/markdown";
import { type Report, type ReportTrail, subjectsOf } from "../../../checker/src/report/report";
import { finding } from "../result-text";
import { arbitraryReport } from "./arbitrary-report";
import { OPTIONS, sampleReport } from "./sample-report";

type Node = DefaultTreeAdapterTypes.ChildNode;

/** GitHub's rendering: its dialect of Markdown, raw HTML let through. */
async function render(markdown: string): Promise<string> {
    const [{ micromark }, { gfm, gfmHtml }] = await Promise.all([
        import("micromark"),
        import("micromark-extension-gfm"),
    ]);
    return micromark(markdown, {
        extensions: [gfm()],
        htmlExtensions: [gfmHtml()],
        allowDangerousHtml: true,
    });
}

/** Every element, with the text outside of code. */
function walk(nodes: readonly Node[], visit: (element: DefaultTreeAdapterTypes.Element) => void): string {
    return nodes
        .map(node => {
            if ("tagName" in node) {
                visit(node);
                return node.tagName === "code" ? "" : walk(node.childNodes, visit);
            }
            return "value" in node ? node.value : "";
        })
        .join("");
}

const ALLOWED = new Set("h3 p table thead tbody tr th td br code pre a strong em ul li details summary".split(" "));

const PLAIN: ReportTrail = {
    id: "i",
    name: "trail",
    source: { file: "f.json" },
    results: [{ policy: "cloudtrail-multi-region", status: "violation", ...finding("violation", "m") }],
};

function reportOf(trails: readonly ReportTrail[]): Report {
    return {
        ...sampleReport,
        summary: { trails: trails.length, compliant: 0, violating: trails.length, undetermined: 0, exempt: 0 },
        trails,
        problems: [],
    };
}

describe("the markdown reporter", () => {
    it("begins with the verdict and the summary", () => {
        const [title, , summary] = markdownReporter(sampleReport, OPTIONS).split("\n");
        assert.equal(title, "### ❌ trail-guard: 2 of 6 trails in violation");
        assert.equal(
            summary,
            "6 trails: 2 violating, 1 undetermined, 1 in the baseline, 1 exempt, 1 compliant; 1 input could not be read.",
        );
    });

    it("says 'no violation' only if everything was judged", () => {
        const clean = { trails: 1, compliant: 1, violating: 0, undetermined: 0, exempt: 0 };
        const title = (report: Partial<Report>) =>
            markdownReporter({ ...sampleReport, trails: [], problems: [], summary: clean, ...report }, OPTIONS).split(
                "\n",
            )[0];
        const open = "### ❓ trail-guard: not everything could be checked";
        assert.equal(title({}), "### ✅ trail-guard: no violation");
        assert.equal(title({ problems: sampleReport.problems }), open);
        assert.equal(title({ summary: { ...clean, undetermined: 1 } }), open);
        assert.equal(title({ summary: { ...clean, trails: 0 } }), open);
    });

    it("has a row for each trail with a finding, and a column for each such policy", () => {
        const lines = markdownReporter(sampleReport, OPTIONS).split("\n");
        const rows = lines.filter(line => line.startsWith("|"));
        assert.match(
            rows[0]!,
            /^\| Trail \| \[multi-region\]\(https:\/\/github\.com\/\S+\/cloudtrail-multi-region\.md\) \| /,
        );
        assert.ok(!rows[0]!.includes("s3-delivery"));
        assert.deepEqual(
            rows.slice(2).map(row => row.split("`")[1]),
            ["audit", "AgentTrail", "created-at-apply", "sandbox", "legacy"],
        );
        assert.equal(
            rows[2],
            "| `audit`<br>`plans/network plan.json, module.logging.aws_cloudtrail.audit[0]` | ❌ | ✅ | ❌ | ❌ | ✅ | 💡 | 💡 | 💡 |",
        );
        assert.ok(
            lines.includes(
                "❌ violation · ❓ undetermined · 💡 advisory · 📌 in the baseline · ⏸️ exempt · ✅ pass · ➖ not applicable",
            ),
        );
    });

    it("folds the details: the message, and the fix as code", () => {
        const markdown = markdownReporter(sampleReport, OPTIONS);
        const details = markdown.split("<details>").find(part => part.includes("<code>AgentTrail</code>"))!;
        assert.match(
            details,
            /^\n<summary><code>AgentTrail<\/code> ❌ 1 💡 2<\/summary>\n\n`templates\/agents\.yaml:14, AgentTrail`\n/,
        );
        assert.match(
            details,
            /```text\nTrail "AgentTrail" logs only some .*\nNot logged, .*\nNearest: .*\nFix: add to AdvancedEventSelectors:\n```\n\n```text\n- Name: /,
        );
        assert.doesNotMatch(details, /More:/);
        assert.match(markdown, /`Last delivery`: `2026-01-15T09:55:12Z`/);
    });

    it("names what could not be read", () => {
        assert.match(
            markdownReporter(sampleReport, OPTIONS),
            /\*\*Could not be read:\*\*\n\n- `stacks\/broken\.json`: `not JSON: line 3, column 7: a comma or } is missing`\n/,
        );
    });

    it("shows only the policies' own pages as links, and names only in code, whatever they are", async () => {
        await fc.assert(
            fc.asyncProperty(arbitraryReport, async report => {
                const html = await render(markdownReporter(report, OPTIONS));
                const outside = walk(parseFragment(html).childNodes, ({ tagName, attrs }) => {
                    assert.ok(ALLOWED.has(tagName), `<${tagName}> in ${html}`);
                    for (const { name, value } of attrs) {
                        assert.ok(
                            tagName === "a"
                                ? name === "href" && value.startsWith("https://github.com/bedrock-trail-guard/")
                                : name === "align" || value === "language-text",
                            `${name}=${value}`,
                        );
                    }
                });
                // The characters of our own text; every hostile string contains others.
                assert.match(outside, /^(?:[\w\s.,:;·-]|❌|❓|💡|📌|⏸️|✅|➖)*$/u);
                assert.doesNotMatch(outside, /pwned|octocat|example|heading|bold/);
            }),
        );
    });

    it("keeps every cell in its column, whatever the names are", async () => {
        await fc.assert(
            fc.asyncProperty(arbitraryReport, async report => {
                const html = await render(markdownReporter(report, OPTIONS));
                const rows = html.split("<tr>").slice(1);
                const columns = rows.map(row => row.split(/<t[hd]/).length);
                assert.equal(new Set(columns).size, rows.length === 0 ? 0 : 1);
                const notable = subjectsOf(report).filter(({ results }) =>
                    results.some(({ status, baseline }) => baseline || !["pass", "not-applicable"].includes(status)),
                );
                assert.equal(rows.length, notable.length === 0 ? 0 : notable.length + 1);
            }),
        );
    });

    it("fits into a comment, and says what was left out", () => {
        const many = markdownReporter(
            reportOf(Array.from({ length: 2000 }, (_, id) => ({ ...PLAIN, id: `${id}` }))),
            OPTIONS,
        );
        assert.ok(many.length <= 65_536 && many.length > 55_000, `${many.length}`);
        assert.match(
            many,
            /_The rows of \d+ trails are left out here for length; the other formats contain all of them\._/,
        );
        const shown = many.split("<details>").length - 1;
        assert.match(many, new RegExp(`_The details of ${2000 - shown} trails are left out here for length`));
    });

    it("fits into a comment however long the texts are", async () => {
        const long = "🦊`|".repeat(30_000);
        const trail: ReportTrail = {
            id: long,
            name: long,
            source: { file: long, address: long },
            facts: { [long]: long },
            results: [
                {
                    policy: long,
                    status: "violation",
                    ...finding("violation", long),
                    fix: { headline: finding("violation", long).findings[0]!.headline, code: long },
                },
            ],
        };
        const problems = Array.from({ length: 100 }, () => ({ source: long, message: long }));
        const markdown = markdownReporter({ ...reportOf([trail, trail, trail]), problems }, OPTIONS);
        assert.ok(markdown.length <= 65_536, `${markdown.length}`);
        assert.match(markdown, /- and 80 more\n/);
        assert.equal((await render(markdown)).split("<details>").length - 1, 3);
    });
});
