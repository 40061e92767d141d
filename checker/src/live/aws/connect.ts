import { Agent as HttpAgent } from "node:http";
import type { STSClientConfig } from "@aws-sdk/client-sts";
import type { AccountAccess } from "./account-access";
import { SdkAccountApi } from "./account-api";
import { required } from "./answers";
import type { AccountApi, AssumedRole, AwsApi, Caller } from "./api";
import { type AthenaApi, athenaApi } from "./athena-api";
import { call } from "./calls/call";
import { SilentRegions } from "./calls/silent-regions";
import { type LogFileApi, logFileApi } from "./log-file-api";
import { type ClientOptions, loadSdk, type Sdk } from "./sdk/sdk";

type Credentials = NonNullable<STSClientConfig["credentials"]>;

/** How to reach AWS. Absent options come from the environment and the AWS configuration files, as usual. */
export interface ConnectOptions {
    readonly profile?: string | undefined;
    readonly region?: string | undefined;
    /** How many seconds one call may take. */
    readonly timeout: number;
    /** How often to try a call that is throttled, or fails for a transient reason. */
    readonly maxAttempts: number;
    /** How many connections may be open at once. */
    readonly connections: number;
}

/** What to ask the user while reaching AWS. */
export interface ConnectQuestions {
    /** The code of the device with this serial number, for a profile with `mfa_serial`. */
    readonly mfaCode: (serial: string) => Promise<string>;
}

/** The Region if nothing names one: `ListTrails` shows the trails of all Regions in each. */
const DEFAULT_REGION = "us-east-1";

/** No connection that succeeds takes longer, in seconds. */
const CONNECTION_TIMEOUT = 5;

/** The first call shows whether AWS can be reached at all: it is answered quickly, or never. In seconds. */
const FIRST_CALL = { timeout: 10, maxAttempts: 2 };

/** AWS and, with the same credentials, what trails have delivered. */
export interface Connection extends AwsApi {
    readonly logFiles: LogFileApi;
}

/** The same, and Athena in the user's own Region. */
export interface AthenaConnection extends Connection {
    readonly athena: AthenaApi;
}

/** Connects to AWS with the standard credential chain. Nothing is called yet. */
export async function connect(options: ConnectOptions, questions?: ConnectQuestions): Promise<AthenaConnection> {
    const sdk = loadSdk();
    // All clients share their connections.
    const agents = {
        httpAgent: new HttpAgent({ keepAlive: true, maxSockets: options.connections }),
        httpsAgent: new sdk.EnvironmentProxyAgent(options.connections),
    };
    const patience = (timeout: number, maxAttempts: number) => ({
        maxAttempts,
        retryMode: "adaptive",
        requestHandler: {
            connectionTimeout: Math.min(timeout, CONNECTION_TIMEOUT) * 1000,
            requestTimeout: timeout * 1000,
            throwOnRequestTimeout: true,
            ...agents,
        },
    });
    const profile = options.profile === undefined ? {} : { profile: options.profile };
    const common = { ...profile, ...patience(options.timeout, options.maxAttempts) };
    const chain: NonNullable<STSClientConfig["credentialDefaultProvider"]> = input => {
        const asked = questions === undefined ? {} : { mfaCodeProvider: questions.mfaCode };
        // If a profile is named, only it counts: the whole chain would not say what is wrong with it.
        const { profile } = options;
        return profile === undefined
            ? (sdk.fromNodeProviderChain({ ...(input as object), ...asked }) as never)
            : (rememberedIn(sdk, sdk.fromIni({ ...(input as object), ...asked, profile })) as never);
    };
    const region = options.region ?? (await new sdk.STSClient(common).config.region().catch(() => DEFAULT_REGION));
    // Not only AWS is called in this Region: a profile with a role asks its STS for credentials.
    const sts = new sdk.STSClient({ ...common, credentialDefaultProvider: chain, region });
    // All clients share one cache of the user's credentials, so that a token is fetched once.
    const own: ClientOptions = { ...common, region, credentials: sts.config.credentials as Credentials };
    const first = {
        timeout: Math.min(options.timeout, FIRST_CALL.timeout),
        maxAttempts: Math.min(options.maxAttempts, FIRST_CALL.maxAttempts),
    };
    return new SdkAwsApi(sdk, {
        options: { usual: own, first: { ...own, ...patience(first.timeout, first.maxAttempts) } },
        seconds: { usual: options.timeout, first: first.timeout },
        regions: new SilentRegions(),
        telemetryRegions: new SilentRegions(),
    });
}

