import { BEDROCK_RESOURCE_TYPES, isDocumentedResourceType } from "../../../src/cloudtrail/bedrock/bedrock";
import { DEFAULT_REQUIREMENTS, MANAGEMENT } from "../../../src/cloudtrail/bedrock/requirement";
import { DATA_EVENT_RESOURCE_TYPES } from "../../../src/cloudtrail/bedrock/resource-types";
import { quote } from "../../../src/cloudtrail/quote";
import { configuredTypes, PRESET_NAMES, USED } from "../../../src/compliance/configuration/configured-types";
import { UserError } from "../command-line/user-error";
import { didYouMean, nearestNames } from "../text/nearest-name";

/** What `--require` names, and the notes on it. */
export interface RequiredNames {
    readonly names: readonly string[];
    readonly warnings: readonly string[];
}

/**
 * The requirements that `--require` names: `Management`, resource types of data events, or the presets of the policies'
 * configuration.
 * @param given absent for the default: what the AWS page on Bedrock and CloudTrail recommends
 * @throws UserError if one is neither
 */
export function requiredNames(given: readonly string[] | undefined): RequiredNames {
    const names = [...new Set((given ?? DEFAULT_REQUIREMENTS).flatMap(expanded))];
    const warnings: string[] = [];
    for (const name of names) {
        if (name === MANAGEMENT || isDocumentedResourceType(name)) {
            continue;
        }
        const known = [...REQUIRABLE, ...DATA_EVENT_RESOURCE_TYPES];
        if (name === USED) {
            throw new UserError(
                `--require ${USED}: selectors alone don't show what is used. Name the types, or let \`trail-guard check\` read what the stack declares`,
            );
        }
        if (!RESOURCE_TYPE.test(name)) {
            throw new UserError(
                `--require ${quote(name)}: expected ${MANAGEMENT}, a resource type such as AWS::Bedrock::AgentAlias, or one of ${PRESET_NAMES.join(", ")}${suggestion(name, known)}`,
            );
        }
        warnings.push(
            `--require ${name}: it is not in this version's list of CloudTrail resource types${didYouMean(name, known)}`,
        );
    }
    return { names, warnings };
}

/** A preset as the types that it stands for. */
function expanded(name: string): readonly string[] {
    return PRESET_NAMES.includes(name) ? configuredTypes({ resourceTypes: [name] }) : [name];
}

/** What `--require` may name of data events. */
export const REQUIRABLE_TYPES: readonly string[] = [...PRESET_NAMES, ...BEDROCK_RESOURCE_TYPES.keys()];

/** What it may name. */
export const REQUIRABLE: readonly string[] = [MANAGEMENT, ...REQUIRABLE_TYPES];

const RESOURCE_TYPE = /^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/;

/** "Did you mean …?", where `AgentAlias` means `AWS::Bedrock::AgentAlias`. */
function suggestion(name: string, known: readonly string[]): string {
    const byShortName = new Map([...known].reverse().map(type => [type.split("::").at(-1) ?? type, type]));
    const [nearest] = nearestNames(name, [...known, ...byShortName.keys()]);
    return nearest === undefined ? "" : `. Did you mean ${byShortName.get(nearest) ?? nearest}?`;
}
