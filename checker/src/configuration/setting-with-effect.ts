import type { PolicyMetadata } from "../../../src/compliance/policy/policy";

/** What asks for nothing unless the configuration says of what: as JSON, the setting that does. */
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
