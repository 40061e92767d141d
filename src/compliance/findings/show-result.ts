import type { NearestSelector } from "../../cloudtrail/coverage/coverage";
import { type CloudTrailEvent, FIELDS, type Field } from "../../cloudtrail/event";
import { type Message, mapMessage, message } from "../../cloudtrail/message";
import type { Trail } from "../../cloudtrail/recorders/trail";
import { type Dialect, formatPath } from "../../cloudtrail/selectors/dialect";
import type { Exemption } from "../configuration/exemption";
import type { PolicyResult } from "../evaluate";
import type { SharedFix } from "../fix-together";
import type { Remediation, SelectorRepair, TrailChange } from "./change";
import type { Finding } from "./finding";
import { describeFix, type Fix } from "./fix";
import { leaks, type SecretTexts, WITHHELD } from "./secret-texts";
import type { ShownFinding, ShownNearest, ShownResult } from "./shown-result";
import { type UnknownPhrasing, unknownPhrasingOf } from "./unknown-phrasing";

/**
 * The parts of a result that may be shown.
 * @param secrets strings of the trail that no output may contain
 * @param phrasing when unknown values will be known
 * @param shared how its fix relates to those of the trail's other results
 */
export function showResult(
    result: PolicyResult,
    secrets: SecretTexts = new Set(),
    phrasing: UnknownPhrasing = unknownPhrasingOf(result.trail),
    shared?: SharedFix,
): ShownResult {
    const { status, findings, reason, exemption, remediation, trail } = result;
    if (status === "exempt" && exemption !== undefined) {
        return { status, findings: [exemptFinding(exemption)] };
    }
    const show = (text: Message) => showMessage(text, trail.dialect, secrets);
    return {
        status,
        findings: rewriteOnce(violationsFirst(findings), shared).map(finding => showFinding(finding, trail, secrets)),
        ...(status === "violation" && !showsRewrite(findings, shared)
            ? fixOf(remediation, shared, change => showFix(describeFix(change, trail, secrets), show), show)
            : shared?.kind === "elsewhere"
              ? { fixedWith: shared.policy }
              : {}),
        ...undecidedOf(findings, phrasing),
        ...(status === "violation" ? expiredOf(exemption) : {}),
        ...(reason === undefined ? {} : { reason: show(reason) }),
    };
}

const NOUNS = { Trail: "Trail", EventDataStore: "Event data store", TelemetryRule: "Telemetry rule" } as const;

/** What people call a trail, an event data store or a telemetry rule. */
export function nounOf({ recorder }: Pick<Trail, "recorder">): string {
    return NOUNS[recorder];
}

function fixOf(
    remediation: Remediation | undefined,
    shared: SharedFix | undefined,
    describe: (change: TrailChange | SelectorRepair) => Fix,
    show: (text: Message) => Message,
): Pick<ShownResult, "fix" | "fixedWith" | "causedBy" | "notFixed"> {
    switch (shared?.kind) {
        case "shown":
            return { fix: describe(shared.change) };
        case "elsewhere":
            return { fixedWith: shared.policy };
        case "caused":
            return { causedBy: shared.policy };
    }
    switch (remediation?.kind) {
        case "change":
            return { fix: describe(remediation.change) };
        case "refused":
            return { notFixed: show(remediation.reason) };
        default:
            return {};
    }
}

/** What is undetermined, if anything is, and when it will be known. */
export function undecidedOf(
    findings: readonly Pick<Finding, "kind">[],
    phrasing: UnknownPhrasing,
): Pick<ShownResult, "undecided"> {
    return findings.some(({ kind }) => kind === "undetermined") ? { undecided: phrasing } : {};
}

/** An exemption that has expired. */
export function expiredOf(exemption: Exemption | undefined): Pick<ShownResult, "expiredExemption"> {
    return exemption?.expires === undefined
        ? {}
        : { expiredExemption: { expires: exemption.expires, reason: exemption.reason } };
}

/** Says that something is exempt, and why. */
export function exemptFinding({ expires, reason }: Exemption): ShownFinding {
    const headline =
        expires === undefined
            ? message("exempt", "is exempt: {reason}", { reason })
            : message("exempt-until", "is exempt until {expires}: {reason}", { expires, reason });
    return { kind: "exempt", headline };
}

/** Findings in the order in which they are shown. */
export function violationsFirst<T extends Pick<Finding, "kind">>(findings: readonly T[]): T[] {
    return [...findings].sort((a, b) => Number(a.kind !== "violation") - Number(b.kind !== "violation"));
}

