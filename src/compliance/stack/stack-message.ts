import { printable, quote } from "../../cloudtrail/quote";
import { policyUrl } from "../policy-url";
import type { JudgedFinding } from "./evaluate-stack";
import type { Stack } from "./stack";
import type { StackPolicy } from "./stack-policy";

/** The message of one finding of a policy over stacks, for a terminal, Pulumi Cloud or a pull-request comment. */
export function formatStackMessage({ name }: StackPolicy, stack: Stack, finding: JudgedFinding): string {
    const { kind, status, trail, summary, details = [], advice, exemption } = finding;
    const subject = trail === undefined ? `Stack ${quote(stack.label)}` : `Trail ${quote(trail.trail.label)}`;
    if (status === "exempt" && exemption !== undefined) {
        const until = exemption.expires === undefined ? "" : ` until ${exemption.expires}`;
        return `${subject} is exempt${until}: ${printable(exemption.reason)}`;
    }
    const unknown = kind === "undetermined" ? ": can't be known until the update whether it complies:" : "";
    return [
        `${subject}${unknown} ${summary}${details.length === 0 ? "" : ":"}`,
        ...details.map(detail => `  - ${detail}`),
        ...(exemption?.expires === undefined
            ? []
            : [`  Its exemption expired on ${exemption.expires}: ${printable(exemption.reason)}`]),
        ...(advice === undefined ? [] : [`  Fix: ${advice}`]),
        `  More: ${policyUrl(name)}`,
    ].join("\n");
}
