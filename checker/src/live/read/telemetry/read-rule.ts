import { isRecord } from "../../../../../src/cloudtrail/plain-data";
import { readTrail } from "../../../../../src/cloudtrail/recorders/read-trail";
import { DIALECTS, recorderDialect } from "../../../../../src/cloudtrail/selectors/dialect";
import { isUnknown, Unknown, type Value } from "../../../../../src/cloudtrail/value";
import { CANNOT_BE_DETERMINED } from "../../../../../src/compliance/findings/unknown-phrasing";
import type { SourceTrail } from "../../../sources/source-trail";
import { parseArn } from "../../../text/arn";
import type { PlainData } from "../../aws/api";
import { accountLabel } from "../account/account-label";
import {
    type AccountRules,
    byReason,
    type RegionalRule,
    type TelemetryReading,
    type TelemetryRuleReading,
} from "./telemetry-reading";

const DIALECT = recorderDialect(DIALECTS["aws-api"], "TelemetryRule");

/**
 * A telemetry rule as policies see it. Whatever may keep it from recording what its selectors say is a doubt.
 * @param conflicts why other rules may do so
 */
export function readRule(
    rule: RegionalRule,
    { account, name: accountName, reading }: AccountRules,
    conflicts: readonly string[],
): SourceTrail {
    const home = homeOf(rule);
    const { arn, region, description, owner } = home;
    const group = parseArn(arn)?.account || account;
    const coverage = regionsOf(rule, reading);
    const properties = {
        ...propertiesOf(home),
        RuleName: nameOfRule(arn),
        RuleArn: arn,
        HomeRegion: region,
        IsOrganizationTrail: owner === "organization",
        [DIALECT.of("IsMultiRegionTrail")]: coverage.all,
    };
    const update = "value" in description ? { rule: description.value.TelemetryRule as PlainData } : {};
    const trail = readTrail(properties, {
        recorder: "TelemetryRule",
        dialect: DIALECTS["aws-api"],
        telemetryRule: {
            doubts: [...unknownParts(home), ...statusDoubts(rule, reading), ...conflicts],
            missingRegions: coverage.missing,
            ...update,
            updatedAt: isReplicated(rule) ? [arn] : rule.inRegions.map(entry => entry.arn),
        },
    });
    return {
        id: arn,
        trail,
        place: { address: arn },
        identifiers: rule.inRegions.map(entry => entry.arn),
        group,
        secrets: new Set(),
        unknownPhrasing: CANNOT_BE_DETERMINED,
        facts: {
            Account: accountLabel(group, group === account ? accountName : undefined),
            Regions: rule.inRegions.map(entry => entry.region).join(", "),
        },
    };
}

/** The name of a rule, from its ARN: `…:telemetry-rule/NAME`, `…:organization-telemetry-rule/NAME`. */
export function nameOfRule(arn: string): string {
    const resource = parseArn(arn)?.resource ?? arn;
    return resource.slice(resource.indexOf("/") + 1);
}

/** The rule in the Region that manages its replicas, or else in the first one. */
function homeOf({ inRegions }: RegionalRule): TelemetryRuleReading {
    const isHome = ({ description, region }: TelemetryRuleReading) =>
        "value" in description && description.value.HomeRegion === region;
    return inRegions.find(isHome) ?? inRegions[0];
}

function isReplicated({ inRegions }: RegionalRule): boolean {
    return inRegions.some(
        ({ description }) => "value" in description && typeof description.value.HomeRegion === "string",
    );
}

function propertiesOf({ description, resourceType }: TelemetryRuleReading): PlainData {
    if ("failure" in description) {
        return { TelemetryRule: new Unknown(undefined, description.failure) };
    }
    const { TelemetryRule } = description.value;
    return {
        TelemetryRule: isRecord(TelemetryRule) ? { ResourceType: resourceType, ...TelemetryRule } : new Unknown(),
    };
}

/** The answer of `GetTelemetryRule` as it is known here. Source: its API reference. */
const KNOWN_PARTS: ReadonlySet<string> = new Set([
    "RuleName",
    "RuleArn",
    "CreatedTimeStamp",
    "LastUpdateTimeStamp",
    "TelemetryRule",
    "HomeRegion",
    "IsReplicated",
    "RegionStatuses",
]);

function unknownParts({ description }: TelemetryRuleReading): string[] {
    return "value" in description
        ? Object.keys(description.value)
              .filter(name => !KNOWN_PARTS.has(name))
              .map(name => `AWS shows ${name} for it, which this version does not know`)
        : [];
}

/** Rules take effect where telemetry evaluation runs, and where AWS has replicated them. */
function statusDoubts({ owner, inRegions }: RegionalRule, { evaluations }: TelemetryReading): string[] {
    const regions = inRegions.map(({ region }) => region);
    const stopped = regions.flatMap(region => {
        const found = evaluations.find(entry => entry.owner === owner && entry.region === region)?.status;
        if (found === undefined || "failure" in found) {
            return [
                { region, reason: `whether telemetry evaluation runs is not known: ${found?.failure ?? "not read"}` },
            ];
        }
        return found.value === "RUNNING" ? [] : [{ region, reason: `telemetry evaluation is ${found.value}` }];
    });
    const pending = inRegions
        .flatMap(({ description }) => replications(description))
        .filter(({ region, status }) => regions.includes(region) && status !== "ACTIVE")
        .map(({ region, status }) => ({ region, reason: `AWS shows the rule as ${status}` }));
    return byReason([...stopped, ...pending]);
}

function replications(description: TelemetryRuleReading["description"]): { region: string; status: string }[] {
    const statuses = "value" in description ? description.value.RegionStatuses : undefined;
    return (Array.isArray(statuses) ? statuses : []).map(entry => {
        const { Region, Status } = isRecord(entry) ? entry : {};
        return { region: String(Region), status: String(Status) };
    });
}

/** Whether a rule is in every Region that is enabled, and in which it is known to be missing. */
function regionsOf(
    { owner, inRegions }: RegionalRule,
    { regions, regionsFailure, unread, rules, excluded }: TelemetryReading,
): { readonly all: Value<boolean>; readonly missing: readonly string[] } {
    const present = new Set(inRegions.map(({ region }) => region));
    const unreadRules = rules.flatMap(({ description, ...rule }) =>
        "failure" in description ? [{ ...rule, reason: description.failure }] : [],
    );
    const failures = [...unread, ...unreadRules].filter(entry => entry.owner === owner && !present.has(entry.region));
    const open = new Set([...excluded, ...failures.map(({ region }) => region)]);
    const missing = regions.filter(region => !present.has(region) && !open.has(region));
    if (missing.length > 0) {
        return { all: false, missing };
    }
    const leftOut = excluded.filter(region => !present.has(region));
    const reasons = [
        ...(regionsFailure === undefined ? [] : [regionsFailure]),
        ...byReason(failures),
        ...(leftOut.length === 0 ? [] : [`${leftOut.join(", ")}: left out by --exclude-region`]),
        ...(owner === "organization" && !inRegions.some(saysAllRegions) ? [OTHER_ACCOUNTS] : []),
    ];
    return { all: reasons.length === 0 ? true : new Unknown(undefined, reasons.join("; ")), missing };
}

const OTHER_ACCOUNTS = "the enabled Regions of the organization's other accounts were not compared";

function saysAllRegions({ description }: TelemetryRuleReading): boolean {
    const rule = "value" in description ? description.value.TelemetryRule : undefined;
    return isRecord(rule) && !isUnknown(rule) && rule.AllRegions === true;
}
