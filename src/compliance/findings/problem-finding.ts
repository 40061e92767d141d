import type { Problem } from "../../cloudtrail/problem";
import type { Finding } from "./finding";

/**
 * What AWS would refuse, as a finding that names the rule. Whether AWS takes what only deserves a look can't be known
 * here, so that it is no violation.
 */
export function problemFinding({ path, rule, message, severity }: Problem): Finding {
    return severity === "error"
        ? { kind: "violation", summary: `is not valid (${rule}): ${message}`, path }
        : { kind: "undetermined", claim: true, summary: `may not be valid (${rule}): ${message}`, path };
}
