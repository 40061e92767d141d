import type { Framework } from "./policy";

/** Source: NIST's OSCAL catalog of SP 800-53, Revision 5. */
export const AUDIT_RECORD_GENERATION: Framework = {
    name: "NIST SP 800-53",
    version: "Rev. 5",
    reference: "AU-12",
    specification: "Audit Record Generation",
};

/** Source: AWS Security Hub user guide, which maps it to the control that a trail is enabled (CloudTrail.3). */
export const CREATE_AND_RETAIN: Framework = {
    name: "NIST SP 800-171",
    version: "Rev. 2",
    reference: "3.3.1",
    specification:
        "Create and retain system audit logs and records to the extent needed to enable the monitoring, analysis, investigation, and reporting of unlawful or unauthorized system activity",
};
