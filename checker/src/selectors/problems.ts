import { DIALECTS, formatPath } from "../../../src/cloudtrail/dialect";
import type { Problem } from "../../../src/cloudtrail/problem";
import type { Output } from "../command-line/io";
import type { SelectorInput } from "./selector-input";

/** One thing that AWS would refuse or does not define, in one line. */
export function formatProblem({ path, message, severity }: Problem): string {
    const effect = severity === "error" ? " (what it selects does not count as logged)" : "";
    return `${severity}: ${formatPath(path, DIALECTS["aws-api"])}: ${message}${effect}`;
}

/** Tells on standard error what is wrong with the selectors of each input. */
export function reportProblems(inputs: readonly SelectorInput[], stderr: Output): void {
    for (const { label, problems } of inputs) {
        for (const problem of problems) {
            stderr.write(`trail-guard: ${label}: ${formatProblem(problem)}\n`);
        }
    }
}