/** How long before they expire credentials are fetched again. */
const EARLY_MS = 5 * 60 * 1000;

/**
 * Credentials that are fetched once, and again when they are about to expire. Unlike the whole chain, the SDK's provider for
 * one profile fetches them for every call: it asks for a code each time if the profile has `mfa_serial`.
 */
function rememberedIn(sdk: Sdk, provider: ReturnType<Sdk["fromIni"]>) {
    return sdk.memoize(
        provider,
        ({ expiration }) => expiration !== undefined && expiration.getTime() - Date.now() < EARLY_MS,
        ({ expiration }) => expiration !== undefined,
    );
}

class SdkAwsApi implements AthenaConnection {
    private ofLogFiles: LogFileApi | undefined;
    private ofAthena: AthenaApi | undefined;

    constructor(
        private readonly sdk: Sdk,
        private readonly own: AccountAccess,
    ) {}

    /** Created when it is first used: most runs don't need it. */
    get logFiles(): LogFileApi {
        this.ofLogFiles ??= logFileApi(this.sdk, this.own.options.usual, this.own.seconds.usual);
        return this.ofLogFiles;
    }

    get athena(): AthenaApi {
        this.ofAthena ??= athenaApi(this.sdk, this.own.options.usual, this.own.seconds.usual);
        return this.ofAthena;
    }

    getCallerIdentity(): Promise<Caller> {
        return this.ownAccount().getCallerIdentity();
    }

    silentRegions(): readonly string[] {
        return this.own.regions.list();
    }

    async listAccounts(from: string | undefined) {
        const client = new this.sdk.OrganizationsClient(this.own.options.usual);
        const command = new this.sdk.ListAccountsCommand(from === undefined ? {} : { NextToken: from });
        const { value } = await call("ListAccounts", command, this.own.seconds.usual, () => client.send(command));
        const entries = required("ListAccounts", "Accounts", value.Accounts).map(
            ({ Id = "", Name = "", Status, State }) => ({
                id: Id,
                name: Name,
                // `Status` is being replaced by `State`, which has more values.
                status: String(State ?? Status ?? "UNKNOWN"),
            }),
        );
        return { entries, next: value.NextToken };
    }

    ownAccount(): AccountApi {
        return new SdkAccountApi(this.sdk, this.own);
    }

    async assumeRole(account: string, partition: string, role: AssumedRole): Promise<AccountApi> {
        // Each account has its own client: the SDK limits how often a client may retry, and accounts must not use that
        // up for each other.
        const client = new this.sdk.STSClient(this.own.options.usual);
        const assume = async () => {
            const command = new this.sdk.AssumeRoleCommand({
                RoleArn: `arn:${partition}:iam::${account}:role/${role.name}`,
                RoleSessionName: "trail-guard",
                ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
            });
            const { value } = await call("AssumeRole", command, this.own.seconds.usual, () => client.send(command));
            const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = value.Credentials ?? {};
            return {
                accessKeyId: required("AssumeRole", "AccessKeyId", AccessKeyId),
                secretAccessKey: required("AssumeRole", "SecretAccessKey", SecretAccessKey),
                ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
                ...(Expiration === undefined ? {} : { expiration: Expiration }),
            };
        };
        // The first call is made at once: whether the role can be assumed decides about the whole account.
        let first: Awaited<ReturnType<typeof assume>> | undefined = await assume();
        const credentials: Credentials = async () => {
            const given = first ?? (await assume());
            first = undefined;
            return given;
        };
        const { usual, first: firstOptions } = this.own.options;
        const options = { usual: { ...usual, credentials }, first: { ...firstOptions, credentials } };
        return new SdkAccountApi(this.sdk, { ...this.own, options });
    }
}
