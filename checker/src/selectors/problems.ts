import { messageText } from "../../../src/cloudtrail/message";
import type { Problem } from "../../../src/cloudtrail/problem";
import { DIALECTS, formatPath } from "../../../src/cloudtrail/selectors/dialect";
import type { Output } from "../command-line/io";
import type { SelectorInput } from "./selector-input";

/** Limits of a trail: selectors that are right one by one are decided even if there are too many. */
const LIMITS: readonly string[] = ["too-many-values", "too-many-basic-selectors", "too-many-data-resources"];

/** One thing that AWS would refuse or does not define, in one line, and its effect on the answer. */
export function formatProblem({ path, message, severity }: Problem): string {
    const effect = LIMITS.includes(message.id)
        ? "AWS refuses these selectors: the answer is what they would log"
        : "what it selects does not count as logged";
    const place = formatPath(path, DIALECTS["aws-api"]);
    return `${severity}: ${place}: ${messageText(message)}${severity === "error" ? ` (${effect})` : ""}`;
}

/** Reports on standard error what is wrong with the selectors of each input. */
export function reportProblems(inputs: readonly SelectorInput[], stderr: Output): void {
    for (const { label, problems } of inputs) {
        for (const problem of problems) {
            stderr.write(`trail-guard: ${label}: ${formatProblem(problem)}\n`);
        }
    }
}
