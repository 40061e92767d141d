// A stand-in for the parts of AWS that are used, stricter than moto: it refuses what AWS refuses.
// Sources: CloudTrail API reference (errors of each operation), Organizations and STS API references.

import type { BedrockList } from "../../../checker/src/live/aws/bedrock-lists";

export type Data = Record<string, unknown>;

export interface FakeTrail {
    readonly name: string;
    readonly region: string;
    readonly account: string;
    readonly arn: string;
    isMultiRegionTrail: boolean;
    includeGlobalServiceEvents: boolean;
    isOrganizationTrail: boolean;
    logFileValidation: boolean;
    bucket: string;
    prefix: string | undefined;
    isLogging: boolean;
    latestDeliveryError: string | undefined;
    kmsKeyId: string | undefined;
    tags: Record<string, string>;
    insightSelectors: Data[];
    /** As they were put; `undefined` for a trail whose selectors were never touched. */
    selectors: { basic: unknown[] } | { advanced: unknown[] } | undefined;
    /** What was there before the last change. */
    previous: Partial<FakeTrail>;
}

export interface FakeAccount {
    readonly id: string;
    readonly name: string;
    status: string;
    readonly trails: FakeTrail[];
    regions: string[];
    readonly eventDataStores: Data[];
    /** Its own telemetry rules and, in the management account, its organization's. */
    readonly telemetryRules: FakeRule[];
    /** Whether telemetry evaluation runs, by Region. */
    readonly evaluation: Map<string, string>;
    /** Its Bedrock resources: by the operation that lists them, and the Region. */
    readonly bedrock: Map<string, string[]>;
    /** The roles that may be assumed, with the external ID that each requires. */
    readonly roles: Map<string, string | undefined>;
}

/** A telemetry rule in one Region. */
export interface FakeRule {
    readonly region: string;
    readonly ofOrganization: boolean;
    readonly name: string;
    rule: Data;
    /** Further properties that AWS shows about it. */
    readonly more: Data;
}

/** One call, as AWS sees it. */
export interface Call {
    readonly account: string;
    readonly region: string;
    readonly operation: string;
    readonly input: Data;
    /** The trail's or role's ARN, the page, the bucket. */
    readonly target: string;
}

/** What AWS answers instead of a result. */
export class AwsError extends Error {
    constructor(
        readonly code: string,
        message: string,
        readonly status = 400,
    ) {
        super(message);
    }
}

/** What goes wrong with a call. `after`: it is carried out, but the answer is lost. */
export type Fault =
    | { readonly kind: "error"; readonly code: string; readonly status?: number; readonly after?: true }
    /** `stall`: the answer begins, and never ends. `empty`: `{}` is all of it. */
    | { readonly kind: "cut" | "hang" | "stall" | "garbage" | "empty"; readonly after?: true }
    | { readonly kind: "slow"; readonly ms: number }
    /** The answer shows what was there before the last change. */
    | { readonly kind: "stale" };

/** The list in the answer of each operation of Bedrock, and the name in each of its entries. Source: the SDK's models. */
export const BEDROCK_ANSWERS: Readonly<Record<BedrockList, readonly [list: string, name: string]>> = {
    ListAgents: ["agentSummaries", "agentName"],
    ListKnowledgeBases: ["knowledgeBaseSummaries", "name"],
    ListFlows: ["flowSummaries", "name"],
    ListPrompts: ["promptSummaries", "name"],
    ListGuardrails: ["guardrails", "name"],
    ListAgentRuntimes: ["agentRuntimes", "agentRuntimeName"],
    ListGateways: ["items", "name"],
    ListMemories: ["memories", "id"],
    ListBrowsers: ["browserSummaries", "name"],
    ListCodeInterpreters: ["codeInterpreterSummaries", "name"],
};

