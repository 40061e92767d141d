import { EXIT, type ExitCode, exitCodeFor } from "../command-line/exit-code";
import type { Report } from "../report/report";

/** What the exit code of `check` depends on besides the report. */
export interface ExitOptions {
    /** Neither violations nor undetermined results fail. */
    readonly softFail: boolean;
    /** Undetermined results fail like violations. */
    readonly failOnUndetermined: boolean;
    /** Having no trail at all does not fail. */
    readonly allowNoTrails: boolean;
}

/** The exit code for a report: input that could not be read takes precedence over everything else. */
export function exitCodeOf(
    { summary, problems }: Report,
    { softFail, failOnUndetermined, allowNoTrails }: ExitOptions,
): ExitCode {
    if (problems.length > 0) {
        return EXIT.failed;
    }
    const { trails, stacks } = summary;
    const count = (outcome: "violating" | "undetermined") => summary[outcome] + (stacks?.[outcome] ?? 0);
    const undetermined = count("undetermined") > 0;
    const violated = count("violating") > 0 || (failOnUndetermined && undetermined);
    // Having no trail is a violation if a policy says so.
    if (trails === 0 && !allowNoTrails && (softFail || !violated)) {
        return EXIT.undetermined;
    }
    return softFail ? EXIT.ok : exitCodeFor({ violated, undetermined });
}
