import { BEDROCK_RESOURCE_TYPES } from "../../../src/cloudtrail/bedrock/bedrock";
import { isRecord } from "../../../src/cloudtrail/plain-data";
import { quote } from "../../../src/cloudtrail/quote";
import { configPath } from "../../../src/compliance/configuration/configuration";
import { currentDay, type Exemption } from "../../../src/compliance/configuration/exemption";
import type { EnforcementLevel, PolicyMetadata } from "../../../src/compliance/policy/policy";
import { didYouMean } from "../text/nearest-name";
import type { PolicySetting } from "./policy-setting";

/** Something in a valid configuration that does nothing, or not what it seems to do. */
export interface IneffectiveSetting {
    readonly path: string;
    readonly message: string;
}

interface GivenPolicy {
    readonly policy: PolicyMetadata;
    readonly setting: PolicySetting;
    /** The level that the file gives to this policy by name. */
    readonly ownLevel: EnforcementLevel | undefined;
    readonly settings: ReadonlyMap<string, PolicySetting>;
}

const TRAIL_REQUIRED = "cloudtrail-trail-required";
const DATA_EVENTS = "cloudtrail-bedrock-data-events";
const S3_DELIVERY = "cloudtrail-s3-delivery";

/**
 * The parts of a valid configuration that have no effect, which the engine and each policy silently accept.
 * @param file the configuration as the file has it
 * @param settings the resulting settings
 */
export function ineffectiveSettings(
    file: Readonly<Record<string, unknown>>,
    settings: ReadonlyMap<string, PolicySetting>,
    policies: readonly PolicyMetadata[],
): IneffectiveSetting[] {
    return policies.flatMap(policy => {
        const entry = file[policy.name];
        const setting = settings.get(policy.name);
        if (entry === undefined || setting === undefined) {
            return [];
        }
        const ownLevel = (isRecord(entry) ? entry.enforcementLevel : entry) as EnforcementLevel | undefined;
        const given = { policy, setting, ownLevel, settings };
        return RULES.flatMap(rule => rule(given)).map(({ path, message }) => ({
            path: configPath([policy.name, ...path]),
            message,
        }));
    });
}

interface Found {
    readonly path: readonly (string | number)[];
    readonly message: string;
}

const RULES: readonly ((given: GivenPolicy) => Found[])[] = [
    configuredButDisabled,
    nothingToCheck,
    cannotRemediate,
    unknownBedrockTypes,
    expiredExemptions,
    anyTrailUnenforced,
];

function configuredButDisabled({ policy, setting: { level, config } }: GivenPolicy): Found[] {
    return level === "disabled" && Object.keys(config).length > 0
        ? [{ path: [], message: `${policy.name} is configured, but disabled: give it an enforcementLevel` }]
        : [];
}

function nothingToCheck({ policy, setting: { level, config } }: GivenPolicy): Found[] {
    const { resourceTypes } = config;
    return policy.name === DATA_EVENTS &&
        level !== "disabled" &&
        Array.isArray(resourceTypes) &&
        resourceTypes.length === 0
        ? [{ path: ["resourceTypes"], message: "checks nothing: name resource types, or leave it out" }]
        : [];
}

function cannotRemediate({ policy, setting: { config }, ownLevel }: GivenPolicy): Found[] {
    if (ownLevel !== "remediate") {
        return [];
    }
    if (!("remediate" in policy) || policy.remediate === undefined) {
        return [{ path: [], message: "this policy can't remediate: remediate means the same as mandatory" }];
    }
    return policy.name === S3_DELIVERY && config.defaultBucket === undefined
        ? [{ path: [], message: "remediates nothing: set defaultBucket" }]
        : [];
}

function unknownBedrockTypes({ setting: { config } }: GivenPolicy): Found[] {
    const types = Array.isArray(config.resourceTypes) ? (config.resourceTypes as readonly string[]) : [];
    return types.flatMap((type, index) =>
        !/^AWS::Bedrock/i.test(type) || BEDROCK_RESOURCE_TYPES.has(type)
            ? []
            : [
                  {
                      path: ["resourceTypes", index],
                      message: `${quote(type)} is not a Bedrock resource type that this version knows${didYouMean(type, BEDROCK_RESOURCE_TYPES.keys())}`,
                  },
              ],
    );
}

function expiredExemptions({ setting: { config } }: GivenPolicy): Found[] {
    const exemptions = (config.exemptions ?? []) as readonly Exemption[];
    return exemptions.flatMap(({ expires }, index) =>
        expires !== undefined && expires < currentDay()
            ? [{ path: ["exemptions", index], message: `expired on ${expires}: remove it, or extend it` }]
            : [],
    );
}

function anyTrailUnenforced({ setting: { level, config }, settings }: GivenPolicy): Found[] {
    const enforced = settings.get(TRAIL_REQUIRED)?.level;
    return config.scope === "any-trail" && level !== "disabled" && enforced !== "mandatory" && enforced !== "remediate"
        ? [
              {
                  path: ["scope"],
                  message: `in a preview, any-trail is only advisory unless ${TRAIL_REQUIRED} is mandatory`,
              },
          ]
        : [];
}
