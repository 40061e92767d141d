import {
    type DeclaredResource,
    nameOf,
    type PreviewResult,
    type Remediation,
    typeOf,
    type Violation,
} from "../../../offline-preview/src";
import { printable } from "../../../src/cloudtrail/quote";
import type { Colours } from "../command-line/colours";
import { diffProperties, type PropertyChange } from "./property-diff";

/** The outcome for a reader, as `pulumi preview` tells it: resources, what was mended, what is violated. */
export function formatPreviewText(result: PreviewResult, colours: Colours): string {
    const { resources, violations, remediations, unseen, unanswered } = result;
    return [
        formatResources(resources, colours),
        formatRemediations(remediations, colours),
        formatViolations(violations, colours),
        formatUnseen(unseen),
        formatUnanswered(unanswered),
        formatSummary(result, colours),
    ]
        .filter(lines => lines.length > 0)
        .map(lines => lines.join("\n"))
        .join("\n\n");
}

function formatResources(resources: readonly DeclaredResource[], { green }: Colours): readonly string[] {
    const depths = new Map<string, number>();
    return resources.map(({ urn, parent }) => {
        const depth = (depths.get(parent) ?? -1) + 1;
        depths.set(urn, depth);
        return `${green("+")} ${"   ".repeat(depth)}${describe(urn)}`;
    });
}

function formatRemediations(remediations: readonly Remediation[], colours: Colours): readonly string[] {
    return titled(
        "Remediations",
        remediations.flatMap(({ policy, urn, before, after }) => [
            `  ${colours.bold(printable(policy))}  ${colours.dim(describe(urn))}`,
            ...diffProperties(before, after).map(change => `    ${formatChange(change, colours)}`),
        ]),
    );
}

function formatChange({ kind, text }: PropertyChange, { green, red, yellow }: Colours): string {
    const colour = { "+": green, "-": red, "~": yellow }[kind];
    return `${colour(kind)} ${text}`;
}

function formatViolations(violations: readonly Violation[], { bold, dim, red, yellow }: Colours): readonly string[] {
    const policies = [...new Set(violations.map(({ policy }) => policy))];
    return titled(
        "Violations",
        policies.flatMap(policy => [
            `  ${bold(printable(policy))}`,
            ...violations
                .filter(violation => violation.policy === policy)
                .flatMap(({ level, urn, message }) => [
                    `    ${level === "mandatory" ? red(level) : yellow(level)}  ${dim(describe(urn))}`,
                    ...message
                        .trimEnd()
                        .split("\n")
                        .map(line => `      ${printable(line)}`),
                ]),
        ]),
    );
}

function formatUnseen(unseen: readonly string[]): readonly string[] {
    return titled(
        "Not seen: their providers build these components, and what is in them; `pulumi preview` sees it. A mock of the component's type says what it gives out, and that its contents don't matter",
        unseen.map(urn => `  ${describe(urn)}`),
    );
}

function formatUnanswered(tokens: readonly string[]): readonly string[] {
    return titled(
        "Not answered: the program may declare other resources once it knows what these functions return, and those were not checked. --mocks can answer",
        tokens.map(token => `  ${printable(token)}`),
    );
}

function formatSummary(
    { resources, violations, remediations }: PreviewResult,
    { bold, dim }: Colours,
): readonly string[] {
    const mandatory = violations.filter(({ level }) => level === "mandatory").length;
    const parts = [
        count(resources.length, "resource"),
        ...(remediations.length === 0 ? [] : [count(remediations.length, "remediation")]),
        violations.length === 0
            ? "no violations"
            : `${count(violations.length, "violation")}, ${mandatory === 0 ? "none" : mandatory} mandatory`,
    ];
    return [`${bold(parts.join(", "))} ${dim("(offline: nothing was asked of a provider)")}`];
}

function titled(title: string, lines: readonly string[]): readonly string[] {
    return lines.length === 0 ? [] : [`${title}:`, ...lines];
}

function describe(urn: string): string {
    return `${printable(typeOf(urn))} ${printable(nameOf(urn))}`;
}

function count(number: number, noun: string): string {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
