import type { Result } from "sarif";
import { messageText } from "../../../../../src/cloudtrail/message";
import { explanation, unloggedEventOf } from "../../explanation";
import { fingerprint } from "../../fingerprint";
import { isNotable, outcomeOf } from "../../outcome";
import type { PolicyColumn } from "../../policy-columns";
import type { ReportResult } from "../../report";
import type { ShownSubject } from "../../subjects";
import { sarifLocation } from "./location";
import { sarifMessage } from "./message";
import { LEVEL } from "./rule";

/** Which rule a result belongs to, and whether the run has a baseline. */
export interface ResultContext {
    readonly column: PolicyColumn;
    readonly ruleIndex: number;
    readonly hasBaseline: boolean;
}

/** A result in SARIF; none if it complies: viewers that don't know `kind` would show it as a defect. */
export function sarifResult(trail: ShownSubject, result: ReportResult, context: ResultContext): Result | undefined {
    const outcome = outcomeOf(result);
    if (!isNotable(outcome)) {
        return undefined;
    }
    const { column, ruleIndex, hasBaseline } = context;
    const { policy, fix } = result;
    const unloggedEvent = unloggedEventOf(result);
    const lines = explanation(trail, result, ["fix", "link"]);
    return {
        ruleId: policy,
        ruleIndex,
        ...kindAndLevel(result, column),
        message: sarifMessage(lines.join("\n")),
        locations: [sarifLocation(trail)],
        partialFingerprints: { "policyAndTrail/v1": fingerprint(trail, result) },
        ...(hasBaseline ? { baselineState: outcome === "baseline" ? "unchanged" : "new" } : {}),
        ...suppressions(outcome, lines),
        properties: {
            ...(unloggedEvent === undefined ? {} : { unloggedEvent }),
            ...(fix === undefined ? {} : { fix: { text: messageText(fix.headline), code: fix.code } }),
        },
    };
}

/** Everything that isn't "fail" must have the level "none" (§3.27.10). */
function kindAndLevel({ status, advisory }: ReportResult, { metadata }: PolicyColumn): Pick<Result, "kind" | "level"> {
    if (status === "undetermined") {
        return { kind: "open", level: "none" };
    }
    return { kind: "fail", level: advisory === true ? "note" : LEVEL[metadata?.severity ?? "high"] };
}

function suppressions(outcome: ReturnType<typeof outcomeOf>, [first = ""]: readonly string[]): Partial<Result> {
    switch (outcome) {
        case "exempt":
            return { suppressions: [{ kind: "external", status: "accepted", justification: first }] };
        case "baseline":
            return {
                suppressions: [{ kind: "external", status: "accepted", justification: "known from the baseline" }],
            };
        default:
            return {};
    }
}
