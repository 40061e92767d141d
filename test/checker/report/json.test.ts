import assert from "node:assert/strict";
import Ajv2020 from "ajv/dist/2020";
import * as fc from "fast-check";
import { jsonReporter } from "../../../checker/src/report/formats/json";
import type { Report } from "../../../checker/src/report/report";
import schema from "../../../docs/report.schema.json";
import { printableJson } from "../../../src/cloudtrail/quote";
import { arbitraryReport } from "./arbitrary-report";
import { OPTIONS, reportWithStack, sampleReport } from "./sample-report";

const validate = new Ajv2020({ allErrors: true }).compile(schema);

describe("the json reporter", () => {
    it("is what its published schema describes, for any report", () => {
        const problemsOf = (report: Report) => {
            validate(JSON.parse(jsonReporter(report, OPTIONS)));
            return validate.errors ?? [];
        };
        for (const report of [sampleReport, reportWithStack]) {
            assert.deepEqual(problemsOf(report), []);
        }
        fc.assert(fc.property(arbitraryReport, report => assert.deepEqual(problemsOf(report), [])));
    });

    it("is validated by a schema that rejects anything that isn't a report", () => {
        const { trails, ...report } = JSON.parse(jsonReporter(sampleReport, OPTIONS));
        const [trail] = trails;
        assert.equal(validate(JSON.parse(jsonReporter({ ...sampleReport, trails: [] }, OPTIONS))), true);
        for (const wrong of [
            { ...report, trails, schemaVersion: 1 },
            { ...report, trails, more: 1 },
            { ...report, trails, stacks: [] },
            { ...report, trails, summary: { ...report.summary, violating: -1 } },
            { ...report, trails: [{ ...trail, results: [{ policy: "p", status: "fine", findings: [] }] }] },
            { ...report, trails: [{ ...trail, results: [{ policy: "p", status: "violation", message: "" }] }] },
        ]) {
            assert.equal(validate(JSON.parse(JSON.stringify(wrong))), false);
        }
    });

    it("contains the whole report, including its problems, and each message's id, text and data", () => {
        const text = jsonReporter(sampleReport, OPTIONS);
        const written = JSON.parse(text);
        const { trails, ...rest } = sampleReport;
        assert.deepEqual({ ...written, trails: [] }, { ...JSON.parse(JSON.stringify(rest)), trails: [] });
        assert.equal(written.trails.length, trails.length);
        const results = written.trails[2].results as { policy: string; fix: object; findings: object[] }[];
        const { fix, findings } = results.find(({ policy }) => policy === "cloudtrail-bedrock-agent-alias-events")!;
        const events = "Bedrock agent alias data events (AWS::Bedrock::AgentAlias)";
        const { headline, nearest } = findings[0] as { headline: object; nearest: object };
        assert.deepEqual(headline, { id: "logs-only-some", text: `logs only some ${events}`, data: { events } });
        assert.deepEqual(nearest, {
            selector: "AdvancedEventSelectors[1]",
            name: "Agent reads",
            field: "readOnly",
            operators: { Equals: ["true"] },
        });
        assert.deepEqual(Object.keys(fix), ["id", "text", "data", "code"]);
        assert.ok(text.endsWith("}\n"));
    });

    it("is the same JSON as if written in one piece, and steers no terminal", () => {
        fc.assert(
            fc.property(arbitraryReport, report => {
                const text = jsonReporter(report, OPTIONS);
                assert.equal(text, `${printableJson(JSON.parse(text))}\n`);
                assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
            }),
        );
    });
});
