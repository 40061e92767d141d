import type { BedrockList } from "./bedrock-lists";

/** Plain data in the names of the AWS API. */
export type PlainData = Readonly<Record<string, unknown>>;

/** A trail in the answer of `ListTrails`. */
export interface ListedTrail {
    readonly arn: string;
    readonly name: string;
    readonly homeRegion: string;
}

/** A page of a list, and where the next one begins. */
export interface Page<T> {
    readonly entries: readonly T[];
    readonly next?: string | undefined;
}

/** The identity that makes the calls. */
export interface Caller {
    readonly account: string;
    readonly arn: string;
}

/** An account of an organization. `status` is `ACTIVE`, `SUSPENDED`, … */
export interface ListedAccount {
    readonly id: string;
    readonly name: string;
    readonly status: string;
}

/** The event selectors of a trail, to be written: AWS accepts either kind. */
export type SelectorsInput =
    | { readonly EventSelectors: readonly unknown[] }
    | { readonly AdvancedEventSelectors: readonly unknown[] };

/** What is set with `UpdateTrail`. */
export interface TrailSettings {
    readonly IsMultiRegionTrail?: boolean;
    readonly IncludeGlobalServiceEvents?: boolean;
    readonly EnableLogFileValidation?: boolean;
}

/** The calls about what a trail delivers to. `undefined` means that there is nothing of that kind. */
export interface DeliveryApi {
    /** As JSON text. */
    getBucketPolicy(bucket: string): Promise<string | undefined>;
    getPublicAccessBlock(bucket: string): Promise<PlainData | undefined>;
    /** The URIs of the groups that the bucket's ACL grants access to. */
    getBucketAclGroups(bucket: string): Promise<readonly string[]>;
    describeKey(region: string, arn: string): Promise<PlainData>;
    /** As JSON text. */
    getKeyPolicy(region: string, arn: string): Promise<string>;
}

/** A telemetry rule in the answer of `ListTelemetryRules`. */
export interface ListedRule {
    readonly arn: string;
    /** The type of resource that it is for, if the list says so. */
    readonly resourceType: unknown;
}

/** Whose telemetry rules: the account's own, or, from its management account or a delegated administrator, its organization's. */
export type RuleOwner = "account" | "organization";

/** The calls about CloudWatch telemetry rules. */
export interface TelemetryApi {
    listRules(owner: RuleOwner, region: string, from: string | undefined): Promise<Page<ListedRule>>;
    getRule(owner: RuleOwner, region: string, arn: string): Promise<PlainData>;
    /** Whether rules are carried out in the Region at all: `RUNNING`, `STOPPED`, … */
    getEvaluationStatus(owner: RuleOwner, region: string): Promise<string>;
    /** The management account of the account's organization; `undefined` if it is in none. */
    managementAccount(): Promise<string | undefined>;
}

/** The calls about what an account has in each Region. */
export interface RegionalApi {
    readonly telemetry: TelemetryApi;
    /** The Regions that are enabled. */
    listRegions(from: string | undefined): Promise<Page<string>>;
    /** ARNs: AWS lists only those of the Region. */
    listEventDataStores(region: string, from: string | undefined): Promise<Page<string>>;
    getEventDataStore(region: string, arn: string): Promise<PlainData>;
    /** Names. */
    listBedrock(list: BedrockList, region: string, from: string | undefined): Promise<Page<string>>;
}

/** The calls in one account. A failed one rejects with an `AwsFailure`. */
export interface AccountApi {
    listTrails(from: string | undefined): Promise<Page<ListedTrail>>;
    /**
     * The trails with these ARNs, in any Region. With an empty list, those of the requested Region, the
     * multi-Region trails of the others, and those of the organization.
     */
    describeTrails(arns: readonly string[]): Promise<readonly PlainData[]>;
    getTrail(region: string, arn: string): Promise<PlainData>;
    getEventSelectors(region: string, arn: string): Promise<PlainData>;
    getTrailStatus(region: string, arn: string): Promise<PlainData>;
    listTags(region: string, arn: string): Promise<Readonly<Record<string, string>>>;
    getInsightSelectors(region: string, arn: string): Promise<readonly PlainData[]>;
    readonly delivery: DeliveryApi;
    readonly regional: RegionalApi;
    getCallerIdentity(): Promise<Caller>;
    putEventSelectors(region: string, arn: string, selectors: SelectorsInput): Promise<void>;
    updateTrail(region: string, arn: string, settings: TrailSettings): Promise<void>;
    startLogging(region: string, arn: string): Promise<void>;
}

/** A role that is assumed in each account. */
export interface AssumedRole {
    readonly name: string;
    readonly externalId?: string | undefined;
}

/** AWS, as the user's own credentials see it. */
export interface AwsApi {
    getCallerIdentity(): Promise<Caller>;
    listAccounts(from: string | undefined): Promise<Page<ListedAccount>>;
    /** The Regions that have not answered so far. */
    silentRegions(): readonly string[];
    /** The account of the user's own credentials. */
    ownAccount(): AccountApi;
    /** Another account, through a role in it. */
    assumeRole(account: string, partition: string, role: AssumedRole): Promise<AccountApi>;
}
