import type { AccountApi, Page, PlainData, RuleOwner, TelemetryApi } from "../../aws/api";
import { readPages } from "../../aws/calls/read-pages";
import { operationOf } from "../../aws/telemetry-api";
import { type ApiAnswer, attempt } from "../api-answer";

/** What was read about a telemetry rule in one Region. */
export interface TelemetryRuleReading {
    readonly arn: string;
    readonly region: string;
    readonly owner: RuleOwner;
    /** The type of resource that it is for, if the list of rules says so. */
    readonly resourceType?: string;
    /** From `GetTelemetryRule`. */
    readonly description: ApiAnswer;
}

/** Whether rules are carried out in a Region: `RUNNING`, `STOPPED`, … */
export interface EvaluationReading {
    readonly region: string;
    readonly owner: RuleOwner;
    readonly status: ApiAnswer<string>;
}

/** A Region whose rules are not all known. */
export interface UnreadRegion {
    readonly region: string;
    readonly owner: RuleOwner;
    readonly reason: string;
}

/** What was read about the telemetry rules of an account, and of its organization. */
export interface TelemetryReading {
    /** The enabled Regions, as far as they could be listed. */
    readonly regions: readonly string[];
    /** Why there may be more. */
    readonly regionsFailure?: string;
    /** Only those that collect CloudTrail's events, as far as that is known. */
    readonly rules: readonly TelemetryRuleReading[];
    readonly evaluations: readonly EvaluationReading[];
    readonly unread: readonly UnreadRegion[];
    /** The enabled Regions that were left out on purpose. */
    readonly excluded: readonly string[];
    /** The management account of its organization; `null` if it is in none. */
    readonly management: ApiAnswer<string | null>;
    /** Were the rules of its organization requested? Only its management account and delegated administrators see them. */
    readonly askedOrganization: boolean;
}

/** The rules of one account. */
export interface AccountRules {
    readonly account: string;
    readonly name?: string | undefined;
    readonly reading: TelemetryReading;
}

/** A rule as it is in several Regions: a replica, or a copy, has the same name and says the same. */
export interface RegionalRule {
    readonly owner: RuleOwner;
    /** In the order of the Regions. */
    readonly inRegions: readonly [TelemetryRuleReading, ...TelemetryRuleReading[]];
}

/** Whose rules to read, and where. */
export interface TelemetryPlace {
    readonly account: string;
    /** Is it that of the user's credentials? It may be a delegated administrator. */
    readonly isOwn: boolean;
    /** The enabled Regions, and why there may be more. */
    readonly regions: readonly string[];
    readonly regionsFailure: string | undefined;
    readonly excludeRegions: readonly string[];
}

/** Reads the telemetry rules of an account in each of its Regions. Never rejects. */
export class TelemetryReader {
    private readonly rules: TelemetryRuleReading[] = [];
    private readonly evaluations: EvaluationReading[] = [];
    private readonly unread: UnreadRegion[] = [];

    private constructor(
        private readonly api: TelemetryApi,
        private readonly place: TelemetryPlace,
        private readonly management: ApiAnswer<string | null>,
    ) {}

    /** Finds out, first of all, what the account is in its organization. */
    static async open({ regional }: Pick<AccountApi, "regional">, place: TelemetryPlace): Promise<TelemetryReader> {
        const { telemetry } = regional;
        const management = await attempt(async () => (await telemetry.managementAccount()) ?? null);
        return new TelemetryReader(telemetry, place, management);
    }

    /** Reads one Region. */
    async readRegion(region: string): Promise<void> {
        await this.readRules("account", region);
        if (this.asksOrganization) {
            await this.readRules("organization", region);
        }
    }

