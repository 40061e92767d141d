import type { PolicyMetadata } from "../../../../../src/compliance/policy/policy";
import type { Outcome } from "../../outcome";

/** An OCSF enumeration's number, and its caption. */
export interface Caption {
    readonly id: number;
    readonly caption: string;
}

/** `severity_id` of a failed finding; any other is Informational. */
export const SEVERITY: Readonly<Record<PolicyMetadata["severity"] | "unknown" | "none", Caption>> = {
    unknown: { id: 0, caption: "Unknown" },
    none: { id: 1, caption: "Informational" },
    low: { id: 2, caption: "Low" },
    medium: { id: 3, caption: "Medium" },
    high: { id: 4, caption: "High" },
    critical: { id: 5, caption: "Critical" },
};

/** `compliance.status_id`: the verdict. A violation in the baseline still fails; 99 is for custom captions. */
export const VERDICT: Readonly<Record<Outcome, Caption>> = {
    pass: { id: 1, caption: "Pass" },
    violation: { id: 3, caption: "Fail" },
    advisory: { id: 2, caption: "Warning" },
    baseline: { id: 3, caption: "Fail" },
    exempt: { id: 99, caption: "Exempt" },
    undetermined: { id: 0, caption: "Unknown" },
    "not-applicable": { id: 99, caption: "Not Applicable" },
};

/** `status_id`: the finding's place in its life cycle. */
export function lifeOf(outcome: Outcome): Caption {
    return outcome === "exempt" || outcome === "baseline"
        ? { id: 3, caption: "Suppressed" }
        : { id: 1, caption: "New" };
}
