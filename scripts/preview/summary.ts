import { wrap } from "../../checker/src/text/wrap";
import { isMandatory, type Outcome, type ReportedViolation } from "./outcome";
import { remediatedCode } from "./remediated-code";

/** Colours a text, or returns it unchanged without colours. */
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
                return [`${red("✗")} ${first}`, ...rest.map(line => `  ${line}`)].flatMap(line =>
                    verbose ? [line] : wrap(line, width),
                );
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
    return [...findings, ...fixes, ...formatAdvisory(advisory, verbose)];
}

function formatAdvisory(advisory: readonly ReportedViolation[], verbose: boolean): string[] {
    if (advisory.length === 0) {
        return [];
    }
    return verbose
        ? ["", "Advisory:", ...advisory.flatMap(violation => whole(violation).map(line => `  ${line}`))]
        : ["", `Also found: ${advisory.length} advisory (npm run preview -- --verbose)`];
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
