import { printable, quote } from "../../cloudtrail/quote";
import { adviceLines, phraseUnknown, UNTIL_THE_UPDATE, type UnknownPhrasing } from "../findings/unknown-phrasing";
import { policyUrl } from "../policy/policy-url";
import type { JudgedFinding } from "./evaluate-stack";
import type { Stack } from "./resources/stack";
import type { StackPolicy } from "./stack-policy";

/**
 * The message of findings of a policy over stacks, for a terminal, Pulumi Cloud or a pull-request comment.
 * @param doubt what is said of what isn't known
 */
export function formatStackMessage(
    { name }: StackPolicy,
    stack: Stack,
    findings: readonly JudgedFinding[],
    doubt: UnknownPhrasing = UNTIL_THE_UPDATE,
): string {
    const counting = findings.filter(({ status }) => status !== "exempt");
    const undetermined = counting.some(({ kind }) => kind === "undetermined");
    return [
        ...findings.flatMap(finding => findingLines(finding, stack, doubt)),
        ...(undetermined ? adviceLines(doubt) : []),
        ...(counting.length === 0 ? [] : [`  More: ${policyUrl(name)}`]),
    ].join("\n");
}

function findingLines(finding: JudgedFinding, stack: Stack, doubt: UnknownPhrasing): string[] {
    const { kind, claim, status, trail, summary, details = [], advice, exemption } = finding;
    const subject =
        trail === undefined ? `${stack.noun ?? "Stack"} ${quote(stack.label)}` : `Trail ${quote(trail.trail.label)}`;
    if (status === "exempt" && exemption !== undefined) {
        const until = exemption.expires === undefined ? "" : ` until ${exemption.expires}`;
        return [`${subject} is exempt${until}: ${printable(exemption.reason)}`];
    }
    const said = kind === "undetermined" && claim !== true ? `: ${phraseUnknown(doubt, summary)}` : ` ${summary}`;
    return [
        `${subject}${said}${details.length === 0 ? "" : ":"}`,
        ...details.map(detail => `  - ${detail}`),
        ...(exemption?.expires === undefined
            ? []
            : [`  Its exemption expired on ${exemption.expires}: ${printable(exemption.reason)}`]),
        ...(advice === undefined ? [] : [`  Fix: ${advice}`]),
    ];
}
