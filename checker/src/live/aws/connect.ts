import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { STSClientConfig } from "@aws-sdk/client-sts";
import type {
    AccountApi,
    AssumedRole,
    AwsApi,
    Caller,
    DeliveryApi,
    PlainData,
    SelectorsInput,
    TrailSettings,
} from "./api";
import { type AthenaApi, athenaApi } from "./athena-api";
import { AwsFailure, awsFailure } from "./aws-failure";
import { deliveryApi } from "./delivery-api";
import { type LogFileApi, logFileApi } from "./log-file-api";
import { rawBody } from "./raw-body";

type NodeHttpHandlerOptions = Exclude<STSClientConfig["requestHandler"], undefined>;
type Sdk = typeof import("./aws-sdk");
type Credentials = NonNullable<STSClientConfig["credentials"]>;

/** How to reach AWS. What is absent comes from the environment and the AWS configuration files, as everywhere. */
export interface ConnectOptions {
    readonly profile?: string | undefined;
    readonly region?: string | undefined;
    /** Seconds that one call may take. */
    readonly timeout: number;
    /** How often a call is tried that is throttled, or fails for a reason that may pass. */
    readonly maxAttempts: number;
    /** How many connections may be open at once. */
    readonly connections: number;
}

/** Where a trail is looked for when nothing names a Region: `ListTrails` shows the trails of all Regions in each. */
const DEFAULT_REGION = "us-east-1";

/** AWS, and with the same credentials what trails have delivered. */
export interface Connection extends AwsApi {
    readonly logFiles: LogFileApi;
}

/** The same, and Athena in the user's own Region. */
export interface AthenaConnection extends Connection {
    readonly athena: AthenaApi;
}

/** Connects to AWS with the standard credential chain. Nothing is called yet. */
export async function connect(options: ConnectOptions): Promise<AthenaConnection> {
    const sdk = loadSdk();
    const common = {
        ...(options.profile === undefined ? {} : { profile: options.profile }),
        maxAttempts: options.maxAttempts,
        retryMode: "adaptive",
        requestHandler: {
            connectionTimeout: options.timeout * 1000,
            requestTimeout: options.timeout * 1000,
            throwOnRequestTimeout: true,
            // All clients share their connections.
            httpAgent: new HttpAgent({ keepAlive: true, maxSockets: options.connections }),
            httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: options.connections }),
        },
    };
    const sts = new sdk.STSClient({ ...common, ...(options.region === undefined ? {} : { region: options.region }) });
    const region = await sts.config.region().catch(() => DEFAULT_REGION);
    // All clients share one cache of the user's credentials, so that a token is fetched once.
    const own: ClientOptions = { ...common, region, credentials: sts.config.credentials as Credentials };
    return new SdkAwsApi(sdk, own);
}

type ClientOptions = Required<Pick<STSClientConfig, "credentials" | "maxAttempts" | "retryMode">> & {
    readonly region: string;
    readonly requestHandler: NodeHttpHandlerOptions;
};

function loadSdk(): Sdk {
    // On Node 20 the SDK announces on standard error that it will want a newer one: nothing that a user can act on here.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
    return require("./aws-sdk") as Sdk;
}

class SdkAwsApi implements AthenaConnection {
    private ofLogFiles: LogFileApi | undefined;
    private ofAthena: AthenaApi | undefined;

    constructor(
        private readonly sdk: Sdk,
        private readonly own: ClientOptions,
    ) {}

    /** Made when it is first used: most runs don't. */
    get logFiles(): LogFileApi {
        this.ofLogFiles ??= logFileApi(this.sdk, this.own);
        return this.ofLogFiles;
    }

    get athena(): AthenaApi {
        this.ofAthena ??= athenaApi(this.sdk, this.own);
        return this.ofAthena;
    }

    getCallerIdentity(): Promise<Caller> {
        return this.ownAccount().getCallerIdentity();
    }

    async listAccounts(from: string | undefined) {
        const client = new this.sdk.OrganizationsClient(this.own);
        const command = new this.sdk.ListAccountsCommand(from === undefined ? {} : { NextToken: from });
        const { Accounts = [], NextToken } = await call("ListAccounts", () => client.send(command));
        const entries = Accounts.map(({ Id = "", Name = "", Status, State }) => ({
            id: Id,
            name: Name,
            // `Status` is being replaced by `State`, which has more values.
            status: String(State ?? Status ?? "UNKNOWN"),
        }));
        return { entries, next: NextToken };
    }

    ownAccount(): AccountApi {
        return new SdkAccountApi(this.sdk, this.own);
    }

