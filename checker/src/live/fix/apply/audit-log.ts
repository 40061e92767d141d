import type { Caller } from "../../aws/api";
import type { PrivateLog } from "../private-log";
import type { StepOutcome } from "./step-outcome";

/** One line of the audit log: who did what to which trail, when, with the values before and after. */
export interface AuditEntry {
    readonly account: string;
    readonly trail: string;
    readonly call: string;
    /**
     * `begin` is written before the call: if no other line for the trail follows, the run was killed in between, and
     * `fix --aws --rollback FILE --plan` shows which of the two states the trail has. The same goes for `unknown`: the
     * call may have been carried out. After `not-verified`, the next lines say how the old state was put back.
     */
    readonly outcome: "begin" | "not-verified" | StepOutcome["kind"];
    readonly before?: unknown;
    readonly after?: unknown;
    readonly reason?: string;
}

/** Records what is done. */
export type Audit = (entry: AuditEntry) => void;

/** An audit that writes each line with the time and the caller's identity; it does nothing without a log. */
export function auditTo(log: PrivateLog | undefined, caller: Caller): Audit {
    return entry => log?.write({ time: new Date().toISOString(), who: caller.arn, ...entry });
}
