import type { PolicyMetadata } from "../../../src/compliance/policy/policy";

/** For a policy that requires nothing until it is configured: as JSON, a setting that makes it require something. */
const OF: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    "cloudtrail-bedrock-data-events": { resourceTypes: ["used"] },
};

/** The setting of a policy at its own level, as JSON, which does something. */
export function settingWithEffect({ name, enforcementLevel }: PolicyMetadata): string {
    const properties = OF[name];
    return properties === undefined || enforcementLevel === "disabled"
        ? JSON.stringify(enforcementLevel)
        : `{ "enforcementLevel": ${JSON.stringify(enforcementLevel)}, ${Object.entries(properties)
              .map(([property, value]) => `${JSON.stringify(property)}: ${JSON.stringify(value)}`)
              .join(", ")} }`;
}
