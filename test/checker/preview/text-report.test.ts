import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { createColors } from "picocolors";
import type { Terminal } from "../../../checker/src/command-line/terminal/verbosity";
import { formatPreviewJson } from "../../../checker/src/preview/json-report";
import { formatPreviewText } from "../../../checker/src/preview/text-report";
import type { PreviewResult } from "../../../offline-preview/src";
import { printable } from "../../../src/cloudtrail/quote";

const STACK = "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev";
const PARENT = "urn:pulumi:dev::p::my:index:Logging::logging";
const TRAIL = "urn:pulumi:dev::p::my:index:Logging$aws:cloudtrail/trail:Trail::audit";
const VERBOSE: Terminal = { colours: createColors(false), color: false, verbose: true, quiet: false };
const CALM = { ...VERBOSE, verbose: false };

const RESULT: PreviewResult = {
    resources: [
        { urn: STACK, parent: "" },
        { urn: PARENT, parent: STACK },
        { urn: TRAIL, parent: PARENT },
    ],
    violations: [
        { policy: "b", level: "mandatory", urn: TRAIL, message: "first\n  more\n" },
        { policy: "a", level: "advisory", urn: STACK, message: "second" },
        { policy: "b", level: "advisory", urn: PARENT, message: "third" },
    ],
    remediations: [{ policy: "b", urn: TRAIL, before: { x: 1 }, after: { x: 1, y: [true] } }],
    unseen: [PARENT],
    unanswered: ["aws:index/getRegion:getRegion"],
    undecrypted: ["p:password"],
};

describe("the text of a preview", () => {
    it("lists resources beneath their parents, then remediations and violations, mandatory ones first", () => {
        const text = formatPreviewText(RESULT, VERBOSE);
        assert.deepEqual(
            text.split("\n").filter(line => !/^Not (seen|answered|decrypted)/.test(line)),
            [
                "+ pulumi:pulumi:Stack p-dev",
                "+    my:index:Logging logging",
                "+       aws:cloudtrail/trail:Trail audit",
                "",
                "Remediations:",
                "  b  aws:cloudtrail/trail:Trail audit",
                "    + y: [true]",
                "",
                "Violations:",
                "  b",
                "    mandatory  aws:cloudtrail/trail:Trail audit",
                "      first",
                "        more",
                "  a",
                "    advisory  pulumi:pulumi:Stack p-dev",
                "      second",
                "  b",
                "    advisory  my:index:Logging logging",
                "      third",
                "",
                "  my:index:Logging logging",
                "",
                "  aws:index/getRegion:getRegion",
                "",
                "  p:password",
                "",
                "3 resources, 1 remediation, 3 violations, 1 mandatory (offline: no provider was called)",
            ],
        );
    });

    it("leaves out the resources and only counts advisory findings, unless it is verbose", () => {
        const text = formatPreviewText({ ...RESULT, unseen: [], unanswered: [], undecrypted: [] }, CALM);
        assert.deepEqual(text.split("\n"), [
            "Remediations:",
            "  b  aws:cloudtrail/trail:Trail audit",
            "    + y: [true]",
            "",
            "Violations:",
            "  b",
            "    mandatory  aws:cloudtrail/trail:Trail audit",
            "      first",
            "        more",
            "",
            "Also found: 2 advisory findings (--verbose shows them)",
            "3 resources, 1 remediation, 3 violations, 1 mandatory (offline: no provider was called)",
        ]);
        assert.equal(formatPreviewText(RESULT, { ...CALM, quiet: true }), text.split("\n").at(-1));
    });

    it("shows identical violations once, and wraps everything but the code of a fix", () => {
        const code = `{ name: "${"x ".repeat(40)}" },`;
        const message = (name: string) =>
            `Trail "${name}" logs no Bedrock agent alias data events\n  Fix: set advancedEventSelectors:\n    [\n      ${code}\n    ]\n  More: https://example.com/${"page/".repeat(4)}\n`;
        const violations = ["a", "b"].map(name => ({
            policy: "p",
            level: "mandatory" as const,
            urn: `urn:pulumi:dev::p::aws:cloudtrail/trail:Trail::${name}`,
            message: message(name),
        }));
        const result = { ...RESULT, violations, remediations: [], unseen: [], unanswered: [], undecrypted: [] };
        const lines = formatPreviewText(result, { ...CALM, width: 40 }).split("\n");
        assert.ok(lines.includes("    mandatory  2 alike: aws:cloudtrail/trail:Trail a, aws:cloudtrail/trail:Trail b"));
        assert.equal(lines.filter(line => line.trim() === code).length, 1);
        assert.ok(lines.includes('      Trail "a" logs no Bedrock agent'), lines.join("\n"));
        assert.equal(formatPreviewText(result, VERBOSE).match(/Fix: set/g)?.length, 2);
    });

    it("says so if nothing is violated, or nothing mandatory", () => {
        const nothing = {
            resources: [],
            violations: [],
            remediations: [],
            unseen: [],
            unanswered: [],
            undecrypted: [],
        };
        assert.match(formatPreviewText(nothing, VERBOSE), /^0 resources, no violations \(/);
        const advisory = {
            ...nothing,
            violations: [{ policy: "a", level: "advisory" as const, urn: STACK, message: "m" }],
        };
        assert.match(formatPreviewText(advisory, VERBOSE), /\n0 resources, 1 violation, none mandatory \(/);
    });

    it("is the same in colour", () => {
        const coloured = formatPreviewText(RESULT, { ...VERBOSE, colours: createColors(true) });
        assert.notEqual(coloured, formatPreviewText(RESULT, VERBOSE));
        assert.equal(stripVTControlCharacters(coloured), formatPreviewText(RESULT, VERBOSE));
    });

    it("escapes hostile text, and neither does JSON", () => {
        const hostile = "\u001b[2J\u202e\u0007";
        const urn = `urn:pulumi:dev::p::${hostile}::${hostile}`;
        const result: PreviewResult = {
            resources: [{ urn, parent: "" }],
            violations: [{ policy: hostile, level: "mandatory", urn, message: hostile }],
            remediations: [{ policy: hostile, urn, before: {}, after: { [hostile]: hostile } }],
            unseen: [urn],
            unanswered: [urn],
            undecrypted: [hostile],
        };
        for (const text of [formatPreviewText(result, VERBOSE), formatPreviewJson(result)]) {
            assert.equal(text.split("\n").map(printable).join("\n"), text);
        }
        assert.deepEqual(JSON.parse(formatPreviewJson(result)), { ...result, resources: 1 });
    });
});
