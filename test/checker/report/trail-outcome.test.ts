import assert from "node:assert/strict";
import type { ReportResult } from "../../../checker/src/report/report";
import { summarize, trailOutcome } from "../../../checker/src/report/trail-outcome";

type Given = ReportResult["status"] | "baseline" | "advised violation" | "advised pass";

/** A trail with these results. */
function trailOf(...given: readonly Given[]): { readonly results: readonly ReportResult[] } {
    return {
        results: given.map((status, index) => {
            const common = { policy: `p${index}`, findings: [] };
            switch (status) {
                case "baseline":
                    return { ...common, status: "violation", baseline: true };
                case "advised violation":
                    return { ...common, status: "violation", advisory: true };
                case "advised pass":
                    return { ...common, status: "pass", advisory: true };
                default:
                    return { ...common, status };
            }
        }),
    };
}

describe("the outcome of a trail", () => {
    for (const [given, expected] of [
        [["pass", "not-applicable"], "compliant"],
        [["pass", "exempt"], "exempt"],
        [["pass", "baseline"], "exempt"],
        [["exempt", "undetermined"], "undetermined"],
        [["baseline", "undetermined"], "undetermined"],
        [["undetermined", "violation", "pass"], "violating"],
        [["baseline", "violation"], "violating"],
        [["pass", "advised violation"], "compliant"],
        [["advised violation", "advised pass"], "exempt"],
        [["not-applicable"], "exempt"],
        [[], "exempt"],
    ] as const) {
        it(`is ${expected} for ${given.join(", ") || "no result"}`, () => {
            assert.equal(trailOutcome(trailOf(...given)), expected);
        });
    }

    it("is counted once for each trail", () => {
        assert.deepEqual(
            summarize({
                trails: [trailOf("violation", "undetermined"), trailOf("pass"), trailOf("pass"), trailOf("exempt")],
            }),
            { trails: 4, compliant: 2, violating: 1, undetermined: 0, exempt: 1 },
        );
    });
});
