import { createHash } from "node:crypto";
import type { ReportResult, ReportTrail } from "./report";

/** The same for the same policy and the same trail in every run. */
export function fingerprint({ id }: ReportTrail, { policy }: ReportResult): string {
    return createHash("sha256")
        .update(JSON.stringify([policy, id]))
        .digest("hex");
}