/** The parts of a finding that may be shown. */
export function showFinding(finding: Finding, trail: Trail, secrets: SecretTexts): ShownFinding {
    const { kind, headline, form, requirement, path, unloggedEvent, nearest, dependsOn, details, note, fix, change } =
        finding;
    const { dialect } = trail;
    const show = (text: Message) => showMessage(text, dialect, secrets);
    return {
        kind,
        headline: show(headline),
        ...(form === undefined ? {} : { form }),
        ...(requirement === undefined ? {} : { requirement }),
        ...(path === undefined ? {} : { path: formatPath(path, dialect) }),
        ...(unloggedEvent === undefined
            ? {}
            : { unloggedEvent: showEvent(unloggedEvent, secrets), filteredFields: filteredFields(trail) }),
        ...(nearest === undefined ? {} : { nearest: showNearest(nearest, dialect, secrets) }),
        ...(dependsOn === undefined ? {} : { dependsOn: dependsOn.map(place => formatPath(place, dialect)) }),
        ...(details === undefined ? {} : { details: details.map(show) }),
        ...(note === undefined ? {} : { note }),
        ...(fix === undefined ? {} : { fix: showFix({ ...fix, ...codeOf(change, trail, secrets) }, show) }),
    };
}

/** Does a finding show the change that fixes all of the trail's selectors? */
function showsRewrite(findings: readonly Finding[], shared: SharedFix | undefined): boolean {
    return shared?.kind === "shown" && findings.some(({ change }) => change !== undefined);
}

/** Of the findings about selectors that AWS may refuse, only one shows the rewritten list, unless another result does. */
function rewriteOnce(findings: readonly Finding[], shared: SharedFix | undefined): readonly Finding[] {
    switch (shared?.kind) {
        case "elsewhere":
            return findings.map(withoutRewrite);
        case "shown": {
            const { change } = shared;
            const first = findings.find(finding => finding.change !== undefined);
            return findings.map(finding =>
                finding === first && change.kind === "repair" ? { ...finding, change } : withoutRewrite(finding),
            );
        }
        default:
            return findings;
    }
}

/** A finding without the rewritten list, which another one shows. */
function withoutRewrite(finding: Finding): Finding {
    return finding.change === undefined ? finding : { ...finding, fix: undefined, change: undefined };
}

function codeOf(change: SelectorRepair | undefined, trail: Trail, secrets: SecretTexts): Omit<Fix, "headline"> {
    const { headline: _, ...code } =
        change === undefined ? { headline: undefined } : describeFix(change, trail, secrets);
    return code;
}

function showFix(fix: Fix, show: (text: Message) => Message): Fix {
    return { ...fix, headline: show(fix.headline) };
}

/** A message in which paths and properties have their source's names, and nothing secret is left. */
export function showMessage(text: Message, dialect: Dialect, secrets: SecretTexts): Message {
    return mapMessage(text, value => {
        if (typeof value !== "object") {
            return value;
        }
        if ("path" in value) {
            return formatPath(value.path, dialect);
        }
        if ("property" in value) {
            return dialect.of(value.property);
        }
        return secrets.has(value.text) ? WITHHELD : value;
    });
}

function showEvent(event: CloudTrailEvent, secrets: SecretTexts): CloudTrailEvent {
    return secrets.size === 0
        ? event
        : (Object.fromEntries(
              Object.entries(event).map(([field, value]) => [
                  field,
                  value !== null && leaks(value, secrets) ? WITHHELD : value,
              ]),
          ) as unknown as CloudTrailEvent);
}

function filteredFields({ selectors: { advanced } }: Trail): readonly Field[] {
    const known = Array.isArray(advanced) ? advanced : [];
    const filtered = new Set<unknown>(
        known.flatMap(({ fieldSelectors }) =>
            Array.isArray(fieldSelectors) ? fieldSelectors.map(({ field }) => field) : [],
        ),
    );
    return FIELDS.filter(field => filtered.has(field));
}

function showNearest({ index, name, rejection }: NearestSelector, { of }: Dialect, secrets: SecretTexts): ShownNearest {
    return {
        selector: `${of("AdvancedEventSelectors")}[${index}]`,
        ...(name === undefined || secrets.has(name) ? {} : { name }),
        field: rejection.field,
        operators: Object.fromEntries(
            Object.entries(rejection.operators).map(([operator, values]) => [
                operator,
                values?.map(value => (secrets.has(value) ? WITHHELD : value)),
            ]),
        ),
    };
}
