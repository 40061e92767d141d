import { createHash } from "node:crypto";
import type { ReportResult, ReportTrail } from "./report";

/** A fingerprint that is the same for the same policy and trail in every run. */
export function fingerprint({ id }: ReportTrail, { policy }: ReportResult): string {
    return createHash("sha256")
        .update(JSON.stringify([policy, id]))
        .digest("hex");
}
