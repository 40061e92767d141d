import {
    type DeclaredResource,
    nameOf,
    type PreviewResult,
    type Remediation,
    typeOf,
    type Violation,
} from "../../../offline-preview/src";
import { printable } from "../../../src/cloudtrail/quote";
import type { Colours } from "../command-line/terminal/colours";
import type { Terminal } from "../command-line/terminal/verbosity";
import { alike, headingOf } from "../text/alike";
import { count } from "../text/count";
import { wrap, wrapMessage } from "../text/wrap";
import { diffProperties, type PropertyChange } from "./property-diff";

/**
 * The outcome for a reader: what was remediated, what is violated, and the summary as the last line. Unless it is verbose,
 * advisory findings are only counted, and what several resources have in common is shown once.
 */
export function formatPreviewText(result: PreviewResult, options: Terminal): string {
    const { resources, violations, remediations, unseen, unanswered, undecrypted } = result;
    const { colours, verbose, quiet } = options;
    const summary = formatSummary(result, colours);
    const blocks = quiet
        ? [summary]
        : [
              verbose ? formatResources(resources, colours) : [],
              formatRemediations(remediations, options),
              formatViolations(violations, options),
              formatUnseen(unseen, options),
              formatUnanswered(unanswered, options),
              formatUndecrypted(undecrypted, options),
              [...(verbose ? [] : formatFolded(violations)), ...summary],
          ];
    return blocks
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

function formatRemediations(remediations: readonly Remediation[], options: Terminal): readonly string[] {
    const { colours, verbose } = options;
    const described = remediations.map(({ policy, urn, before, after }) => ({
        policy,
        urn,
        changes: diffProperties(before, after).map(change => `    ${formatChange(change, colours)}`),
    }));
    return titled(
        "Remediations",
        alike(described, ({ policy, changes }, index) =>
            verbose ? `${index}` : JSON.stringify([policy, changes]),
        ).flatMap(same => [
            `  ${colours.bold(printable(same[0].policy))}  ${colours.dim(headingOf(same.map(({ urn }) => describe(urn))))}`,
            ...same[0].changes,
        ]),
        options,
    );
}

function formatChange({ kind, text }: PropertyChange, { green, red, yellow }: Colours): string {
    const colour = { "+": green, "-": red, "~": yellow }[kind];
    return `${colour(kind)} ${text}`;
}

function formatViolations(violations: readonly Violation[], options: Terminal): readonly string[] {
    const { colours, verbose } = options;
    const shown = (["mandatory", "advisory"] as const).flatMap(level =>
        level === "mandatory" || verbose ? violations.filter(violation => violation.level === level) : [],
    );
    const policies = alike(shown, ({ policy, level }) => JSON.stringify([policy, level]));
    return titled(
        "Violations",
        policies.flatMap(ofPolicy => [
            `  ${colours.bold(printable(ofPolicy[0].policy))}`,
            ...alike(ofPolicy, (violation, index) => (verbose ? `${index}` : withoutName(violation))).flatMap(same => {
                const [{ level, message }] = same;
                return [
                    `    ${level === "mandatory" ? colours.red(level) : colours.yellow(level)}  ${colours.dim(headingOf(same.map(({ urn }) => describe(urn))))}`,
                    ...wrapMessage(messageLines(message), options.width),
                ];
            }),
        ]),
        options,
    );
}

/** What a message says about any resource: messages begin with the resource's kind and name. */
function withoutName({ message, urn }: Violation): string {
    return message.replace(JSON.stringify(nameOf(urn)), "");
}

function messageLines(message: string): readonly string[] {
    return message
        .trimEnd()
        .split("\n")
        .map(line => `      ${printable(line)}`);
}

/** The number of advisory findings, in one line. */
function formatFolded(violations: readonly Violation[]): readonly string[] {
    const advisory = violations.filter(({ level }) => level === "advisory").length;
    return advisory === 0 ? [] : [`Also found: ${count(advisory, "advisory finding")} (--verbose shows them)`];
}

function formatUnseen(unseen: readonly string[], options: Terminal): readonly string[] {
    return titled(
        "Not seen: their providers build these components and what they contain; `pulumi preview` sees it. A mock of the component's type supplies its outputs, and says that its contents don't matter",
        unseen.map(urn => `  ${describe(urn)}`),
        options,
    );
}

function formatUnanswered(tokens: readonly string[], options: Terminal): readonly string[] {
    return titled(
        "Not answered: the program may declare other resources once it knows what these functions and existing resources return, and those were not checked. --mocks can answer",
        tokens.map(token => `  ${printable(token)}`),
        options,
    );
}

function formatUndecrypted(keys: readonly string[], options: Terminal): readonly string[] {
    return titled(
        "Not decrypted: policies could not decide everything without these values of the stack. --config KEY=VALUE can supply them",
        keys.map(key => `  ${printable(key)}`),
        options,
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
    return [`${bold(parts.join(", "))} ${dim("(offline: no provider was called)")}`];
}

function titled(title: string, lines: readonly string[], { width }: Terminal): readonly string[] {
    return lines.length === 0 ? [] : [...wrap(`${title}:`, width), ...lines];
}

function describe(urn: string): string {
    return `${printable(typeOf(urn))} ${printable(nameOf(urn))}`;
}
