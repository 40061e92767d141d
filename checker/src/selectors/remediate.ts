import { isUndecided } from "../../../src/cloudtrail/coverage/constraint";
import { message } from "../../../src/cloudtrail/message";
import { planRemediation, type RemediationPlan, remediatedSelectors } from "../../../src/cloudtrail/remediation";
import { isUnknown } from "../../../src/cloudtrail/value";
import { EXIT, type ExitCode } from "../command-line/exit-code";
import { type Question, requirementsFor } from "./decide";
import type { SelectorInput } from "./selector-input";

/** What to do about one input. */
export interface Remediated {
    readonly input: SelectorInput;
    readonly plan: RemediationPlan;
}

/** Plans for each input what makes it log everything that is required. A refused plan makes the check fail. */
export function remediate(
    inputs: readonly SelectorInput[],
    question: Question,
): { readonly remediated: readonly Remediated[]; readonly exitCode: ExitCode } {
    const remediated = inputs.map(input => ({
        input,
        plan: writable(planRemediation(input.selectors, requirementsFor(input, question))),
    }));
    return { remediated, exitCode: remediated.some(({ plan }) => plan.kind === "refused") ? EXIT.violated : EXIT.ok };
}

/** Unknown values can't be written. */
function writable(plan: RemediationPlan): RemediationPlan {
    if (plan.kind !== "change") {
        return plan;
    }
    const unknown = remediatedSelectors(plan).findIndex(
        selector => isUnknown(selector) || isUndecided(selector) || isUnknown(selector.name),
    );
    return unknown === -1
        ? plan
        : {
              kind: "refused",
              reason: message("value-unknown", "{path} has an unknown value, so it can't be written down", {
                  path: { path: ["AdvancedEventSelectors", unknown] },
              }),
          };
}
