import { cut } from "../alert/finding";
import type { Shortcoming } from "../calls/judge-trail";
import type { Evaluation } from "../watch-sdk";

/** How long an annotation may be. Source: AWS Config API reference, Evaluation. */
const LONGEST_ANNOTATION = 256;

/** What an evaluation is about. */
export interface Evaluated {
    readonly type: "AWS::CloudTrail::Trail" | "AWS::::Account";
    /** Its ID in AWS Config. */
    readonly id: string;
}

/**
 * The evaluation of a trail or an account: it complies only if nothing is violated and everything could be decided. AWS
 * Config doesn't accept INSUFFICIENT_DATA from a rule, so what is undetermined does not comply, and says why.
 * @param found what the policies that count found, including those that are satisfied (`settled`)
 * @param time when it was seen
 */
export function evaluationOf({ type, id }: Evaluated, found: readonly Shortcoming[], time: Date): Evaluation {
    const violated = found.filter(({ status }) => status === "violation");
    const undecided = found.filter(({ status }) => status === "undetermined");
    const common = { ComplianceResourceType: type, ComplianceResourceId: id, OrderingTimestamp: time };
    if (violated.length + undecided.length === 0) {
        return found.length === 0
            ? { ...common, ComplianceType: "NOT_APPLICABLE", Annotation: "No policy that counts applies." }
            : { ...common, ComplianceType: "COMPLIANT" };
    }
    const [first, ...others] = [...violated, ...undecided];
    const more = others.length === 0 ? "" : ` (and ${others.map(({ rule }) => rule).join(", ")})`;
    const text = `${first?.rule}: ${first?.lines[0] ?? first?.title}`;
    return { ...common, ComplianceType: "NON_COMPLIANT", Annotation: cut(`${text}${more}`, LONGEST_ANNOTATION) };
}

/** An evaluation that does not apply, and why. */
export function notApplicable({ type, id }: Evaluated, why: string, time: Date): Evaluation {
    return {
        ComplianceResourceType: type,
        ComplianceResourceId: id,
        OrderingTimestamp: time,
        ComplianceType: "NOT_APPLICABLE",
        Annotation: cut(why, LONGEST_ANNOTATION),
    };
}
