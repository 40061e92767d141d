import assert from "node:assert/strict";
import * as fc from "fast-check";
import { jsonReporter } from "../../../checker/src/reporters/json";
import { arbitraryReport } from "./arbitrary-report";
import { OPTIONS, sampleReport } from "./sample-report";

describe("the json reporter", () => {
    it("is the whole report, its problems included", () => {
        const text = jsonReporter(sampleReport, OPTIONS);
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(sampleReport)));
        assert.ok(text.endsWith("}\n"));
    });

    it("says the same of any report, and steers no terminal", () => {
        fc.assert(
            fc.property(arbitraryReport, report => {
                const text = jsonReporter(report, OPTIONS);
                assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(report)));
                assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
            }),
        );
    });
});
