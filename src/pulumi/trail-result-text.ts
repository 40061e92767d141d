import type { PolicyResult } from "../compliance/evaluate";
import { resultLines } from "../compliance/findings/result-text";
import { nounOf, showResult } from "../compliance/findings/show-result";
import type { SharedFix } from "../compliance/fix-together";
import { secretTexts } from "./values/secret-texts";

/**
 * The text of a result for a trail, as the Pulumi engine shows it.
 * @param props the properties of the trail's resource, which show what is secret
 * @param shared how its fix relates to those of the trail's other results
 */
export function trailResultText(result: PolicyResult, props: Record<string, unknown>, shared?: SharedFix): string {
    const { policy, trail } = result;
    const subject = { noun: nounOf(trail), name: trail.label };
    return resultLines(subject, policy.name, showResult(result, secretTexts(props), undefined, shared)).join("\n");
}
