import { DIALECTS } from "../../cloudtrail/selectors/dialect";
import type { Fix } from "../findings/fix";
import { resultLines } from "../findings/result-text";
import type { SecretTexts } from "../findings/secret-texts";
import { exemptFinding, expiredOf, showMessage, undecidedOf, violationsFirst } from "../findings/show-result";
import type { ShownFinding, ShownResult } from "../findings/shown-result";
import { UNTIL_THE_UPDATE, type UnknownPhrasing } from "../findings/unknown-phrasing";
import type { JudgedFinding, StackResult } from "./evaluate-stack";
import type { Stack } from "./resources/stack";
import type { StackPolicy } from "./stack-policy";

const NOTHING: SecretTexts = new Set();

/**
 * The parts of a stack's result, or of some of its findings, that may be shown.
 * @param phrasing when unknown values will be known
 * @param secrets strings that no output may contain
 */
export function showStackResult(
    { status, findings, reason }: Pick<StackResult, "status" | "findings" | "reason">,
    phrasing: UnknownPhrasing = UNTIL_THE_UPDATE,
    secrets: SecretTexts = NOTHING,
): ShownResult {
    const counting = findings.filter(finding => finding.status !== "exempt");
    const expired = counting.find(({ kind, exemption }) => kind === "violation" && exemption !== undefined);
    return {
        status,
        findings: violationsFirst(findings).map(finding => showStackFinding(finding, secrets)),
        ...undecidedOf(counting, phrasing),
        ...expiredOf(expired?.exemption),
        ...(reason === undefined ? {} : { reason }),
    };
}

/** Stack policies use names of resources, which are not secret, and other user text only in code. */
function showStackFinding(finding: JudgedFinding, secrets: SecretTexts): ShownFinding {
    const { kind, status, exemption, headline, form, details, fix } = finding;
    if (status === "exempt" && exemption !== undefined) {
        return exemptFinding(exemption);
    }
    const dialect = finding.trail?.trail.dialect ?? DIALECTS["aws-api"];
    const show = (text: typeof headline) => showMessage(text, dialect, NOTHING);
    return {
        kind,
        headline: show(headline),
        ...(form === undefined ? {} : { form }),
        ...(details === undefined ? {} : { details: details.map(show) }),
        ...(fix === undefined
            ? {}
            : { fix: { ...fix, headline: show(fix.headline), ...withoutSecrets(fix, secrets) } }),
    };
}

function withoutSecrets({ code }: Fix, secrets: SecretTexts): Pick<Fix, "code"> {
    return code === undefined
        ? {}
        : { code: [...secrets].reduce((text, secret) => text.replaceAll(secret, "YOUR_VALUE"), code) };
}

/**
 * One finding of a stack policy as text.
 * @param secrets strings that it may not contain
 */
export function stackFindingText(
    { name }: StackPolicy,
    stack: Stack,
    finding: JudgedFinding,
    secrets: SecretTexts = NOTHING,
): string {
    const subject =
        finding.trail === undefined
            ? { noun: stack.noun ?? "Stack", name: stack.label }
            : { noun: "Trail", name: finding.trail.trail.label };
    const { status } = finding;
    return resultLines(subject, name, showStackResult({ status, findings: [finding] }, UNTIL_THE_UPDATE, secrets)).join(
        "\n",
    );
}
