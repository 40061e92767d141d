import assert from "node:assert/strict";
import type { ReportResult } from "../../../checker/src/report/report";
import { formatSummary } from "../../../checker/src/report/summary";
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
        [["pass", "baseline"], "known"],
        [["exempt", "undetermined"], "undetermined"],
        [["baseline", "undetermined"], "undetermined"],
        [["undetermined", "violation", "pass"], "violating"],
        [["baseline", "violation"], "violating"],
        [["pass", "advised violation"], "compliant"],
        [["exempt", "baseline"], "known"],
        [["advised violation", "advised pass"], "notJudged"],
        [["advised violation", "not-applicable"], "notJudged"],
        [["not-applicable"], "notJudged"],
        [[], "notJudged"],
    ] as const) {
        it(`is ${expected} for ${given.join(", ") || "no result"}`, () => {
            assert.equal(trailOutcome(trailOf(...given)), expected);
        });
    }

    it("is not listed as exempt in the summary if nothing is exempt", () => {
        const unjudged = summarize({ trails: [trailOf("advised violation"), trailOf("baseline"), trailOf("pass")] });
        assert.deepEqual(unjudged, {
            trails: 3,
            compliant: 1,
            violating: 0,
            undetermined: 0,
            exempt: 0,
            known: 1,
            notJudged: 1,
        });
        assert.equal(
            formatSummary({ schemaVersion: 2, summary: unjudged, trails: [], problems: [] }),
            "3 trails: 1 in the baseline, 1 compliant, 1 not judged",
        );
    });

    it("is counted once for each trail", () => {
        assert.deepEqual(
            summarize({
                trails: [trailOf("violation", "undetermined"), trailOf("pass"), trailOf("pass"), trailOf("exempt")],
            }),
            { trails: 4, compliant: 2, violating: 1, undetermined: 0, exempt: 1 },
        );
    });
});
