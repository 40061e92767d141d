import type { PrivateLog } from "../private-log";
import type { Audit } from "./audit-log";
import type { TrailWriter } from "./trail-writer";

/** What a step needs besides the trail. */
export interface StepContext {
    readonly writer: TrailWriter;
    readonly rollback: PrivateLog;
    /** Records what is about to be done; if that throws, it is not done. */
    readonly audit: Audit;
    readonly stop: AbortController;
    readonly onProblem: (message: string) => void;
}
