import { printable } from "../../../src/cloudtrail/quote";
import { policyUrl } from "../../../src/compliance/policy/policy-url";
import type { ReportResult } from "./report";

/** What a format shows beside the message, so that the message need not say it again. */
export type ShownElsewhere = "event" | "fix" | "link";

/**
 * The lines of a result's message, fit to be shown, without what the format shows elsewhere. Only what stands in the
 * message exactly as in the result is left out.
 */
export function explanation(result: ReportResult, shownElsewhere: readonly ShownElsewhere[]): readonly string[] {
    const { message, policy, unloggedEvent, remediation } = result;
    let text = `\n${message}\n`;
    if (shownElsewhere.includes("event") && unloggedEvent !== undefined) {
        text = text.replace(/\n {2}Not logged, for example: .*\n/, "\n");
    }
    if (shownElsewhere.includes("fix") && remediation !== undefined) {
        const { text: sentence, code } = remediation;
        text = without(without(text, `  Fix: ${code}`), `  Fix: ${sentence}:\n${code.replace(/^/gm, "    ")}`);
    }
    if (shownElsewhere.includes("link")) {
        text = without(text, `  More: ${policyUrl(policy)}`);
    }
    return text
        .slice(1, -1)
        .split("\n")
        .map(line => printable(line.replace(/^ {2}/, "")));
}

function without(text: string, lines: string): string {
    return text.replace(`\n${lines}\n`, () => "\n");
}