    /** What was read in all Regions. */
    reading(): TelemetryReading {
        const { regions, regionsFailure, excludeRegions } = this.place;
        return {
            regions,
            ...(regionsFailure === undefined ? {} : { regionsFailure }),
            rules: this.rules,
            evaluations: this.evaluations,
            unread: this.unread,
            excluded: regions.filter(region => excludeRegions.includes(region)),
            management: this.management,
            askedOrganization: this.asksOrganization,
        };
    }

    private get asksOrganization(): boolean {
        const { account, isOwn } = this.place;
        const management = "value" in this.management ? this.management.value : undefined;
        return management !== null && (isOwn || management === account);
    }

    private async readRules(owner: RuleOwner, region: string): Promise<void> {
        const list = operationOf("ListTelemetryRules", owner);
        const listed = await readPages(
            list,
            (from): Promise<Page<{ arn: string; resourceType: unknown }>> => this.api.listRules(owner, region, from),
        );
        if (listed.failure !== undefined) {
            this.unread.push({ region, owner, reason: listed.failure });
        }
        const found: TelemetryRuleReading[] = [];
        for (const { arn, resourceType } of listed.entries) {
            if (typeof resourceType === "string" && !isCloudTrail(resourceType)) {
                continue;
            }
            const description = await attempt(() => this.api.getRule(owner, region, arn));
            if ("failure" in description || mayCollectEvents(description.value, resourceType)) {
                const type = typeof resourceType === "string" ? { resourceType } : {};
                found.push({ arn, region, owner, ...type, description });
            }
        }
        this.rules.push(...found);
        if (found.length > 0) {
            const status = await attempt(() => this.api.getEvaluationStatus(owner, region));
            this.evaluations.push({ region, owner, status });
        }
    }
}

/** Is this the resource type of rules that collect CloudTrail's events? */
export function isCloudTrail(type: unknown): boolean {
    return typeof type === "string" && /^AWS::CloudTrail(::|$)/.test(type);
}

/** A rule without a resource type may be for CloudTrail if it, or the list, mentions it. */
function mayCollectEvents({ TelemetryRule }: PlainData, listed: unknown): boolean {
    const { ResourceType, DestinationConfiguration } = (TelemetryRule ?? {}) as PlainData;
    const type = ResourceType ?? listed;
    return type === undefined || type === null
        ? (DestinationConfiguration as PlainData | undefined)?.CloudtrailParameters !== undefined
        : isCloudTrail(type);
}

/** Was everything read about the rules that the account has to show? */
export function isCompleteTelemetry(reading: TelemetryReading, account: string): boolean {
    return (
        telemetryFailures(reading, account).length === 0 &&
        reading.rules.every(({ description }) => "value" in description) &&
        reading.evaluations.every(({ status }) => "value" in status)
    );
}

/**
 * Why the account may have rules that were not read. Those of its organization count only where it may be the management
 * account: a member doesn't see them, and they are judged in that account.
 */
export function telemetryFailures(reading: TelemetryReading, account: string): string[] {
    const { unread, regionsFailure, management, askedOrganization } = reading;
    const ofOrganization = unread.filter(({ owner }) => owner === "organization");
    const isKnown = "value" in management;
    const mayBeManagement = !isKnown || management.value === account;
    const counted = unread.filter(({ owner }) => owner === "account" || mayBeManagement);
    const isOpen = !isKnown && (!askedOrganization || ofOrganization.length > 0);
    return [
        ...(regionsFailure === undefined ? [] : [regionsFailure]),
        ...(isOpen ? [`whether it is the management account of an organization: ${management.failure}`] : []),
        ...byReason(counted),
    ];
}

/** `eu-west-1, us-east-1: ListTelemetryRules was denied`: Regions with the same reason are merged. */
export function byReason(regions: readonly { readonly region: string; readonly reason: string }[]): string[] {
    const named = new Map<string, string[]>();
    for (const { region, reason } of regions) {
        named.set(reason, [...(named.get(reason) ?? []), region]);
    }
    return [...named].map(([reason, those]) => `${those.sort().join(", ")}: ${reason}`);
}
