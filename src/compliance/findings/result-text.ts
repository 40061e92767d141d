import { messageText } from "../../cloudtrail/message";
import { printable, quote } from "../../cloudtrail/quote";
import { LANGUAGES_URL, policyUrl } from "../policy/policy-url";
import type { Finding } from "./finding";
import type { Fix } from "./fix";
import { formatEvent } from "./format-event";
import { formatRejection, formatSelector } from "./format-selector";
import type { ShownFinding, ShownResult } from "./shown-result";
import { UNDECIDED, UNTIL_THE_UPDATE, type UnknownPhrasing } from "./unknown-phrasing";

/** What a format shows beside the text, so the text need not repeat it. */
export type ShownElsewhere = "event" | "fix" | "link";

/** What a result is about: a name, and the kind of thing that it names. */
export interface Subject {
    readonly noun: string;
    readonly name: string;
    /** How many others have the same result. */
    readonly others?: number;
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
    return resultTextLines(subject, policy, result, shownElsewhere).map(({ text }) => text);
}

/** A line of text; code must not be wrapped, however long it is. */
export interface TextLine {
    readonly text: string;
    readonly code?: true;
}

/** The same, for callers that wrap lines. */
export function resultTextLines(
    subject: Subject,
    policy: string,
    result: ShownResult,
    shownElsewhere: readonly ShownElsewhere[] = [],
): TextLine[] {
    const { status, findings, fix, fixedWith, causedBy, notFixed, undecided = UNTIL_THE_UPDATE } = result;
    const { expiredExemption, reason } = result;
    if (reason !== undefined) {
        return [{ text: messageText(reason) }];
    }
    const { advice } = undecided;
    const fixElsewhere = shownElsewhere.includes("fix");
    const line = (text: string): TextLine => ({ text: `  ${text}` });
    return [
        ...findings.slice(0, SHOWN).flatMap(finding => findingLines(subject, finding, undecided, shownElsewhere)),
        ...remainingLines(findings.slice(SHOWN), undecided),
        ...(result.undecided === undefined || advice === undefined ? [] : [line(`To find out: ${advice}`)]),
        ...(expiredExemption === undefined
            ? []
            : [line(`Its exemption expired on ${expiredExemption.expires}: ${printable(expiredExemption.reason)}`)]),
        ...(fix === undefined || fixElsewhere ? [] : fixLines(fix)),
        ...(fixedWith === undefined ? [] : [line(`Fix: the fix shown for ${fixedWith} covers this too`)]),
        ...(causedBy === undefined ? [] : [line(`Fix what ${causedBy} reports first: it is the cause`)]),
        ...(notFixed === undefined ? [] : [line(`Not fixed automatically: ${messageText(notFixed)}`)]),
        ...(status === "pass" || status === "exempt" || shownElsewhere.includes("link")
            ? []
            : [line(`More: ${policyUrl(policy)}`)]),
    ];
}

function findingLines(
    subject: Subject,
    finding: ShownFinding,
    undecided: UnknownPhrasing,
    shownElsewhere: readonly ShownElsewhere[],
): TextLine[] {
    const { path, unloggedEvent, filteredFields, nearest, dependsOn, details = [], note, fix } = finding;
    const place =
        path === undefined || (finding.kind === "undetermined" && finding.form !== "claim") ? "" : ` (${path})`;
    const because = dependsOn === undefined ? "" : `: it depends on ${dependsOn.join(" and ")}`;
    const end = details.length === 0 ? "" : ":";
    const options = filteredFields && { fields: new Set(filteredFields) };
    const line = (text: string): TextLine => ({ text: `  ${text}` });
    return [
        { text: `${sentence(subject, finding, undecided)}${place}${because}${end}` },
        ...details.map(detail => line(`- ${messageText(detail)}`)),
        ...(unloggedEvent === undefined || shownElsewhere.includes("event")
            ? []
            : [line(`Not logged, for example: ${formatEvent(unloggedEvent, options)}`)]),
        ...(nearest === undefined
            ? []
            : [line(`Nearest: ${formatSelector(nearest)}, rejected by its ${formatRejection(nearest)}`)]),
        ...(note === undefined ? [] : [line(`Note: ${note}`)]),
        ...(fix === undefined ? [] : fixLines(fix)),
    ];
}

function sentence(
    { noun, name, others = 0 }: Subject,
    { kind, form = "cause", headline }: ShownFinding,
    { known }: UnknownPhrasing,
): string {
    const like = others === 0 ? "" : `, like ${others} other${others === 1 ? "" : "s"},`;
    const subject = `${noun} ${quote(name)}${like}`;
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

function remainingLines(findings: readonly ShownFinding[], { known }: UnknownPhrasing): TextLine[] {
    const line = (of: Finding["kind"], words: (number: number, types: boolean) => string) => {
        const some = findings.filter(({ kind }) => kind === of);
        const names = some.flatMap(({ requirement }) => requirement ?? []);
        const hidden = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
        const list = names.length === 0 ? "" : `: ${names.slice(0, NAMED).join(", ")}${hidden}`;
        return some.length === 0
            ? []
            : [{ text: `  ${some.length} more ${words(some.length, names.length > 0)}${list}` }];
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

/** Fixes whose code says everything. */
const ONE_LINE: ReadonlySet<string> = new Set(["set-property", "change-property"]);

/** A fix as lines: a single line of code needs no headline. */
function fixLines({ headline, code, languageGuessed }: Fix): TextLine[] {
    const text = messageText(headline);
    if (code === undefined) {
        return [{ text: `  Fix: ${text}` }];
    }
    return ONE_LINE.has(headline.id)
        ? [{ text: `  Fix: ${code}`, code: true }]
        : [
              { text: `  Fix: ${text}:` },
              ...code.split("\n").map(line => ({ text: line === "" ? "" : `    ${line}`, code: true as const })),
              ...(languageGuessed === true ? [{ text: `  In Python, Go, C# or YAML: ${LANGUAGES_URL}` }] : []),
          ];
}
