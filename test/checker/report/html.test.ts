import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { htmlReporter } from "../../../checker/src/report/formats/html";
import { html } from "../../../checker/src/report/formats/html/markup";
import { policyColumns } from "../../../checker/src/report/policy-columns";
import { type Report, subjectsOf } from "../../../checker/src/report/report";
import { summarize } from "../../../checker/src/report/trail-outcome";
import { arbitraryReport } from "./arbitrary-report";
import { OPTIONS, sampleReport } from "./sample-report";

type Element = DefaultTreeAdapterTypes.Element;

/** Every element of a page, as a browser's parser sees it. */
function elementsOf(page: string): Element[] {
    const found: Element[] = [];
    const visit = (node: DefaultTreeAdapterTypes.Node): void => {
        if ("tagName" in node) {
            found.push(node);
        }
        for (const child of "childNodes" in node ? node.childNodes : []) {
            visit(child);
        }
    };
    visit(parse(page));
    return found;
}

function attributesOf(element: Element): Record<string, string> {
    return Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]));
}

const TAGS = new Set(
    (
        "html head meta title style body a header p time h1 main section h2 ul li b bdi svg rect fieldset legend label input " +
        "span output div table caption thead tr th tbody td h3 dl dt dd article h4 h5 pre footer dialog button script"
    ).split(" "),
);

const ATTRIBUTES = new Set(
    (
        "lang charset http-equiv content name class href datetime viewbox preserveaspectratio aria-hidden x width height type value " +
        "checked id hidden placeholder autocomplete spellcheck for tabindex scope aria-label data-outcome aria-labelledby"
    ).split(" "),
);

describe("the html reporter", () => {
    it("escapes what is put into a template, and nothing twice", () => {
        const inner = html`<b>${"<&>\"'"}</b>`;
        assert.equal(
            html`<p title="${"a\u0000\n"}">${inner}${[inner]}${1}</p>`.text,
            `<p title="a\\u0000\n"><b>&lt;&amp;&gt;&quot;&#39;</b><b>&lt;&amp;&gt;&quot;&#39;</b>1</p>`,
        );
    });

    it("shows each trail against each policy, and links each cell to its finding", () => {
        const elements = elementsOf(htmlReporter(sampleReport, OPTIONS));
        const ids = new Set(elements.map(element => attributesOf(element).id));
        const cells = elements.filter(({ tagName }) => tagName === "td");
        assert.equal(cells.length, sampleReport.trails.length * policyColumns(sampleReport, OPTIONS.policies).length);
        for (const cell of cells) {
            const link = cell.childNodes[0] as Element;
            assert.ok(ids.has(attributesOf(link).href!.slice(1)), attributesOf(link).href);
        }
        const audit = cells.slice(11, 22).map(cell => attributesOf(cell.childNodes[0] as Element)["aria-label"]);
        assert.deepEqual(audit.slice(0, 2), ["multi-region: violation", "s3-delivery: pass"]);
    });

    it("does not repeat what the message says", () => {
        const page = htmlReporter(sampleReport, OPTIONS);
        assert.doesNotMatch(page, /Not logged, for example|Fix: is_multi_region_trail|More: http/);
        assert.match(page, /<p>Nearest: AdvancedEventSelectors\[1\] &quot;Agent reads&quot;/);
    });

    it("says nothing about trails if there are none", () => {
        const summary = { trails: 0, compliant: 0, violating: 0, undetermined: 0, exempt: 0 };
        const page = htmlReporter({ schemaVersion: 2, summary, trails: [], problems: [] }, OPTIONS);
        assert.match(page, /<h1>Not everything could be checked<\/h1>\n<p>No trail was found\.<\/p>/);
        assert.ok(!elementsOf(page).some(({ tagName }) => tagName === "table"));
    });

    it("offers a choice of outcomes only if there are several, each by its own word", () => {
        const [trail] = sampleReport.trails;
        const one = { ...sampleReport, trails: [trail!], summary: summarize({ trails: [trail!] }) };
        const radios = (report: Report) =>
            elementsOf(htmlReporter(report, OPTIONS)).flatMap(element =>
                element.tagName === "input" && attributesOf(element).type === "radio"
                    ? [attributesOf(element).value]
                    : [],
            );
        assert.deepEqual(radios(one), []);
        assert.deepEqual(radios(sampleReport), ["all", "violating", "undetermined", "known", "exempt", "compliant"]);
        const advised = { ...trail!, results: trail!.results.map(result => ({ ...result, advisory: true as const })) };
        const trails = [trail!, advised];
        assert.deepEqual(radios({ ...one, trails, summary: summarize({ trails }) }), ["all", "compliant", "notJudged"]);
    });

    it("shortens names of thousands of characters, and keeps line numbers with their files", () => {
        const name = `${"n".repeat(5_000)}-the-end`;
        const audit = sampleReport.trails[1]!;
        const trails = [{ ...audit, name, source: { file: "infra/main.tf", line: 123, address: "a".repeat(5_000) } }];
        const page = htmlReporter({ ...sampleReport, trails, summary: summarize({ trails }) }, OPTIONS);
        assert.ok(!page.includes("n".repeat(200)) && !page.includes("a".repeat(200)));
        assert.match(page, /<bdi>n+…n+-the-end<\/bdi>/);
        assert.match(page, /infra\/<span class="whole">main\.tf:123<\/span>, a+…a+</);
    });

    it("lets no name become an element or an attribute, and links only to the project", () => {
        fc.assert(
            fc.property(arbitraryReport, report => {
                const elements = elementsOf(htmlReporter(report, OPTIONS));
                for (const element of elements) {
                    assert.ok(TAGS.has(element.tagName), element.tagName);
                    for (const { name, value } of element.attrs) {
                        assert.ok(ATTRIBUTES.has(name.toLowerCase()), name);
                        assert.ok(name !== "href" || /^(#|https:\/\/github\.com\/bedrock-trail-guard\/)/.test(value));
                    }
                }
                const number = (tag: string) => elements.filter(({ tagName }) => tagName === tag).length;
                const columns = policyColumns(report, OPTIONS.policies).length;
                assert.equal(number("script"), 1);
                assert.equal(number("style"), 1);
                assert.equal(number("td"), subjectsOf(report).length * columns);
                assert.equal(number("article"), columns + saying(report));
            }),
        );
    });
});

/** How many results have something to say. */
function saying(report: Report): number {
    return subjectsOf(report)
        .flatMap(({ results }) => results)
        .filter(({ status }) => status !== "pass").length;
}
