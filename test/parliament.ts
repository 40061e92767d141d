// The linter of IAM policies, from PyPI.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { findPythonCommand } from "./e2e/live/from-pypi";

const SCRIPT = [
    "import json, sys",
    "from parliament import analyze_policy_string",
    "found = [f for policy in json.load(sys.stdin) for f in analyze_policy_string(policy).findings]",
    "print(json.dumps([str(finding) for finding in found]))",
].join("\n");

/**
 * What parliament finds wrong with policies, except for actions that are newer than its list.
 * @param policies as JSON
 * @returns `undefined` if it can't be installed: then the test is to be skipped
 */
export function lintPolicies(policies: readonly string[]): readonly string[] | undefined {
    const parliament = findPythonCommand({
        variable: "PARLIAMENT",
        requirement: "parliament==1.6.4",
        // The last ones with pkg_resources.
        alsoNeeds: "setuptools<81",
        command: "parliament",
    });
    if (parliament === undefined) {
        return undefined;
    }
    const python = join(dirname(parliament), "python");
    const input = JSON.stringify(policies);
    const { status, stdout, stderr } = spawnSync(python, ["-c", SCRIPT], { input, encoding: "utf8" });
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout).filter((finding: string) => !finding.includes("UNKNOWN_ACTION"));
}
