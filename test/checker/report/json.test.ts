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

    it("is held to a schema that refuses what isn't a report", () => {
        const [trail] = sampleReport.trails;
        for (const wrong of [
            { ...sampleReport, schemaVersion: 2 },
            { ...sampleReport, more: 1 },
            { ...sampleReport, stacks: [] },
            { ...sampleReport, summary: { ...sampleReport.summary, violating: -1 } },
            { ...sampleReport, trails: [{ ...trail, results: [{ policy: "p", status: "fine", message: "" }] }] },
        ]) {
            assert.equal(validate(JSON.parse(JSON.stringify(wrong))), false);
        }
    });

    it("is the whole report, its problems included", () => {
        const text = jsonReporter(sampleReport, OPTIONS);
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(sampleReport)));
        assert.ok(text.endsWith("}\n"));
    });

    it("says the same of any report, and steers no terminal", () => {
        fc.assert(
            fc.property(arbitraryReport, report => {
                const text = jsonReporter(report, OPTIONS);
                // Written in pieces, it is the text that JSON.stringify would make of the whole.
                assert.equal(text, `${printableJson(report)}\n`);
                assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
            }),
        );
    });
});
