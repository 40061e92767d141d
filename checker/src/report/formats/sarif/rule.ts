import type { ReportingDescriptor } from "sarif";
import { printable } from "../../../../../src/cloudtrail/quote";
import type { PolicyMetadata } from "../../../../../src/compliance/policy/policy";
import { policyUrl } from "../../../../../src/compliance/policy/policy-url";
import type { PolicyColumn } from "../../policy-columns";

type Severity = PolicyMetadata["severity"];

/** SARIF has three levels. */
export const LEVEL = {
    critical: "error",
    high: "error",
    medium: "warning",
    low: "note",
} as const satisfies Readonly<Record<Severity, string>>;

/**
 * A score in the middle of each of GitHub's ranges.
 * Source: docs.github.com, "SARIF support for code scanning", `security-severity`.
 */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
    critical: "9.5",
    high: "8.0",
    medium: "5.5",
    low: "2.0",
};

/** A policy as a SARIF rule: what it requires, how severe it is, where its page is. */
export function sarifRule({ name, metadata }: PolicyColumn): ReportingDescriptor {
    if (metadata === undefined) {
        return { id: name, help: { text: printable(name) } };
    }
    const { displayName, description, why, remediationSteps, severity, tags } = metadata;
    return {
        id: name,
        name: pascalCase(name),
        shortDescription: { text: displayName },
        fullDescription: { text: description },
        helpUri: policyUrl(name),
        help: {
            text: `${why}\n${remediationSteps}`,
            markdown: `${why}\n\n**What to do:** ${remediationSteps}\n\n[More](${policyUrl(name)})`,
        },
        defaultConfiguration: { level: LEVEL[severity] },
        properties: {
            tags: ["security", ...tags],
            precision: "very-high",
            "problem.severity": LEVEL[severity] === "note" ? "recommendation" : LEVEL[severity],
            "security-severity": SECURITY_SEVERITY[severity],
        },
    };
}

function pascalCase(name: string): string {
    return name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}
