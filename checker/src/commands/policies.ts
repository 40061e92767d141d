import { type Command, Option } from "commander";
import { policies } from "../../../policies";
import { printableJson } from "../../../src/cloudtrail/quote";
import type { PolicyMetadata } from "../../../src/compliance/policy/policy";
import { policyUrl } from "../../../src/compliance/policy/policy-url";
import { addExamples, type Handle } from "../command-line/command";
import { EXIT } from "../command-line/exit-code";
import { type Terminal, terminalOf } from "../command-line/terminal/verbosity";
import { wrap } from "../text/wrap";

/** `trail-guard policies`: the policies that `check` and the pack follow. */
export function register(command: Command, handle: Handle): void {
    command
        .description("Lists the policies that `check` and the Pulumi policy pack follow, with their pages.")
        .addOption(new Option("--format <format>", "output format").choices(["table", "json"]).default("table"))
        .action(
            handle((io, { format }: { format: "table" | "json" }) => {
                const text =
                    format === "json"
                        ? printableJson(policies.map(describePolicy))
                        : formatPolicies(policies, terminalOf(io, {}));
                io.stdout.write(`${text}\n`);
                return EXIT.ok;
            }),
        );
    addExamples(command, [
        ["trail-guard policies", "what is checked"],
        ["trail-guard policies --format json | jq -r '.[].name'", "the names, for a configuration file"],
    ]);
}

/** A policy as the JSON format shows it. */
function describePolicy(policy: PolicyMetadata) {
    const { name, displayName, description, severity, enforcementLevel, tags, framework, remediationSteps, cost } =
        policy;
    return {
        name,
        displayName,
        description,
        severity,
        enforcementLevel,
        tags,
        ...(framework === undefined ? {} : { framework }),
        remediationSteps,
        ...(cost === undefined ? {} : { cost }),
        configSchema: policy.configSchema,
        url: policyUrl(name),
    };
}

function formatPolicies(policies: readonly PolicyMetadata[], { colours: { bold, dim }, width }: Terminal): string {
    return policies
        .map(({ name, description, severity, enforcementLevel }) =>
            [
                `${bold(name)} ${dim(`(${severity}, ${enforcementLevel} by default)`)}`,
                ...wrap(`  ${description}`, width),
                `  ${dim(policyUrl(name))}`,
            ].join("\n"),
        )
        .join("\n\n");
}
