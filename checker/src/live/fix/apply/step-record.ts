import type { TrailPlan } from "../plan/trail-plan";
import type { RollbackEntry } from "../rollback/rollback-file";
import type { AuditEntry } from "./audit-log";
import type { StepContext } from "./step-context";
import type { StepOutcome } from "./step-outcome";

/** What was written is not as it should be; what is done about it is recorded next. */
interface NotVerified {
    readonly kind: "not-verified";
    readonly reason: string;
}

/**
 * Records what is about to be done: in the rollback file, so that it can be put back, and in the audit log.
 * @param saved what the rollback file keeps; absent: there is nothing to put back
 * @returns a function that records how it ended, and returns that
 * @throws UserError if it can't be recorded: then it must not be done
 */
export function beginStep(
    { account, arn, homeRegion, through }: TrailPlan,
    what: Pick<AuditEntry, "call" | "before" | "after">,
    { rollback, audit, stop, onProblem }: Pick<StepContext, "rollback" | "audit" | "stop" | "onProblem">,
    saved?: Pick<RollbackEntry, "selectors" | "settings">,
): <T extends StepOutcome | NotVerified>(outcome: T) => T {
    if (saved !== undefined) {
        const reachedThrough = through === account ? {} : { through };
        const entry: RollbackEntry = {
            trail: arn,
            homeRegion,
            ...reachedThrough,
            time: new Date().toISOString(),
            ...saved,
        };
        rollback.write(entry);
    }
    audit({ account, trail: arn, outcome: "begin", ...what });
    return outcome => {
        const reason = "reason" in outcome ? { reason: outcome.reason } : {};
        try {
            audit({ account, trail: arn, call: what.call, outcome: outcome.kind, ...reason });
        } catch (error) {
            // The call was made nevertheless, but no other will be.
            stop.abort();
            onProblem((error as Error).message);
        }
        return outcome;
    };
}
