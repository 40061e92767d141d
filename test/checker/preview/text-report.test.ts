import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { createColors } from "picocolors";
import { formatPreviewJson } from "../../../checker/src/preview/json-report";
import { formatPreviewText } from "../../../checker/src/preview/text-report";
import type { PreviewResult } from "../../../offline-preview/src";
import { printable } from "../../../src/cloudtrail/quote";

const STACK = "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev";
const PARENT = "urn:pulumi:dev::p::my:index:Logging::logging";
const TRAIL = "urn:pulumi:dev::p::my:index:Logging$aws:cloudtrail/trail:Trail::audit";
const plain = createColors(false);

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
};

describe("the text of a preview", () => {
    it("lists resources beneath their parents, then what was mended and what is violated, by policy", () => {
        const text = formatPreviewText(RESULT, plain);
        assert.deepEqual(
            text.split("\n").filter(line => !/^Not (seen|answered)/.test(line)),
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
                "    advisory  my:index:Logging logging",
                "      third",
                "  a",
                "    advisory  pulumi:pulumi:Stack p-dev",
                "      second",
                "",
                "  my:index:Logging logging",
                "",
                "  aws:index/getRegion:getRegion",
                "",
                "3 resources, 1 remediation, 3 violations, 1 mandatory (offline: nothing was asked of a provider)",
            ],
        );
    });

    it("says so where nothing is violated, or nothing mandatory", () => {
        const nothing = { resources: [], violations: [], remediations: [], unseen: [], unanswered: [] };
        assert.match(formatPreviewText(nothing, plain), /^0 resources, no violations \(/);
        const advisory = {
            ...nothing,
            violations: [{ policy: "a", level: "advisory" as const, urn: STACK, message: "m" }],
        };
        assert.match(formatPreviewText(advisory, plain), /\n0 resources, 1 violation, none mandatory \(/);
    });

    it("is the same in colour", () => {
        const coloured = formatPreviewText(RESULT, createColors(true));
        assert.notEqual(coloured, formatPreviewText(RESULT, plain));
        assert.equal(stripVTControlCharacters(coloured), formatPreviewText(RESULT, plain));
    });

    it("shows no hostile text raw, and neither does JSON", () => {
        const hostile = "\u001b[2J\u202e\u0007";
        const urn = `urn:pulumi:dev::p::${hostile}::${hostile}`;
        const result: PreviewResult = {
            resources: [{ urn, parent: "" }],
            violations: [{ policy: hostile, level: "mandatory", urn, message: hostile }],
            remediations: [{ policy: hostile, urn, before: {}, after: { [hostile]: hostile } }],
            unseen: [urn],
            unanswered: [urn],
        };
        for (const text of [formatPreviewText(result, plain), formatPreviewJson(result)]) {
            assert.equal(text.split("\n").map(printable).join("\n"), text);
        }
        assert.deepEqual(JSON.parse(formatPreviewJson(result)), { ...result, resources: 1 });
    });
});
