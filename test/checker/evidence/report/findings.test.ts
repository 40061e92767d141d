import assert from "node:assert/strict";
import type { Evidence } from "../../../../checker/src/evidence/evidence";
import { exitCodeOf, findingsOf } from "../../../../checker/src/evidence/report/findings";
import { headlineOf, size } from "../../../../checker/src/evidence/report/overview";
import { cleanEvidence, sampleEvidence } from "./sample-evidence";

const exitCode = (changes: Partial<Evidence>) => exitCodeOf(findingsOf({ ...cleanEvidence, ...changes }));
const { logFiles, digests } = cleanEvidence;
const [missing, stopped] = sampleEvidence.gaps as [Evidence["gaps"][0], Evidence["gaps"][0]];

/** The exit code for each possible finding. */
const CASES: readonly (readonly [name: string, changes: Partial<Evidence>, exitCode: number])[] = [
    ["nothing", {}, 0],
    ["a digest that was changed", { digests: { ...digests, invalid: [{ key: "k", problem: "hash-mismatch" }] } }, 1],
    ["a log file that is missing", { logFiles: { ...logFiles, invalid: [{ key: "k", problem: "missing" }] } }, 1],
    [
        "a log file that could not be read",
        { logFiles: { ...logFiles, invalid: [{ key: "k", problem: "unreadable" }] } },
        3,
    ],
    ["a log file that no digest names", { logFiles: { ...logFiles, unnamed: ["k"] } }, 1],
    ["log files that are not verified", { logFiles: { ...logFiles, unverified: 1 } }, 3],
    ["a log file whose digest is not due yet", { logFiles: { ...logFiles, pending: 1 } }, 0],
    ["a file that was delivered twice", { logFiles: { ...logFiles, duplicates: ["k"], repeatedEvents: 2 } }, 0],
    ["digests that can't be verified", { digests: { ...digests, unverified: 1 } }, 3],
    ["no digest at all", { digests: { valid: 0, unverified: 0, invalid: [] } }, 3],
    ["missing digests", { gaps: [missing] }, 1],
    ["logging that was stopped", { gaps: [stopped] }, 0],
    ["validation that was off", { gaps: [{ ...missing, reason: "validation-off" }] }, 3],
    ["a gap that nothing explains", { gaps: [{ ...missing, reason: "unknown", logging: "unknown" }] }, 3],
    ["an unexplained gap while the trail was logging", { gaps: [{ ...missing, reason: "unknown", logging: "on" }] }, 1],
    ["a contradiction", { contradictions: sampleEvidence.contradictions }, 1],
    ["a requirement that can't be decided", { reconciliation: sampleEvidence.reconciliation }, 3],
    ["a run that was cut short", { complete: false }, 3],
    ["both", { complete: false, gaps: [missing] }, 1],
];

describe("the outcome of evidence", () => {
    for (const [name, changes, expected] of CASES) {
        it(`${name}: exit code ${expected}`, () => assert.equal(exitCode(changes), expected));
    }

    it("is called verified and reconciled only if the exit code is 0", () => {
        for (const [, changes, expected] of CASES) {
            const { outcome } = headlineOf(findingsOf({ ...cleanEvidence, ...changes }));
            assert.equal(outcome === "pass", expected === 0);
        }
    });

    it("has human-readable sizes", () => {
        assert.deepEqual([0, 999, 1000, 1_234_567, 5e15].map(size), [
            "0 bytes",
            "999 bytes",
            "1.0 kB",
            "1.2 MB",
            "5.0 PB",
        ]);
    });
});
