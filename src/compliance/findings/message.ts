import type { Field } from "../../cloudtrail/event";
import { printable, quote } from "../../cloudtrail/quote";
import { formatPath } from "../../cloudtrail/selectors/dialect";
import type { Trail } from "../../cloudtrail/trail";
import type { PolicyResult } from "../evaluate";
import { policyUrl } from "../policy/policy-url";
import type { Finding } from "./finding";
import { describeFix } from "./fix";
import { type FormatEventOptions, formatEvent } from "./format-event";
import { formatRejection, formatSelector } from "./format-selector";
import { redactQuoted, type SecretTexts } from "./secret-texts";
import { adviceLines, phraseUnknown, type UnknownPhrasing, unknownPhrasingOf } from "./unknown-phrasing";

const NOTHING: SecretTexts = new Set();

/**
 * The message of a result, for a terminal, Pulumi Cloud or a pull-request comment: what is wrong, on which trail, an
 * event that escapes, the smallest fix in the user's own syntax, and the policy's page.
 * @param withheld texts of the trail that must not be repeated
 * @param doubt what is said of what isn't known
 */
export function formatMessage(
    result: PolicyResult,
    withheld: SecretTexts = NOTHING,
    doubt: UnknownPhrasing = unknownPhrasingOf(result.trail),
): string {
    const { policy, trail, status, findings, exemption } = result;
    const subject = `${trail.recorder === "Trail" ? "Trail" : "Event data store"} ${quote(trail.label)}`;
    const reason = printable(exemption?.reason ?? "");
    if (status === "exempt") {
        return `${subject} is exempt${exemption?.expires === undefined ? "" : ` until ${exemption.expires}`}: ${reason}`;
    }
    const sorted = [...findings].sort((a, b) => rank(a) - rank(b));
    const lines = sorted.slice(0, SHOWN).flatMap(finding => findingLines(finding, subject, trail, withheld, doubt));
    lines.push(...remainingLines(sorted.slice(SHOWN), doubt.words));
    if (findings.some(({ kind }) => kind === "undetermined")) {
        lines.push(...adviceLines(doubt));
    }
    if (exemption?.expires !== undefined && status === "violation") {
        lines.push(`  Its exemption expired on ${exemption.expires}: ${reason}`);
    }
    return [...lines, ...fixLines(result, withheld), `  More: ${policyUrl(policy.name)}`].join("\n");
}

/** How many findings, and how many selectors of a fix, a message shows in full. */
const SHOWN = 3;

/** How many of the others it names. */
const NAMED = 8;

function rank({ kind }: Finding): number {
    return kind === "violation" ? 0 : 1;
}

function remainingLines(findings: readonly Finding[], doubt: string): string[] {
    const line = (words: string, of: Finding["kind"]) => {
        const some = findings.filter(({ kind }) => kind === of);
        const names = some.flatMap(({ requirement }) => requirement ?? []);
        const hidden = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
        const list = names.length === 0 ? "" : `: ${names.slice(0, NAMED).join(", ")}${hidden}`;
        return some.length === 0 ? [] : [`  ${words} ${some.length} more${list}`];
    };
    return [...line("And so it is with", "violation"), ...line(`And it ${doubt} of`, "undetermined")];
}

function findingLines(
    finding: Finding,
    subject: string,
    trail: Trail,
    withheld: SecretTexts,
    doubt: UnknownPhrasing,
): string[] {
    const { kind, claim, path, unloggedEvent, nearest, note, advice } = finding;
    const summary = redactQuoted(finding.summary, withheld);
    const place = path === undefined ? "" : ` (${formatPath(path, trail.dialect)})`;
    const lines = [
        kind === "undetermined" && claim !== true
            ? `${subject}: ${phraseUnknown(doubt, summary)}`
            : `${subject} ${summary}${place}`,
    ];
    if (unloggedEvent !== undefined) {
        lines.push(`  Not logged, for example: ${formatEvent(unloggedEvent, eventOptions(trail, withheld))}`);
    }
    if (nearest !== undefined) {
        const selector = formatSelector(nearest, trail.dialect, withheld);
        lines.push(`  Nearest: ${selector}, rejected by its ${formatRejection(nearest.rejection, withheld)}`);
    }
    if (note !== undefined) {
        lines.push(`  Note: ${note}`);
    }
    if (advice !== undefined) {
        lines.push(`  Fix: ${redactQuoted(advice, withheld)}`);
    }
    return lines;
}

function fixLines({ status, remediation, trail }: PolicyResult, withheld: SecretTexts): string[] {
    if (remediation === undefined || status !== "violation") {
        return [];
    }
    switch (remediation.kind) {
        case "nothing":
            return [];
        case "refused":
            return [`  Not fixed automatically: ${redactQuoted(remediation.reason, withheld)}`];
        case "change": {
            const { change } = remediation;
            if (change.kind === "set") {
                return [`  Fix: ${describeFix(change, trail, withheld).code}`];
            }
            const { plan } = change;
            const hidden = plan.added.length - SHOWN;
            const { text, code } = describeFix(
                { ...change, plan: { ...plan, added: plan.added.slice(0, SHOWN) } },
                trail,
                withheld,
            );
            return [
                `  Fix: ${text}:`,
                ...code.split("\n").map(line => `    ${line}`),
                ...(hidden > 0 ? [`    … and one like the last for each of ${hidden} more types`] : []),
            ];
        }
    }
}

/** Of an event, only what the trail's selectors filter on can be the reason why none of them logs it. */
function eventOptions({ selectors: { advanced } }: Trail, withheld: SecretTexts): FormatEventOptions {
    const known = Array.isArray(advanced) ? advanced : [];
    const filtered = new Set<unknown>(
        known.flatMap(({ fieldSelectors }) =>
            Array.isArray(fieldSelectors) ? fieldSelectors.map(({ field }) => field) : [],
        ),
    );
    return { fields: filtered as ReadonlySet<Field>, withheld };
}
