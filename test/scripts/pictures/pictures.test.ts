import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "parse5";
import { REPORT_FINGERPRINT } from "../../../scripts/pictures";
import { reportFingerprint } from "../../../scripts/pictures/report-page";
import { terminalSvg } from "../../../scripts/pictures/terminal-svg";

const ROOT = join(__dirname, "../../..");

describe("the pictures of the README", () => {
    it("show the current HTML report (npm run pictures)", async () => {
        assert.equal(readFileSync(REPORT_FINGERPRINT, "utf8").trim(), await reportFingerprint());
    });

    it("exist in both colour schemes", () => {
        const readme = readFileSync(join(ROOT, "README.md"), "utf8");
        const pictures = [...readme.matchAll(/(?:src|srcset)="(docs\/[^"]+)"/g)].map(([, file = ""]) => file);
        assert.ok(pictures.includes("docs/pictures/first-run.svg"));
        for (const scheme of ["light", "dark"]) {
            assert.ok(pictures.includes(`docs/pictures/report-${scheme}.png`));
        }
        for (const file of pictures) {
            assert.ok(readFileSync(join(ROOT, file)).length > 1_000, file);
        }
        const recording = readFileSync(join(ROOT, "docs/pictures/first-run.svg"), "utf8");
        assert.match(recording, /prefers-color-scheme:dark/);
    });

    it("can't be broken by text in the terminal", () => {
        const svg = terminalSvg("a && b", '✗ <script>alert("x")</script> & more\n\n  + new');
        assert.match(svg, /&lt;script&gt;/);
        assert.equal(svg.match(/<text /g)?.length, 3);
        const names = new Set<string>();
        const visit = (node: object): void => {
            if ("tagName" in node) {
                names.add(node.tagName as string);
            }
            for (const child of "childNodes" in node ? (node.childNodes as object[]) : []) {
                visit(child);
            }
        };
        visit(parse(svg));
        assert.ok(!names.has("script"));
    });
});
