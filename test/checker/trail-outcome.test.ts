import assert from "node:assert/strict";
import type { ReportResult } from "../../checker/src/report";
import { summarize, trailOutcome } from "../../checker/src/trail-outcome";

type Given = ReportResult["status"] | "baseline";

/** A trail with these results. */
function trailOf(...given: readonly Given[]): { readonly results: readonly ReportResult[] } {
    return {
        results: given.map((status, index) =>
            status === "baseline"
                ? { policy: `p${index}`, status: "violation", message: "m", baseline: true }
                : { policy: `p${index}`, status, message: "m" },
        ),
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
        [[], "compliant"],
    ] as const) {
        it(`is ${expected} for ${given.join(", ") || "no result"}`, () => {
            assert.equal(trailOutcome(trailOf(...given)), expected);
        });
    }

    it("is counted once for each trail", () => {
        assert.deepEqual(
            summarize([trailOf("violation", "undetermined"), trailOf("pass"), trailOf("pass"), trailOf("exempt")]),
            { trails: 4, compliant: 2, violating: 1, undetermined: 0, exempt: 1 },
        );
    });
});
