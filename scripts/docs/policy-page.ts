import type { ConfigSchema, PropertySchema } from "../../src/compliance/configuration/configuration";
import type { PolicyMetadata, TrailPolicy } from "../../src/compliance/policy/policy";
import type { ExampleResource, StackPolicy } from "../../src/compliance/stack/stack-policy";
import { stackMessage, trailMessage } from "./example-message";
import { exampleSource } from "./example-source";
import { NOTICE } from "./notice";

/** The page of a policy, generated from its metadata and its examples. */
export function policyPage(policy: TrailPolicy | StackPolicy): string {
    const { name, displayName, description, why, remediationSteps, cost } = policy;
    const { violates, complies, message, config } = examplesOf(policy);
    const sections = [
        `# ${name}`,
        `**${displayName}.** ${description}`,
        facts(policy),
        "## Why",
        why,
        "## Example",
        ...(config === undefined
            ? []
            : ["With this configuration:", code("json", JSON.stringify({ [name]: config }, undefined, 4))]),
        "This program violates the policy:",
        code("ts", exampleSource(violates)),
        "A preview says:",
        code("text", message),
        "This one complies:",
        code("ts", exampleSource(complies)),
        "## Remediation",
        remediationSteps,
        ...(policy.kind === "trail" && policy.remediate !== undefined ? [AUTOMATIC] : []),
        ...(cost === undefined ? [] : ["## Cost", cost]),
        "## Configuration",
        "All of it is optional. What every policy has in common, and how to write it: [configuration](../configuration.md).",
        configurationTable(policy.configSchema),
    ];
    return `${NOTICE}\n\n${sections.join("\n\n")}\n`;
}

const AUTOMATIC =
    "At level `remediate` the pack makes this change itself, in the preview and in the update. It only adds, and never makes a trail log less ([how](../semantics.md#adding-what-is-missing)). Where that can't be done safely it changes nothing, and the message says why.";

interface Examples {
    readonly violates: readonly ExampleResource[];
    readonly complies: readonly ExampleResource[];
    readonly message: string;
    readonly config?: Readonly<Record<string, unknown>> | undefined;
}

function examplesOf(policy: TrailPolicy | StackPolicy): Examples {
    if (policy.kind === "stack") {
        const { violates, complies } = policy.examples;
        return { violates, complies, message: stackMessage(policy, violates) };
    }
    const { violates, complies, config } = policy.examples;
    const trail = (properties: ExampleResource["properties"]): ExampleResource => ({
        type: "aws:cloudtrail/trail:Trail",
        name: "trail",
        properties,
    });
    return {
        violates: [trail(violates)],
        complies: [trail(complies)],
        message: trailMessage(policy, trail(violates)),
        config,
    };
}

function facts(policy: TrailPolicy | StackPolicy): string {
    const { enforcementLevel, severity, framework, tags } = policy;
    const rows = [
        ["Default level", level(policy)],
        ["Severity", severity],
        ["Checks", checked(policy)],
        ["Remediates", policy.kind === "trail" && policy.remediate !== undefined ? "yes" : "no"],
        ...(framework === undefined
            ? []
            : [
                  [
                      "Control",
                      `${framework.name} ${framework.version}, ${framework.reference}: ${framework.specification}`,
                  ],
              ]),
        ["Tags", tags.map(tag => `\`${tag}\``).join(" ")],
    ];
    return ["| | |", "| --- | --- |", ...rows.map(([title, text]) => `| ${title} | ${text} |`)].join("\n").trim();

    function level({ name }: PolicyMetadata): string {
        return enforcementLevel === "disabled"
            ? `\`disabled\`: set a level and configure it (\`"${name}": { "enforcementLevel": "mandatory", … }\`)`
            : `\`${enforcementLevel}\``;
    }
}

function checked(policy: TrailPolicy | StackPolicy): string {
    if (policy.kind === "stack") {
        return "the whole stack, at the end of a preview or an update";
    }
    return [
        "every trail",
        ...(policy.recorders.includes("EventDataStore") ? ["event data stores with `includeEventDataStores`"] : []),
        ...(policy.recorders.includes("TelemetryRule") ? ["telemetry rules with `includeTelemetryRules`"] : []),
    ].join("; ");
}

/** A table of the properties of a configuration. */
export function configurationTable({ properties }: ConfigSchema): string {
    return [
        "| property | type | default | |",
        "| --- | --- | --- | --- |",
        ...Object.entries(properties).map(([name, schema]) => {
            const byDefault = schema.default === undefined ? "" : inlineCode(schema.default);
            return `| \`${name}\` | ${typeOf(schema)} | ${byDefault} | ${schema.description} |`;
        }),
    ].join("\n");
}

function typeOf({ type, enum: values, items, pattern }: Omit<PropertySchema, "description">): string {
    if (type === "array" && items !== undefined) {
        return `list of ${typeOf(items)}`;
    }
    // A long list of names is already in the default.
    if (values !== undefined && values.length <= 6) {
        return values.map(value => `\`"${value}"\``).join(" \\| ");
    }
    return pattern === undefined ? type : `${type}, \`${pattern.replaceAll("|", "\\|")}\``;
}

function inlineCode(value: unknown): string {
    return Array.isArray(value) ? value.map(entry => `\`${entry}\``).join(", ") : `\`${JSON.stringify(value)}\``;
}

function code(language: string, text: string): string {
    return `\`\`\`${language}\n${text}\n\`\`\``;
}
