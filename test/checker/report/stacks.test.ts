import assert from "node:assert/strict";
import { FORMATS, reporters } from "../../../checker/src/report/formats";
import { OPTIONS, reportWithStack } from "./sample-report";

describe("a stack that has no trail", () => {
    for (const format of FORMATS.filter(name => name !== "json")) {
        it(`is shown with its violation by ${format}`, () => {
            const text = reporters[format](reportWithStack, OPTIONS);
            assert.match(text, /Stack prod/);
            assert.match(text, /cloudtrail-trail-required/);
            assert.match(text, /has no trail, although it declares the Bedrock resources .{0,2}(&#?\w+;)?live/);
        });
    }

    it("is counted separately from trails", () => {
        const { summary, trails, stacks } = reportWithStack;
        assert.deepEqual(summary, {
            trails: 0,
            compliant: 0,
            violating: 0,
            undetermined: 0,
            exempt: 0,
            stacks: { compliant: 0, violating: 1, undetermined: 0, exempt: 0 },
        });
        assert.equal(trails.length, 0);
        assert.equal(stacks?.[0]?.name, "prod");
        assert.match(reporters.table(reportWithStack, OPTIONS), /\nNo trail was found; 1 stack: 1 violating\n$/);
        assert.match(reporters.markdown(reportWithStack, OPTIONS), /^### ❌ trail-guard: 1 of 1 stack in violation\n/);
    });
});
