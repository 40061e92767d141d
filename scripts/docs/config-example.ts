import type { PropertySchema } from "../../src/compliance/configuration/configuration";
import type { PolicyMetadata } from "../../src/compliance/policy/policy";

/** Values for the properties without a default; the others are shown with theirs. */
const VALUES: Readonly<Record<string, unknown>> = {
    defaultBucket: "central-trail-logs",
    resourceTypes: ["AWS::Bedrock::FlowAlias", "AWS::Bedrock::Guardrail", "agentcore", "mantle"],
    organizationId: "o-exampleorgid",
    exemptions: [
        { trail: "legacy-*", reason: "Replaced by the organization trail in June", expires: "2027-06-30" },
        { trail: "arn:aws:cloudtrail:*:111122223333:trail/sandbox", reason: "No Bedrock in this account" },
    ],
};

/** A configuration file that shows every property of every policy, with comments; valid once these are removed. */
export function configExample(policies: readonly PolicyMetadata[]): string {
    const explained = new Set<string>();
    const entries = policies.map(({ name, description, enforcementLevel, configSchema }) => {
        const properties = Object.entries(configSchema.properties).map(([property, schema]) => {
            // What all policies share is explained and filled in once.
            const first = !explained.has(property);
            explained.add(property);
            const value = first || schema.default !== undefined ? sample(property, schema) : "[]";
            return [...(first ? comment(schema) : []), `        ${JSON.stringify(property)}: ${value}`].join("\n");
        });
        return [
            `    // ${description}`,
            `    ${JSON.stringify(name)}: {`,
            [`        "enforcementLevel": ${JSON.stringify(enforcementLevel)}`, ...properties].join(",\n"),
            "    }",
        ].join("\n");
    });
    return `${HEAD}\n{\n${ALL}\n\n${entries.join(",\n\n")}\n}\n`;
}

const HEAD = `// Written by \`npm run docs\`. All configuration of the policy pack, for
//     pulumi preview --policy-pack DIR --policy-pack-config FILE
//     pulumi policy enable ORG/bedrock-trail-guard latest --config FILE
//     trail-guard check --config FILE
// Pulumi accepts only plain JSON: leave the comments out. Everything is optional. Check a file with
//     trail-guard validate-config FILE
//
// A policy is set to a level ("cloudtrail-multi-region": "advisory"), or to an object as below. Levels:
//     advisory   reports what is wrong
//     mandatory  stops the preview or the update
//     remediate  fixes it; what can't be fixed stops the preview or the update
//     disabled   is not run`;

const ALL = `    // The level of every policy that isn't named below. Careful: "mandatory" also raises the hardening policies.
    "all": "advisory",`;

const WIDTH = 110;

function comment({ description, enum: values }: PropertySchema): string[] {
    const text = values === undefined ? description : `${description} (${values.join(" | ")})`;
    const lines: string[] = [];
    for (const word of text.split(" ")) {
        const last = lines.at(-1);
        if (last !== undefined && last.length + word.length < WIDTH - "        // ".length) {
            lines[lines.length - 1] = `${last} ${word}`;
        } else {
            lines.push(word);
        }
    }
    return lines.map(line => `        // ${line}`);
}

function sample(property: string, schema: PropertySchema): string {
    const value = schema.default ?? VALUES[property];
    if (value === undefined) {
        throw new Error(`scripts/docs/config-example.ts has no value for ${property}`);
    }
    const inline = Array.isArray(value) ? `[${value.map(inlineJson).join(", ")}]` : JSON.stringify(value);
    return inline.length < WIDTH - property.length
        ? inline
        : `[\n${(value as unknown[]).map(entry => `            ${inlineJson(entry)}`).join(",\n")}\n        ]`;
}

function inlineJson(value: unknown): string {
    return typeof value === "object" && value !== null
        ? `{ ${Object.entries(value)
              .map(([key, entry]) => `${JSON.stringify(key)}: ${JSON.stringify(entry)}`)
              .join(", ")} }`
        : JSON.stringify(value);
}