/** What an untouched trail answers. */
export const DEFAULT_BASIC = [
    { ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
];

export class FakeAws {
    readonly accounts = new Map<string, FakeAccount>();
    readonly calls: Call[] = [];
    readonly bucketPolicies = new Map<string, string>();
    readonly publicAccessBlocks = new Map<string, Data>();
    /** The groups that the ACL of a bucket grants access to. */
    readonly aclGroups = new Map<string, readonly string[]>();
    readonly keys = new Map<string, { readonly policy: string; readonly metadata: Data }>();
    /** The management account, if there is an organization. */
    management: string | undefined;
    /** The account that may read and change the trails of the organization besides its management account. */
    delegatedAdministrator: string | undefined;
    pageSize = 100;
    /** Called before each call; may also change the state, as someone else might. */
    intercept: (call: Call) => Fault | undefined = () => undefined;
    /** What is sent instead of an answer. */
    lie: (call: Call, answer: Data) => Data = (_, answer) => answer;

    constructor(readonly callerAccount = "111111111111") {
        this.addAccount(callerAccount, "own");
    }

    addAccount(id: string, name = `account-${id}`, roles = [["OrganizationAccountAccessRole", undefined]] as const) {
        const account: FakeAccount = {
            id,
            name,
            status: "ACTIVE",
            trails: [],
            regions: ["us-east-1", "eu-west-1"],
            eventDataStores: [],
            telemetryRules: [],
            evaluation: new Map(),
            bedrock: new Map(),
            roles: new Map(roles),
        };
        this.accounts.set(id, account);
        return account;
    }

    addTrail(account: string, name: string, settings: Partial<FakeTrail> = {}): FakeTrail {
        const region = settings.region ?? "us-east-1";
        const trail: FakeTrail = {
            name,
            account,
            arn: `arn:aws:cloudtrail:${region}:${account}:trail/${name}`,
            isMultiRegionTrail: true,
            includeGlobalServiceEvents: true,
            isOrganizationTrail: false,
            logFileValidation: true,
            bucket: `logs-${account}`,
            prefix: undefined,
            isLogging: true,
            latestDeliveryError: undefined,
            kmsKeyId: undefined,
            tags: {},
            insightSelectors: [],
            selectors: undefined,
            previous: {},
            ...settings,
            region,
        };
        this.account(account).trails.push(trail);
        return trail;
    }

    /** A telemetry rule that records what the selectors say, in each of the Regions. */
    addRule(
        account: string,
        name: string,
        regions: readonly string[],
        rule: Data,
        ofOrganization = false,
        more: Data = {},
    ) {
        for (const region of regions) {
            this.account(account).telemetryRules.push({ region, ofOrganization, name, rule, more });
        }
    }

    account(id: string): FakeAccount {
        const account = this.accounts.get(id);
        if (account === undefined) {
            throw new Error(`the fake has no account ${id}`);
        }
        return account;
    }

    trail(arn: string): FakeTrail | undefined {
        return [...this.accounts.values()].flatMap(({ trails }) => trails).find(trail => trail.arn === arn);
    }

    /** Carries a call out. */
    perform(call: Call): Data {
        const { account, region, operation, input } = call;
        const handler = this.handlers[operation];
        if (handler === undefined) {
            throw new AwsError("UnknownOperationException", `the fake has no ${operation}`);
        }
        if (this.account(account).status !== "ACTIVE") {
            throw new AwsError("AccessDeniedException", "the account is suspended");
        }
        return this.lie(call, handler(account, region, input));
    }

    /** Carries a reading call out on what was there before the last change. */
    performStale(call: Call): Data {
        this.isStale = true;
        try {
            return this.perform(call);
        } finally {
            this.isStale = false;
        }
    }

    private isStale = false;

    private readonly handlers: Record<string, (account: string, region: string, input: Data) => Data> = {
        GetCallerIdentity: account => ({
            Account: account,
            Arn: `arn:aws:sts::${account}:assumed-role/someone/session`,
            UserId: "AROAEXAMPLE:session",
        }),
        AssumeRole: (_account, _region, { RoleArn, ExternalId }) => {
            const [, id = "", role = ""] = /^arn:aws:iam::(\d+):role\/(.+)$/.exec(String(RoleArn)) ?? [];
            const account = this.accounts.get(id);
            if (!account?.roles.has(role) || account.roles.get(role) !== ExternalId || account.status !== "ACTIVE") {
                throw new AwsError("AccessDenied", `not authorized to perform sts:AssumeRole on ${RoleArn}`, 403);
            }
            return { AccountOfCredentials: id };
        },
        ListAccounts: (account, _region, { NextToken }) => {
            if (account !== this.management) {
                throw new AwsError("AccessDeniedException", "only the management account lists accounts");
            }
            return this.page([...this.accounts.values()], NextToken, "Accounts", ({ id, name, status }) => ({
                Id: id,
                Name: name,
                Status: status,
            }));
        },
        ListTrails: (account, _region, { NextToken }) =>
            this.page(this.visibleTrails(account), NextToken, "Trails", ({ arn, name, region }) => ({
                TrailARN: arn,
                Name: name,
                HomeRegion: region,
            })),
        DescribeTrails: (account, region, { trailNameList = [], includeShadowTrails = true }) => {
            const asked = trailNameList as string[];
            const isHere = (trail: FakeTrail) => trail.region === region && trail.account === account;
            // A name is looked for here alone, an ARN everywhere; what isn't found is left out.
            const isAsked = (trail: FakeTrail) =>
                asked.length === 0
                    ? isHere(trail) ||
                      (includeShadowTrails === true && (trail.region === region || trail.isMultiRegionTrail))
                    : asked.includes(trail.arn) || (isHere(trail) && asked.includes(trail.name));
            return { trailList: this.visibleTrails(account).filter(isAsked).map(describe) };
        },
        GetTrail: (account, region, { Name }) => ({ Trail: describe(this.home(account, region, Name)) }),
        GetEventSelectors: (account, region, { TrailName }) => {
            const { arn, selectors } = this.owned(account, region, TrailName);
            return {
                TrailARN: arn,
                ...(selectors !== undefined && "advanced" in selectors
                    ? { AdvancedEventSelectors: selectors.advanced }
                    : { EventSelectors: selectors?.basic ?? DEFAULT_BASIC }),
            };
        },
        GetTrailStatus: (account, region, { Name }) => {
            const { isLogging, latestDeliveryError } = this.home(account, region, Name);
            return {
                IsLogging: isLogging,
                LatestDeliveryTime: 1768471200,
                StartLoggingTime: 1768384800,
                ...(latestDeliveryError === undefined ? {} : { LatestDeliveryError: latestDeliveryError }),
            };
        },
        ListRegions: (account, _region, { NextToken }) =>
            this.page(this.account(account).regions, NextToken, "Regions", RegionName => ({ RegionName })),
        ListEventDataStores: (account, region, { NextToken }) =>
            this.page(this.storesOf(account, region), NextToken, "EventDataStores", ({ EventDataStoreArn }) => ({
                EventDataStoreArn,
            })),
        GetEventDataStore: (account, region, { EventDataStore }) => {
            const stores = this.storesOf(account, region);
            const store = stores.find(({ EventDataStoreArn }) => EventDataStoreArn === EventDataStore);
            if (store === undefined) {
                throw new AwsError("EventDataStoreNotFoundException", `no ${EventDataStore}`);
            }
            return store;
        },
        ...this.telemetryHandlers(""),
        ...this.telemetryHandlers("ForOrganization"),
        DescribeOrganization: () => {
            if (this.management === undefined) {
                throw new AwsError("AWSOrganizationsNotInUseException", "the account is in no organization");
            }
            return { Organization: { Id: "o-1", MasterAccountId: this.management } };
        },
        ...Object.fromEntries(
            Object.entries(BEDROCK_ANSWERS).map(([operation, [list, name]]) => [
                operation,
                (account: string, region: string, { nextToken }: Data) => {
                    const names = this.account(account).bedrock.get(`${operation} ${region}`) ?? [];
                    const { NextToken, ...page } = this.page(names, nextToken, list, entry => ({ [name]: entry }));
                    return { ...page, ...(NextToken === undefined ? {} : { nextToken: NextToken }) };
                },
            ]),
        ),
        ListTags: (account, region, { ResourceIdList }) => ({
            ResourceTagList: (ResourceIdList as string[]).map(arn => ({
                ResourceId: arn,
                TagsList: Object.entries(this.home(account, region, arn).tags).map(([Key, Value]) => ({ Key, Value })),
            })),
        }),
        GetInsightSelectors: (account, region, { TrailName }) => {
            const { arn, insightSelectors } = this.home(account, region, TrailName);
            if (insightSelectors.length === 0) {
                throw new AwsError("InsightNotEnabledException", `Trail ${arn} does not have Insights enabled`);
            }
            return { TrailARN: arn, InsightSelectors: insightSelectors };
        },
        PutEventSelectors: (account, region, { TrailName, EventSelectors, AdvancedEventSelectors }) => {
            const trail = this.changeable(account, region, TrailName);
            if ((EventSelectors === undefined) === (AdvancedEventSelectors === undefined)) {
                throw invalid("either EventSelectors or AdvancedEventSelectors");
            }
            if (AdvancedEventSelectors !== undefined) {
                refuseAdvanced(AdvancedEventSelectors as Data[]);
                trail.selectors = { advanced: structuredClone(AdvancedEventSelectors) as unknown[] };
            } else {
                refuseBasic(EventSelectors as Data[]);
                trail.selectors = { basic: structuredClone(EventSelectors) as unknown[] };
            }
            return { TrailARN: trail.arn };
        },
        UpdateTrail: (account, region, input) => {
            const trail = this.changeable(account, region, input.Name);
            const global = input.IncludeGlobalServiceEvents ?? trail.includeGlobalServiceEvents;
            const multiRegion = input.IsMultiRegionTrail ?? trail.isMultiRegionTrail;
            if (multiRegion === true && global === false) {
                throw new AwsError(
                    "InvalidParameterCombinationException",
                    "Multi-Region trail must include global service events.",
                );
            }
            trail.includeGlobalServiceEvents = global as boolean;
            trail.isMultiRegionTrail = multiRegion as boolean;
            trail.logFileValidation = (input.EnableLogFileValidation as boolean | undefined) ?? trail.logFileValidation;
            return describe(trail);
        },
        StartLogging: (account, region, { Name }) => {
            this.changeable(account, region, Name).isLogging = true;
            return {};
        },
        GetBucketPolicy: (_account, _region, { Bucket }) => {
            const policy = this.bucketPolicies.get(String(Bucket));
            if (policy === undefined) {
                throw new AwsError("NoSuchBucketPolicy", "The bucket policy does not exist", 404);
            }
            return { Policy: policy };
        },
        GetPublicAccessBlock: (_account, _region, { Bucket }) => {
            const block = this.publicAccessBlocks.get(String(Bucket));
            if (block === undefined) {
                throw new AwsError("NoSuchPublicAccessBlockConfiguration", "There is no such configuration", 404);
            }
            return block;
        },
        GetBucketAcl: (_account, _region, { Bucket }) => ({ Groups: this.aclGroups.get(String(Bucket)) ?? [] }),
        DescribeKey: (_account, region, { KeyId }) => ({ KeyMetadata: this.key(region, KeyId).metadata }),
        GetKeyPolicy: (_account, region, { KeyId }) => ({ Policy: this.key(region, KeyId).policy }),
    };

    private telemetryHandlers(kind: "" | "ForOrganization"): FakeAws["handlers"] {
        const rulesOf = (account: string, region: string) => {
            const ofOrganization = kind !== "";
            if (ofOrganization && account !== this.management && account !== this.delegatedAdministrator) {
                throw new AwsError(
                    "AccessDeniedException",
                    "only the management account and delegated administrators",
                    403,
                );
            }
            const owner = ofOrganization ? (this.management ?? account) : account;
            return this.account(owner)
                .telemetryRules.filter(rule => rule.region === region && rule.ofOrganization === ofOrganization)
                .map(({ name, rule, more }) => ({
                    RuleName: name,
                    RuleArn: `arn:aws:observabilityadmin:${region}:${owner}:${kind === "" ? "" : "organization-"}telemetry-rule/${name}`,
                    CreatedTimeStamp: 1768471200,
                    LastUpdateTimeStamp: 1768471200,
                    TelemetryRule: rule,
                    ...more,
                }));
        };
        return {
            [`ListTelemetryRules${kind}`]: (account, region, { NextToken }) =>
                this.page(
                    rulesOf(account, region),
                    NextToken,
                    "TelemetryRuleSummaries",
                    ({ TelemetryRule, ...rule }) => ({
                        RuleName: rule.RuleName,
                        RuleArn: rule.RuleArn,
                        CreatedTimeStamp: rule.CreatedTimeStamp,
                        LastUpdateTimeStamp: rule.LastUpdateTimeStamp,
                        ResourceType: TelemetryRule.ResourceType,
                        TelemetryType: TelemetryRule.TelemetryType,
                    }),
                ),
            [`GetTelemetryRule${kind}`]: (account, region, { RuleIdentifier: asked }) => {
                const found = rulesOf(account, region).find(rule =>
                    [rule.RuleArn, rule.RuleName].includes(String(asked)),
                );
                if (found === undefined) {
                    throw new AwsError("ResourceNotFoundException", `no ${asked}`, 404);
                }
                return found;
            },
            [`UpdateTelemetryRule${kind}`]: (account, region, { RuleIdentifier: asked, Rule }) => {
                const { RuleName } = this.perform({
                    account,
                    region,
                    operation: `GetTelemetryRule${kind}`,
                    input: { RuleIdentifier: asked },
                    target: "",
                });
                for (const rule of this.account(account).telemetryRules) {
                    if (rule.name === RuleName && rule.region === region && rule.ofOrganization === (kind !== "")) {
                        rule.rule = structuredClone(Rule) as Data;
                    }
                }
                return {};
            },
            [`GetTelemetryEvaluationStatus${kind}`]: (account, region) => {
                rulesOf(account, region);
                return { Status: this.account(account).evaluation.get(region) ?? "RUNNING" };
            },
        };
    }

    private storesOf(account: string, region: string): Data[] {
        const isHere = ({ EventDataStoreArn }: Data) => String(EventDataStoreArn).split(":")[3] === region;
        return this.account(account).eventDataStores.filter(isHere);
    }

    private key(region: string, arn: unknown) {
        const key = this.keys.get(String(arn));
        if (key === undefined || String(arn).split(":")[3] !== region) {
            throw new AwsError("NotFoundException", `Key '${arn}' does not exist`);
        }
        return key;
    }

    /** Its own trails, and those of its organization. */
    private visibleTrails(account: string): FakeTrail[] {
        const organization = this.management === undefined ? [] : this.account(this.management).trails;
        const shared = account === this.management ? [] : organization.filter(trail => trail.isOrganizationTrail);
        return [...this.account(account).trails, ...shared];
    }

    private page<T>(entries: T[], token: unknown, name: string, show: (entry: T) => Data): Data {
        const start = token === undefined ? 0 : Number(token);
        const end = start + this.pageSize;
        return {
            [name]: entries.slice(start, end).map(show),
            ...(end < entries.length ? { NextToken: String(end) } : {}),
        };
    }

    /** A trail that can be read in this Region. */
    private home(account: string, region: string, nameOrArn: unknown): FakeTrail {
        const trail = this.visibleTrails(account).find(({ arn, name }) => arn === nameOrArn || name === nameOrArn);
        if (trail === undefined || trail.region !== region) {
            throw new AwsError("TrailNotFoundException", `Unknown trail: ${nameOrArn} for the user: ${account}`);
        }
        return this.isStale ? { ...trail, ...trail.previous } : trail;
    }

    /** A trail of the account itself: selectors are shown to no one else. */
    private owned(account: string, region: string, nameOrArn: unknown): FakeTrail {
        const trail = this.home(account, region, nameOrArn);
        if (trail.account !== account && account !== this.delegatedAdministrator) {
            throw new AwsError("CloudTrailARNInvalidException", `${nameOrArn} belongs to ${trail.account}`);
        }
        return trail;
    }

    private changeable(account: string, region: string, nameOrArn: unknown): FakeTrail {
        const trail = this.visibleTrails(account).find(({ arn, name }) => arn === nameOrArn || name === nameOrArn);
        if (trail !== undefined && trail.account !== account && account !== this.delegatedAdministrator) {
            throw new AwsError("NotOrganizationMasterAccountException", "only the management account changes it");
        }
        if (trail !== undefined && trail.region !== region) {
            throw new AwsError("InvalidHomeRegionException", `the home Region is ${trail.region}`);
        }
        const changed = this.home(account, region, nameOrArn);
        const { previous: _, ...before } = changed;
        changed.previous = before;
        return changed;
    }
}

function describe(trail: FakeTrail): Data {
    return {
        Name: trail.name,
        S3BucketName: trail.bucket,
        ...(trail.prefix === undefined ? {} : { S3KeyPrefix: trail.prefix }),
        IncludeGlobalServiceEvents: trail.includeGlobalServiceEvents,
        IsMultiRegionTrail: trail.isMultiRegionTrail,
        HomeRegion: trail.region,
        TrailARN: trail.arn,
        LogFileValidationEnabled: trail.logFileValidation,
        HasCustomEventSelectors: trail.selectors !== undefined,
        HasInsightSelectors: trail.insightSelectors.length > 0,
        IsOrganizationTrail: trail.isOrganizationTrail,
        ...(trail.kmsKeyId === undefined ? {} : { KmsKeyId: trail.kmsKeyId }),
    };
}

function invalid(message: string): AwsError {
    return new AwsError("InvalidEventSelectorsException", message);
}

const OPERATORS = ["Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith"];
const FIELDS: Record<string, readonly string[]> = {
    Management: ["eventCategory", "eventSource", "readOnly"],
    Data: [
        "eventCategory",
        "resources.type",
        "readOnly",
        "eventName",
        "resources.ARN",
        "eventSource",
        "eventType",
        "sessionCredentialFromConsole",
        "userIdentity.arn",
    ],
    NetworkActivity: ["eventCategory", "eventSource", "eventName", "errorCode", "vpcEndpointId", "userIdentity.arn"],
};

function refuseAdvanced(selectors: Data[]): void {
    let values = 0;
    if (!Array.isArray(selectors) || selectors.length === 0) {
        throw invalid("at least one selector");
    }
    for (const { Name, FieldSelectors, ...rest } of selectors) {
        const fields = FieldSelectors as Data[];
        if (Object.keys(rest).length > 0 || String(Name ?? "").length > 1000 || !Array.isArray(fields)) {
            throw invalid(`unknown properties or a long name: ${Object.keys(rest)}`);
        }
        const names = fields.map(({ Field }) => String(Field));
        const category = (fields.find(({ Field }) => Field === "eventCategory")?.Equals as string[] | undefined) ?? [];
        const allowed = FIELDS[String(category)];
        if (allowed === undefined || new Set(names).size !== names.length || names.some(n => !allowed.includes(n))) {
            throw invalid(`fields ${names} of category ${category}`);
        }
        if (String(category) === "Data" && !names.includes("resources.type")) {
            throw invalid("a Data selector needs resources.type");
        }
        for (const { Field, ...operators } of fields) {
            const used = Object.entries(operators);
            if (used.length === 0 || used.some(([o, v]) => !OPERATORS.includes(o) || (v as unknown[]).length === 0)) {
                throw invalid(`operators of ${Field}`);
            }
            const onlyEquals = ["eventCategory", "resources.type", "readOnly", "errorCode"].includes(String(Field));
            if (onlyEquals && used.some(([operator]) => operator !== "Equals")) {
                throw invalid(`${Field} takes only Equals`);
            }
            values += used.reduce((total, [, entries]) => total + (entries as unknown[]).length, 0);
        }
    }
    if (values > 500) {
        throw invalid(`${values} values`);
    }
}

function refuseBasic(selectors: Data[]): void {
    const types = ["AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table"];
    if (!Array.isArray(selectors) || selectors.length === 0 || selectors.length > 5) {
        throw invalid("1 to 5 basic selectors");
    }
    for (const { DataResources = [] } of selectors) {
        if ((DataResources as Data[]).some(({ Type }) => !types.includes(String(Type)))) {
            throw invalid("type of a data resource");
        }
    }
}
