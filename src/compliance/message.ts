import { formatPath } from "../cloudtrail/dialect";
import type { Field } from "../cloudtrail/event";
import { printable, quote } from "../cloudtrail/quote";
import type { Trail } from "../cloudtrail/trail";
import { adviceLines, type Doubt, doubtOf } from "./doubt";
import type { PolicyResult } from "./evaluate";
import type { Finding } from "./finding";
import { describeFix } from "./fix";
import { type FormatEventOptions, formatEvent } from "./format-event";
import { formatRejection, formatSelector } from "./format-selector";
import { policyUrl } from "./policy-url";
import { type Withheld, withoutQuoted } from "./withheld";

const NOTHING: Withheld = new Set();

/**
 * The message of a result, for a terminal, Pulumi Cloud or a pull-request comment: what is wrong, on which trail, an
 * event that escapes, the smallest fix in the user's own syntax, and the policy's page.
 * @param withheld texts of the trail that must not be repeated
 * @param doubt what is said of what isn't known
 */
export function formatMessage(
    result: PolicyResult,
    withheld: Withheld = NOTHING,
    doubt: Doubt = doubtOf(result.trail),
): string {
    const { policy, trail, status, findings, exemption } = result;
    const subject = `${trail.recorder === "Trail" ? "Trail" : "Event data store"} ${quote(trail.label)}`;
    const reason = printable(exemption?.reason ?? "");
    if (status === "exempt") {
        return `${subject} is exempt${exemption?.expires === undefined ? "" : ` until ${exemption.expires}`}: ${reason}`;
    }
    const lines = findings.flatMap(finding => findingLines(finding, subject, trail, withheld, doubt.words));
    if (findings.some(({ kind }) => kind === "undetermined")) {
        lines.push(...adviceLines(doubt));
    }
    if (exemption?.expires !== undefined && status === "violation") {
        lines.push(`  Its exemption expired on ${exemption.expires}: ${reason}`);
    }
    return [...lines, ...fixLines(result, withheld), `  More: ${policyUrl(policy.name)}`].join("\n");
}

function findingLines(finding: Finding, subject: string, trail: Trail, withheld: Withheld, doubt: string): string[] {
    const { kind, claim, path, unloggedEvent, nearest, advice } = finding;
    const summary = withoutQuoted(finding.summary, withheld);
    const place = path === undefined ? "" : ` (${formatPath(path, trail.dialect)})`;
    const lines = [
        kind === "undetermined" && claim !== true
            ? `${subject}: ${doubt} whether it complies: ${summary}`
            : `${subject} ${summary}${place}`,
    ];
    if (unloggedEvent !== undefined) {
        lines.push(`  Not logged, for example: ${formatEvent(unloggedEvent, eventOptions(trail, withheld))}`);
    }
    if (nearest !== undefined) {
        const selector = formatSelector(nearest, trail.dialect, withheld);
        lines.push(`  Nearest: ${selector}, rejected by its ${formatRejection(nearest.rejection, withheld)}`);
    }
    if (advice !== undefined) {
        lines.push(`  Fix: ${withoutQuoted(advice, withheld)}`);
    }
    return lines;
}

function fixLines({ status, remediation, trail }: PolicyResult, withheld: Withheld): string[] {
    if (remediation === undefined || status !== "violation") {
        return [];
    }
    switch (remediation.kind) {
        case "nothing":
            return [];
        case "refused":
            return [`  Not fixed automatically: ${withoutQuoted(remediation.reason, withheld)}`];
        case "change": {
            const { text, code } = describeFix(remediation.change, trail, withheld);
            return remediation.change.kind === "set"
                ? [`  Fix: ${code}`]
                : [`  Fix: ${text}:`, ...code.split("\n").map(line => `    ${line}`)];
        }
    }
}

/** Of an event, only what the trail's selectors filter on can be the reason why none of them logs it. */
function eventOptions({ selectors: { advanced } }: Trail, withheld: Withheld): FormatEventOptions {
    const known = Array.isArray(advanced) ? advanced : [];
    const filtered = new Set<unknown>(
        known.flatMap(({ fieldSelectors }) =>
            Array.isArray(fieldSelectors) ? fieldSelectors.map(({ field }) => field) : [],
        ),
    );
    return { fields: filtered as ReadonlySet<Field>, withheld };
}
