import type { TrailPolicy } from "../../src/compliance/policy/policy";
import type { StackPolicy } from "../../src/compliance/stack/stack-policy";
import { NOTICE } from "./notice";

/** The table of all policies. */
export function policyIndex(policies: readonly (TrailPolicy | StackPolicy)[]): string {
    const rows = policies.map(policy => {
        const { name, description, enforcementLevel, severity } = policy;
        const remediates = policy.kind === "trail" && policy.remediate !== undefined ? "yes" : "";
        return `| [${name}](${name}.md) | ${description} | \`${enforcementLevel}\` | ${severity} | ${remediates} |`;
    });
    return [
        NOTICE,
        "",
        "# Policies",
        "",
        "In the order in which they run. How to set levels and configure them: [configuration](../configuration.md).",
        "",
        "| policy | requirement | default level | severity | remediates |",
        "| --- | --- | --- | --- | --- |",
        ...rows,
        "",
    ].join("\n");
}
