import { wrapMessage } from "../../checker/src/text/wrap";
import { isMandatory, type Outcome, type ReportedViolation } from "./outcome";
import { remediatedCode } from "./remediated-code";

/** Colours text, or returns it unchanged without colours. */
export type Paint = (text: string) => string;

/** How a summary is coloured, and whether it shows advisory findings. */
export interface SummaryOptions {
    readonly verbose: boolean;
    /** How wide a line may be. */
    readonly width: number;
    readonly red: Paint;
    readonly green: Paint;
}

/** What an example's preview found and what remediation changes, in a few lines: each trail once, with its one fix. */
export function summary(outcome: Outcome, { verbose, width, red, green }: SummaryOptions): string[] {
    const mandatory = outcome.violations.filter(isMandatory);
    const advisory = outcome.violations.filter(violation => !isMandatory(violation));
    const remediated = new Set(outcome.remediations.map(({ urn }) => urn));
    const findings = [...new Set(mandatory.map(({ urn }) => urn))].flatMap(urn => [
        "",
        ...mandatory
            .filter(violation => violation.urn === urn)
            .flatMap(violation => {
                const [first = "", ...rest] =
                    verbose || !remediated.has(urn) ? whole(violation) : withoutFix(violation);
                return wrapMessage([`${red("✗")} ${first}`, ...rest.map(line => `  ${line}`)], width);
            }),
    ]);
    const fixes = [...remediated].flatMap(urn => {
        const changes = outcome.remediations.filter(remediation => remediation.urn === urn);
        const lines = remediatedCode(changes[0]?.before ?? {}, changes.at(-1)?.after ?? {}, width);
        return [
            "",
            `Fix of ${urn.split("::").at(-1) ?? ""}, which the pack adds by itself with config/remediate.json:`,
            ...lines.map(line => `  ${line.startsWith("+") ? green(line) : line.startsWith("-") ? red(line) : line}`),
        ];
    });
    return [...findings, ...fixes, ...(verbose ? formatAdvisory(advisory, width) : [])];
}

function formatAdvisory(advisory: readonly ReportedViolation[], width: number): string[] {
    const lines = advisory.flatMap(violation => whole(violation).map(line => `  ${line}`));
    return lines.length === 0 ? [] : ["", "Advisory:", ...wrapMessage(lines, width)];
}

/**
 * What all examples have: what is advised, in one line, and what the pack fixes.
 * @param again the command that shows what is advised; absent where that was shown
 */
export function overallSummary(outcomes: readonly Outcome[], again?: string): string[] {
    const violations = outcomes.flatMap(outcome => outcome.violations);
    const mandatory = violations.filter(isMandatory).length;
    const advisory = violations.length - mandatory;
    const fixed = outcomes.filter(({ isRemediated }) => isRemediated).length;
    const left = fixed === outcomes.length ? "all fixed" : `${fixed} of ${outcomes.length} examples fixed`;
    return [
        ...(again === undefined || advisory === 0 ? [] : [`Also found: ${advisory} advisory (${again})`]),
        ...(outcomes.length === 1
            ? []
            : [`${outcomes.length} examples: ${mandatory} mandatory violations, ${left} by config/remediate.json`]),
    ];
}

function whole({ message }: ReportedViolation): string[] {
    return message.trimEnd().split("\n");
}

/** What is wrong and what escapes: the rest of a message is the fix and its page. */
function withoutFix(violation: ReportedViolation): string[] {
    const lines = whole(violation);
    const end = lines.findIndex(line => /^\s*(Fix|More):/.test(line));
    return end === -1 ? lines : lines.slice(0, end);
}
