import assert from "node:assert/strict";
import Ajv2020 from "ajv/dist/2020";
import * as fc from "fast-check";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import type { Evidence } from "../../../../checker/src/evidence/evidence";
import { EVIDENCE_FORMATS, evidencePieces, evidenceReporters } from "../../../../checker/src/evidence/report";
import { columnWidth } from "../../../../checker/src/text/columns";
import schema from "../../../../docs/evidence.schema.json";
import { arbitraryEvidence } from "./arbitrary-evidence";
import { cleanEvidence, OPTIONS, sampleEvidence } from "./sample-evidence";

const { text, json, markdown, html } = evidenceReporters;
const validate = new Ajv2020({ allErrors: true }).compile(schema);

describe("evidence as JSON", () => {
    const problemsOf = (evidence: Evidence) => {
        validate(JSON.parse(json(evidence, OPTIONS)));
        return validate.errors ?? [];
    };

    it("is what its published schema describes, for any evidence", () => {
        assert.deepEqual(problemsOf(sampleEvidence), []);
        assert.deepEqual(problemsOf(cleanEvidence), []);
        fc.assert(fc.property(arbitraryEvidence, evidence => assert.deepEqual(problemsOf(evidence), [])));
    });

    it("is validated by a schema that rejects anything that isn't evidence", () => {
        const right = { schemaVersion: 1, ...sampleEvidence };
        assert.equal(validate(right), true);
        for (const wrong of [
            sampleEvidence,
            { ...right, more: 1 },
            { ...right, digests: { ...right.digests, invalid: [{ key: "k", problem: "bad" }] } },
            { ...right, from: "yesterday" },
            { ...right, reconciliation: [{ ...right.reconciliation[0], verdict: "fine" }] },
        ]) {
            assert.equal(validate(JSON.parse(JSON.stringify(wrong))), false);
        }
    });

    it("is the whole evidence", () => {
        assert.deepEqual(JSON.parse(json(sampleEvidence, OPTIONS)), { schemaVersion: 1, ...sampleEvidence });
    });
});

