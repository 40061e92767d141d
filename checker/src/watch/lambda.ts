// The watch's functions: the entry of `trail-guard/lambda` and `trail-guard/config-rule`, built into one file. Whatever
// doesn't depend on the event is created once, and kept as long as Lambda keeps the process.
import { policies } from "../../../policies";
import { partitionOfRegion } from "../../../src/cloudtrail/bedrock/partition";
import { createJudge } from "../check/check";
import type { Caller } from "../live/aws/api";
import { type Connection, connect } from "../live/aws/connect";
import { parseArn } from "../text/arn";
import { ConfigApi } from "./config-rule/config-api";
import { evaluate } from "./config-rule/evaluate";
import { readInvocation } from "./config-rule/invocation";
import { handleEvent } from "./handle-event";
import { HistoryStore } from "./history/history-store";
import { type JudgeSettings, readJudgeSettings, readWatchSettings } from "./settings";
import { accountApi, type Outcome, type Watch } from "./watch";
import { fromTemporaryCredentials, S3Client, SecurityHubClient, SNSClient } from "./watch-sdk";

/** The part of Lambda's context that is used. */
export interface LambdaContext {
    readonly invokedFunctionArn: string;
}

/** In seconds: a call that takes longer is tried again. */
const TIMEOUT = 20;
const MAX_ATTEMPTS = 5;
const CONNECTIONS = 64;

let watching: Promise<Watch> | undefined;
let connecting: Promise<Connection> | undefined;

/**
 * Handles what EventBridge delivers: calls that change trails, and the schedule of the daily check.
 * @throws Error if it can't be handled completely
 */
export async function handler(event: unknown, context: LambdaContext): Promise<Outcome> {
    watching ??= startWatch(context);
    let watch: Watch;
    try {
        watch = await watching;
    } catch (error) {
        watching = undefined;
        throw error;
    }
    try {
        const outcome = await handleEvent(event, watch);
        log({ ...outcome });
        return outcome;
    } finally {
        forgetSilence(watch.aws);
    }
}

/**
 * Answers AWS Config, which requests the evaluations of a custom rule.
 * @throws Error if the trails can't be read, or if AWS Config doesn't accept the answer
 */
export async function configRule(event: unknown, context: LambdaContext): Promise<void> {
    const settings = readJudgeSettings(process.env);
    const invocation = readInvocation(event);
    const { account, resultToken } = invocation;
    const own = ownOf(context);
    const { region } = own;
    const isOwn = account === own.account;
    const { role } = settings;
    if (!isOwn && role === undefined) {
        throw new Error(`account ${account} can't be judged: TRAIL_GUARD_ROLE_NAME is not set`);
    }
    const aws = await connection();
    const config = new ConfigApi({ region, ...(isOwn ? {} : memberCredentials(own, account, settings)) });
    try {
        const evaluations = await evaluate(invocation, {
            api: await accountApi({ aws, own }, account, role),
            isOwn,
            region,
            settings,
            resourceIds: () => config.trailIds(),
        });
        await config.put(evaluations, resultToken);
        log({ account, evaluations: evaluations.length });
    } finally {
        forgetSilence(aws);
    }
}

function memberCredentials({ arn }: Caller, account: string, { role }: JudgeSettings) {
    const params = {
        RoleArn: `arn:${parseArn(arn)?.partition}:iam::${account}:role/${role?.name}`,
        RoleSessionName: "trail-guard",
        ...(role?.externalId === undefined ? {} : { ExternalId: role.externalId }),
    };
    return { credentials: fromTemporaryCredentials({ params }) };
}

async function startWatch(context: LambdaContext): Promise<Watch> {
    const settings = readWatchSettings(process.env);
    const { stateBucket, topicArn, securityHub } = settings;
    const own = ownOf(context);
    const { region, account } = own;
    const options = { region, maxAttempts: MAX_ATTEMPTS };
    return {
        settings,
        own,
        aws: await connection(),
        histories: new HistoryStore(new S3Client(options), stateBucket),
        destinations: {
            securityHub: securityHub ? new SecurityHubClient(options) : undefined,
            sns: new SNSClient(options),
            topicArn,
            origin: { partition: partitionOfRegion(region), region, account },
        },
        judge: createJudge({ policies, settings: settings.policies }),
    };
}

function connection(): Promise<Connection> {
    connecting ??= connect({ timeout: TIMEOUT, maxAttempts: MAX_ATTEMPTS, connections: CONNECTIONS });
    return connecting;
}

/**
 * A connection never calls a Region again that did not answer: right for one check, but wrong for a process that lives for
 * hours. The next event gets a new one.
 */
function forgetSilence(aws: Connection): void {
    if (aws.silentRegions().length > 0) {
        connecting = undefined;
        watching = undefined;
    }
}

/** The function's account and Region, from its ARN, which needs no call. */
function ownOf({ invokedFunctionArn: arn }: LambdaContext): Caller & { readonly region: string } {
    const { account, region } = parseArn(arn) ?? {};
    if (account === undefined || region === undefined) {
        throw new Error(`${JSON.stringify(arn)} is not a function's ARN`);
    }
    return { account, arn, region };
}

function log(entry: object): void {
    process.stdout.write(`${JSON.stringify(entry)}\n`);
}
