import { EXIT, type ExitCode, exitCodeFor } from "../command-line/exit-code";
import type { Report } from "../report";

/** What the exit code of `check` depends on besides the report. */
export interface ExitOptions {
    /** Neither violations nor what is undetermined fails. */
    readonly softFail: boolean;
    /** What is undetermined fails like a violation. */
    readonly failOnUndetermined: boolean;
    /** No trail at all is no reason to fail. */
    readonly allowNoTrails: boolean;
}

/** The exit code for a report: what could not be read goes before everything else. */
export function exitCodeOf(
    { summary, problems }: Report,
    { softFail, failOnUndetermined, allowNoTrails }: ExitOptions,
): ExitCode {
    if (problems.length > 0) {
        return EXIT.failed;
    }
    if (summary.trails === 0) {
        return allowNoTrails ? EXIT.ok : EXIT.undetermined;
    }
    if (softFail) {
        return EXIT.ok;
    }
    const undetermined = summary.undetermined > 0;
    return exitCodeFor({ violated: summary.violating > 0 || (failOnUndetermined && undetermined), undetermined });
}
