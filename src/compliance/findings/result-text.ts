import { messageText } from "../../cloudtrail/message";
import { printable, quote } from "../../cloudtrail/quote";
import { policyUrl } from "../policy/policy-url";
import type { Finding } from "./finding";
import type { Fix } from "./fix";
import { formatEvent } from "./format-event";
import { formatRejection, formatSelector } from "./format-selector";
import type { ShownFinding, ShownResult } from "./shown-result";
import { UNDECIDED, UNTIL_THE_UPDATE, type UnknownPhrasing } from "./unknown-phrasing";

/** What a format shows beside the text, so that the text need not say it again. */
export type ShownElsewhere = "event" | "fix" | "link";

/** What a result is about: a name with what it names. */
export interface Subject {
    readonly noun: string;
    readonly name: string;
}

/** How many findings a text shows in full. */
const SHOWN = 3;

/** How many of the others it names. */
const NAMED = 8;

/**
 * A result as lines of text, for a terminal, Pulumi Cloud or a comment on a pull request: what is wrong, on what, an event
 * that escapes, what fixes it, and the page of the policy.
 */
export function resultLines(
    subject: Subject,
    policy: string,
    result: ShownResult,
    shownElsewhere: readonly ShownElsewhere[] = [],
): string[] {
    const {
        status,
        findings,
        fix,
        fixedWith,
        causedBy,
        notFixed,
        undecided = UNTIL_THE_UPDATE,
        expiredExemption,
        reason,
    } = result;
    if (reason !== undefined) {
        return [messageText(reason)];
    }
    const { advice } = undecided;
    const fixElsewhere = shownElsewhere.includes("fix");
    return [
        ...findings.slice(0, SHOWN).flatMap(finding => findingLines(subject, finding, undecided, shownElsewhere)),
        ...remainingLines(findings.slice(SHOWN), undecided),
        ...(result.undecided === undefined || advice === undefined ? [] : [`  To find out: ${advice}`]),
        ...(expiredExemption === undefined
            ? []
            : [`  Its exemption expired on ${expiredExemption.expires}: ${printable(expiredExemption.reason)}`]),
        ...(fix === undefined || fixElsewhere ? [] : fixLines(fix)),
        ...(fixedWith === undefined ? [] : [`  Fix: the one that ${fixedWith} shows fixes this too`]),
        ...(causedBy === undefined ? [] : [`  Fix first what ${causedBy} finds: it is the cause`]),
        ...(notFixed === undefined ? [] : [`  Not fixed automatically: ${messageText(notFixed)}`]),
        ...(status === "pass" || status === "exempt" || shownElsewhere.includes("link")
            ? []
            : [`  More: ${policyUrl(policy)}`]),
    ];
}

function findingLines(
    subject: Subject,
    finding: ShownFinding,
    undecided: UnknownPhrasing,
    shownElsewhere: readonly ShownElsewhere[],
): string[] {
    const { path, unloggedEvent, filteredFields, nearest, dependsOn, details = [], note, fix } = finding;
    const place =
        path === undefined || (finding.kind === "undetermined" && finding.form !== "claim") ? "" : ` (${path})`;
    const because = dependsOn === undefined ? "" : `: it depends on ${dependsOn.join(" and ")}`;
    const end = details.length === 0 ? "" : ":";
    return [
        `${sentence(subject, finding, undecided)}${place}${because}${end}`,
        ...details.map(detail => `  - ${messageText(detail)}`),
        ...(unloggedEvent === undefined || shownElsewhere.includes("event")
            ? []
            : [
                  `  Not logged, for example: ${formatEvent(unloggedEvent, filteredFields && { fields: new Set(filteredFields) })}`,
              ]),
        ...(nearest === undefined
            ? []
            : [`  Nearest: ${formatSelector(nearest)}, rejected by its ${formatRejection(nearest)}`]),
        ...(note === undefined ? [] : [`  Note: ${note}`]),
        ...(fix === undefined ? [] : fixLines(fix)),
    ];
}

function sentence(
    { noun, name }: Subject,
    { kind, form = "cause", headline }: ShownFinding,
    { known }: UnknownPhrasing,
): string {
    const subject = `${noun} ${quote(name)}`;
    const text = messageText(headline);
    if (kind !== "undetermined") {
        return `${subject} ${text}`;
    }
    switch (form) {
        case "sentence":
            return text;
        case "claim":
            return `${subject} ${text}`;
        case "question":
            return `${subject}: ${UNDECIDED[known].question} ${text}`;
        case "cause":
            return `${subject} ${UNDECIDED[known].cause}: ${text}`;
    }
}

function remainingLines(findings: readonly ShownFinding[], { known }: UnknownPhrasing): string[] {
    const line = (of: Finding["kind"], words: (number: number, types: boolean) => string) => {
        const some = findings.filter(({ kind }) => kind === of);
        const names = some.flatMap(({ requirement }) => requirement ?? []);
        const hidden = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
        const list = names.length === 0 ? "" : `: ${names.slice(0, NAMED).join(", ")}${hidden}`;
        return some.length === 0 ? [] : [`  ${some.length} more ${words(some.length, names.length > 0)}${list}`];
    };
    return [
        ...line("violation", (number, types) =>
            types
                ? number === 1
                    ? "type has the same gap"
                    : "types have the same gap"
                : number === 1
                  ? "violation"
                  : "violations",
        ),
        ...line("undetermined", () => UNDECIDED[known].cause),
    ];
}

/** Fixes whose code says it all. */
const ONE_LINE: ReadonlySet<string> = new Set(["set-property", "change-property"]);

/** A fix as lines: code of one line stands for itself. */
function fixLines({ headline, code }: Fix): string[] {
    const text = messageText(headline);
    if (code === undefined) {
        return [`  Fix: ${text}`];
    }
    return ONE_LINE.has(headline.id)
        ? [`  Fix: ${code}`]
        : [`  Fix: ${text}:`, ...code.split("\n").map(line => `    ${line}`)];
}