    async assumeRole(account: string, partition: string, role: AssumedRole): Promise<AccountApi> {
        // A client of its own: the SDK counts how often a client may still retry, and accounts must not use that up for
        // each other.
        const client = new this.sdk.STSClient(this.own);
        const assume = async () => {
            const { Credentials: given } = await call("AssumeRole", () =>
                client.send(
                    new this.sdk.AssumeRoleCommand({
                        RoleArn: `arn:${partition}:iam::${account}:role/${role.name}`,
                        RoleSessionName: "trail-guard",
                        ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
                    }),
                ),
            );
            if (given?.AccessKeyId === undefined || given.SecretAccessKey === undefined) {
                throw new AwsFailure("AssumeRole", "other", "the answer holds no credentials");
            }
            return {
                accessKeyId: given.AccessKeyId,
                secretAccessKey: given.SecretAccessKey,
                ...(given.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
                ...(given.Expiration === undefined ? {} : { expiration: given.Expiration }),
            };
        };
        // The first call is made at once: whether the role can be assumed decides about the whole account.
        let first: Awaited<ReturnType<typeof assume>> | undefined = await assume();
        const credentials: Credentials = async () => {
            const given = first ?? (await assume());
            first = undefined;
            return given;
        };
        return new SdkAccountApi(this.sdk, { ...this.own, credentials });
    }
}

class SdkAccountApi implements AccountApi {
    private ofDelivery: DeliveryApi | undefined;
    private readonly clients = new Map<string, InstanceType<Sdk["CloudTrailClient"]>>();

    constructor(
        private readonly sdk: Sdk,
        private readonly options: ClientOptions,
    ) {}

    /** Made when it is first used: most runs don't. */
    get delivery(): DeliveryApi {
        this.ofDelivery ??= deliveryApi(this.sdk, this.options);
        return this.ofDelivery;
    }

    private cloudTrail(region = this.options.region) {
        const known = this.clients.get(region);
        if (known !== undefined) {
            return known;
        }
        const client = new this.sdk.CloudTrailClient({ ...this.options, region });
        this.clients.set(region, client);
        return client;
    }

    async listTrails(from: string | undefined) {
        const command = new this.sdk.ListTrailsCommand(from === undefined ? {} : { NextToken: from });
        const { Trails = [], NextToken } = await call("ListTrails", () => this.cloudTrail().send(command));
        const entries = Trails.map(({ TrailARN = "", Name = "", HomeRegion = "" }) => ({
            arn: TrailARN,
            name: Name,
            homeRegion: HomeRegion,
        }));
        return { entries, next: NextToken };
    }

    async describeTrails(arns: readonly string[]): Promise<readonly PlainData[]> {
        const command = new this.sdk.DescribeTrailsCommand({ trailNameList: [...arns], includeShadowTrails: true });
        const { trailList = [] } = await call("DescribeTrails", () => this.cloudTrail().send(command));
        return trailList.map(trail => ({ ...trail }));
    }

    async getTrail(region: string, arn: string): Promise<PlainData> {
        const command = new this.sdk.GetTrailCommand({ Name: arn });
        const { Trail } = await call("GetTrail", () => this.cloudTrail(region).send(command));
        return { ...Trail };
    }

    async getEventSelectors(region: string, arn: string): Promise<PlainData> {
        const command = new this.sdk.GetEventSelectorsCommand({ TrailName: arn });
        // The SDK leaves out properties that it doesn't know. A condition that AWS has added since would be lost, and
        // the selector look as if it logged more than it does; so what counts is the text that AWS sent.
        const raw = rawBody(command);
        const { EventSelectors, AdvancedEventSelectors } = await call("GetEventSelectors", async () => {
            await this.cloudTrail(region).send(command);
            return JSON.parse(raw()) as Record<string, unknown>;
        });
        return {
            ...(EventSelectors === undefined ? {} : { EventSelectors }),
            ...(AdvancedEventSelectors === undefined ? {} : { AdvancedEventSelectors }),
        };
    }

    async getTrailStatus(region: string, arn: string): Promise<PlainData> {
        const command = new this.sdk.GetTrailStatusCommand({ Name: arn });
        const { $metadata: _, ...status } = await call("GetTrailStatus", () => this.cloudTrail(region).send(command));
        return Object.fromEntries(
            Object.entries(status).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
        );
    }

    async getCallerIdentity(): Promise<Caller> {
        const client = new this.sdk.STSClient(this.options);
        const command = new this.sdk.GetCallerIdentityCommand({});
        const { Account = "", Arn = "" } = await call("GetCallerIdentity", () => client.send(command));
        return { account: Account, arn: Arn };
    }

    async putEventSelectors(region: string, arn: string, selectors: SelectorsInput): Promise<void> {
        type Input = ConstructorParameters<Sdk["PutEventSelectorsCommand"]>[0];
        const input = { TrailName: arn, ...selectors } as Input;
        await call("PutEventSelectors", () =>
            this.cloudTrail(region).send(new this.sdk.PutEventSelectorsCommand(input)),
        );
    }

    async updateTrail(region: string, arn: string, settings: TrailSettings): Promise<void> {
        const command = new this.sdk.UpdateTrailCommand({ Name: arn, ...settings });
        await call("UpdateTrail", () => this.cloudTrail(region).send(command));
    }

    async startLogging(region: string, arn: string): Promise<void> {
        const command = new this.sdk.StartLoggingCommand({ Name: arn });
        await call("StartLogging", () => this.cloudTrail(region).send(command));
    }
}

async function call<T>(operation: string, send: () => Promise<T>): Promise<T> {
    try {
        return await send();
    } catch (error) {
        // Credentials that are fetched on the way fail with a failure of their own.
        throw error instanceof AwsFailure ? error : awsFailure(operation, error);
    }
}
