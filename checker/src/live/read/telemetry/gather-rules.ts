import { isDeepStrictEqual } from "node:util";
import type { SourceTrail } from "../../../sources/source-trail";
import type { PlainData, RuleOwner } from "../../aws/api";
import { nameOfRule, readRule } from "./read-rule";
import type { AccountRules, RegionalRule, TelemetryReading, TelemetryRuleReading } from "./telemetry-reading";

/** Telemetry rules of live accounts: whether one takes effect may depend on others, so they are judged when all are read. */
export class TelemetryRules {
    private readonly accounts: AccountRules[] = [];

    add(account: AccountRules): void {
        this.accounts.push(account);
    }

    /** Each rule once, as policies see it. */
    found(): SourceTrail[] {
        const found = new Map<string, SourceTrail>();
        for (const account of this.accounts) {
            const { rules } = account.reading;
            for (const owner of ["account", "organization"] as const) {
                for (const rule of sameRules(rules.filter(reading => reading.owner === owner))) {
                    const source = readRule(rule, account, this.conflicts(rule, account));
                    // A delegated administrator shows the organization's rules as well as its management account does.
                    if (!found.has(source.id) || source.group === account.account) {
                        found.set(source.id, source);
                    }
                }
            }
        }
        return [...found.values()];
    }

    /**
     * Why other rules may keep this one from taking effect: AWS applies none of several conflicting rules. Source: CloudWatch
     * User Guide, "Telemetry enablement rules", rule evaluation hierarchy.
     */
    private conflicts({ owner, inRegions }: RegionalRule, account: AccountRules): string[] {
        const { reading } = account;
        const regions = inRegions.map(({ region }) => region);
        const own = new Set(inRegions.map(({ arn }) => arn));
        const isOther = ({ arn, region }: TelemetryRuleReading) => !own.has(arn) && regions.includes(region);
        const others = reading.rules.filter(rule => rule.owner === owner && isOther(rule));
        const ofSameOwner = others.map(other => conflictWith(other, owner));
        if (owner === "organization") {
            return ofSameOwner;
        }
        const organization = this.organizationOf(reading);
        const above =
            organization === "none"
                ? []
                : organization === "unseen"
                  ? [UNSEEN]
                  : organization.filter(isOther).map(rule => conflictWith(rule, "organization"));
        return [...new Set([...ofSameOwner, ...above])];
    }

    /** The rules of an account's organization, wherever they were read. */
    private organizationOf({ management }: TelemetryReading): readonly TelemetryRuleReading[] | "none" | "unseen" {
        if (!("value" in management)) {
            return "unseen";
        }
        if (management.value === null) {
            return "none";
        }
        const seen = this.accounts.find(
            ({ reading }) =>
                "value" in reading.management &&
                reading.management.value === management.value &&
                reading.askedOrganization &&
                reading.regionsFailure === undefined &&
                reading.unread.every(({ owner }) => owner !== "organization"),
        );
        return seen?.reading.rules.filter(({ owner }) => owner === "organization") ?? "unseen";
    }
}

const UNSEEN =
    "AWS applies none of several conflicting rules, and the rules of its organization, which only its management account and delegated administrators see, were not read";

function conflictWith({ arn, region }: TelemetryRuleReading, owner: RuleOwner): string {
    const whose = owner === "organization" ? "the organization's rule" : "rule";
    return `AWS applies none of several conflicting rules, and ${whose} ${nameOfRule(arn)} also collects CloudTrail events in ${region}`;
}

/**
 * Replicas and manual copies: the same name and the same rule, except for its Regions. A rule that could not be read forms its
 * own group.
 */
function sameRules(rules: readonly TelemetryRuleReading[]): RegionalRule[] {
    const inOrder = [...rules].sort((one, other) => (one.region < other.region ? -1 : 1));
    const groups: [TelemetryRuleReading, ...TelemetryRuleReading[]][] = [];
    for (const rule of inOrder) {
        const same = groups.find(([first]) => isSameRule(first, rule));
        if (same === undefined) {
            groups.push([rule]);
        } else {
            same.push(rule);
        }
    }
    return groups.map(inRegions => ({ owner: inRegions[0].owner, inRegions }));
}

function isSameRule(one: TelemetryRuleReading, other: TelemetryRuleReading): boolean {
    return (
        one.region !== other.region &&
        "value" in one.description &&
        "value" in other.description &&
        nameOfRule(one.arn) === nameOfRule(other.arn) &&
        isDeepStrictEqual(contentsOf(one.description.value), contentsOf(other.description.value))
    );
}

function contentsOf({ TelemetryRule }: PlainData): PlainData {
    const { Regions: _, AllRegions: __, ...contents } = TelemetryRule as PlainData;
    return contents;
}