describe("evidence as text", () => {
    const shown = text(sampleEvidence, { ...OPTIONS, width: 120 });

    it("calls no log files right only where a verified digest says so", () => {
        const logFiles = { ...cleanEvidence.logFiles, valid: 0, pending: 0, duplicates: [] };
        const digests = { ...cleanEvidence.digests, valid: 0 };
        assert.match(text({ ...cleanEvidence, logFiles }, OPTIONS), /^ *✓ Log files +none$/m);
        assert.match(text({ ...cleanEvidence, logFiles, digests }, OPTIONS), /^ *\? Log files +none$/m);
    });

    it("has the summary first, then what is wrong, then what was counted", () => {
        const titles = [
            "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit",
            "✗ 5 things wrong with the record",
            "✗ Digests         20 valid, 1 invalid",
            "✗ Log files       1,234 valid (1.2 GB read), 2 not verified, 1 whose digest is not due yet, 1 invalid, 1 that no digest names, 1 delivered twice",
            "✗ Gaps            1 without digests (2 hours), 1 while logging was stopped (1 hour)",
            "✓ Bedrock calls   4,333, of which 1 failed",
            "? Reconciled      1 recorded, 1 not promised, 1 can't be decided",
            "✗ Contradictions  1",
            "What is wrong",
            "✗ digest that has a signature that is not CloudTrail's (signature-invalid)",
            "✗ log file that was changed (hash-mismatch)",
            "✗ log file that no digest names",
            "✗ digests are missing",
            "✗ event that contradicts the selectors",
            "Retrieve (AWS::Bedrock::KnowledgeBase, eventID 00000000-0000-4000-8000-000000000001, and 1 like it in that hour)",
            "What can't be decided",
            "? log files that no verified digest names",
            "? can't be reconciled",
            "Also found: 1 thing good to know",
            "What Bedrock was used for",
            "Promised and arrived",
            "Changes of trails",
            "Note: which selectors",
        ];
        let at = 0;
        for (const title of titles) {
            const found = shown.indexOf(title, at);
            assert.notEqual(found, -1, `not there, or not in this order: ${title}\n${shown}`);
            at = found;
        }
    });

    it("lists rows with the most calls first, and leaves out empty columns", () => {
        const by = sampleEvidence.inventory.map(row => ({ ...row, account: null, region: null, resource: null }));
        const lines = text({ ...sampleEvidence, inventory: by }, { ...OPTIONS, width: 300 }).split("\n");
        const start = lines.indexOf("What Bedrock was used for (Identity arn:aws:iam::111122223333:role/application)");
        assert.match(lines[start + 1] ?? "", /^ {2}Type +Event +Model +Calls +Errors +First +Last$/);
        assert.match(lines[start + 2] ?? "", /^ {2}Management +InvokeModel .* 4,321 +0 +2026/);
    });

    it("keeps its tables within the terminal, and lets no name steer it", () => {
        fc.assert(
            fc.property(arbitraryEvidence, fc.integer({ min: 100, max: 200 }), (evidence, width) => {
                const lines = text(evidence, { ...OPTIONS, width }).split("\n");
                assert.doesNotMatch(lines.join(""), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
                const table = lines.findIndex(line => line.startsWith("What Bedrock was used for"));
                const rows = table === -1 ? [] : lines.slice(table + 1, table + 2 + evidence.inventory.length);
                assert.ok(rows.every(row => columnWidth(row) <= Math.max(width, 11 * 10 + 2)));
            }),
        );
    });

    it("says how many it leaves out", () => {
        const unnamed = Array.from({ length: 25 }, (_, index) => `key ${index}`);
        const [row] = sampleEvidence.inventory;
        const inventory = Array.from({ length: 50 }, () => row as Evidence["inventory"][0]);
        const long = { ...sampleEvidence, logFiles: { ...sampleEvidence.logFiles, unnamed }, inventory };
        const shortened = text(long, OPTIONS);
        assert.match(shortened, / {4}and 5 more: --verbose shows all\n/);
        assert.match(shortened, / {2}and 10 more: --verbose shows all\n/);
        const whole = text(long, { ...OPTIONS, verbose: true });
        assert.doesNotMatch(whole, / more: /);
        assert.equal(whole.match(/^ {4}key \d+$/gm)?.length, 25);
    });

    it("only counts what is good to know, and prints only its summary with --quiet", () => {
        const verbose = text(sampleEvidence, { ...OPTIONS, verbose: true });
        assert.match(verbose, /\nGood to know\n/);
        const calm = text(sampleEvidence, OPTIONS);
        assert.doesNotMatch(calm, /Good to know/);
        assert.match(calm, /\nAlso found: \d things? good to know \(--verbose shows them\)\n/);
        const quiet = text(sampleEvidence, { ...OPTIONS, quiet: true });
        assert.ok(calm.startsWith(quiet.trimEnd()));
        assert.doesNotMatch(quiet, /What is wrong|What Bedrock was used for/);
    });
});

describe("evidence as Markdown", () => {
    it("begins with the verdict, and shows everything that is wrong", () => {
        const shown = markdown(sampleEvidence, OPTIONS);
        assert.match(shown, /^### ❌ trail-guard: 5 things wrong with the record\n/);
        assert.match(shown, /\n- ❌ \*\*log file that no digest names\*\* `AWSLogs[^`]*planted\.json\.gz`\n/);
        assert.match(shown, /<summary>What Bedrock was used for \(2\)<\/summary>/);
        assert.match(markdown(cleanEvidence, OPTIONS), /^### ✅ trail-guard: the record is verified and reconciled\n/);
    });

    it("keeps every name in its code span, whatever it is, and fits into a comment", async () => {
        const [{ micromark }, { gfm, gfmHtml }] = await Promise.all([
            import("micromark"),
            import("micromark-extension-gfm"),
        ]);
        const allowed = new Set(
            "h3 p table thead tbody tr th td code strong em ul li details summary html head body".split(" "),
        );
        fc.assert(
            fc.property(arbitraryEvidence, evidence => {
                const shown = markdown(evidence, OPTIONS);
                assert.ok(shown.length <= 65_536);
                const rendered = micromark(shown, {
                    extensions: [gfm()],
                    htmlExtensions: [gfmHtml()],
                    allowDangerousHtml: true,
                });
                for (const { tagName } of elementsOf(rendered)) {
                    assert.ok(allowed.has(tagName), tagName);
                }
            }),
        );
    });
});

describe("evidence as a page", () => {
    it("has a section for everything there is, a timeline for each account and Region, and no script", () => {
        const elements = elementsOf(html(sampleEvidence, OPTIONS));
        const ids = elements.flatMap(({ tagName, attrs }) =>
            tagName === "section" ? attrs.filter(({ name }) => name === "id").map(({ value }) => value) : [],
        );
        assert.deepEqual(ids, ["summary", "findings", "timeline", "inventory", "reconciliation", "changes", "notes"]);
        const number = (tag: string) => elements.filter(({ tagName }) => tagName === tag).length;
        assert.equal(number("figure"), sampleEvidence.timeline.length);
        assert.equal(number("script"), 0);
        const spans = sampleEvidence.timeline.flatMap(({ spans }) => spans).length;
        assert.ok(elements.filter(({ tagName }) => tagName === "title").length >= spans);
    });

    it("lets no name become an element or an attribute", () => {
        const tags = new Set(
            "html head meta title style body a header p time h1 main section h2 ul li b span bdi svg defs pattern line rect figure figcaption div details summary table thead tbody tr th td footer".split(
                " ",
            ),
        );
        fc.assert(
            fc.property(arbitraryEvidence, evidence => {
                for (const { tagName, attrs } of elementsOf(html(evidence, OPTIONS))) {
                    assert.ok(tags.has(tagName), tagName);
                    assert.ok(attrs.every(({ name }) => !name.startsWith("on")));
                }
            }),
        );
    });
});

it("every format of evidence comes in pieces that add up to its whole text", () => {
    for (const format of EVIDENCE_FORMATS) {
        assert.equal(
            [...evidencePieces(format, sampleEvidence, OPTIONS)].join(""),
            evidenceReporters[format](sampleEvidence, OPTIONS),
        );
    }
});

type Element = DefaultTreeAdapterTypes.Element;

function elementsOf(page: string): readonly Element[] {
    const walk = (node: DefaultTreeAdapterTypes.Node): Element[] => [
        ...("tagName" in node ? [node] : []),
        ...("childNodes" in node ? node.childNodes.flatMap(walk) : []),
    ];
    return walk(parse(page));
}
