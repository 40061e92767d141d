import { required, requireSelectors, undefinedIfAbsent } from "../../../checker/src/live/aws/answers";
import type { AccountApi, AwsApi } from "../../../checker/src/live/aws/api";
import { AwsFailure, awsFailure } from "../../../checker/src/live/aws/calls/aws-failure";
import { listedRules, operationOf } from "../../../checker/src/live/aws/telemetry-api";
import { AwsError, BEDROCK_ANSWERS, type Call, type Data, type FakeAws } from "./fake-aws";

/** The fake without HTTP: for tests that make many thousands of calls. */
export function inProcess(fake: FakeAws, region = "us-east-1"): AwsApi {
    const own = accountApi(fake, fake.callerAccount, region);
    return {
        getCallerIdentity: () => own.getCallerIdentity(),
        listAccounts: async from => {
            const { Accounts, NextToken } = await call(fake, fake.callerAccount, region, "ListAccounts", {
                ...(from === undefined ? {} : { NextToken: from }),
            });
            const accounts = required("ListAccounts", "Accounts", Accounts);
            const entries = (accounts as { Id: string; Name: string; Status: string }[]).map(entry => ({
                id: entry.Id,
                name: entry.Name,
                status: entry.Status,
            }));
            return { entries, next: NextToken as string | undefined };
        },
        silentRegions: () => [],
        ownAccount: () => own,
        assumeRole: async (account, partition, { name, externalId }) => {
            await call(fake, fake.callerAccount, region, "AssumeRole", {
                RoleArn: `arn:${partition}:iam::${account}:role/${name}`,
                ...(externalId === undefined ? {} : { ExternalId: externalId }),
            });
            return accountApi(fake, account, region);
        },
    };
}

function accountApi(fake: FakeAws, account: string, base: string): AccountApi {
    const ask = (operation: string, input: Data, region = base) => call(fake, account, region, operation, input);
    const part = async <T>(operation: string, name: string, input: Data, region?: string) =>
        required(operation, name, (await ask(operation, input, region))[name]) as T;
    return {
        listTrails: async from => {
            const { Trails, NextToken } = await ask("ListTrails", from === undefined ? {} : { NextToken: from });
            const trails = required("ListTrails", "Trails", Trails);
            const entries = (trails as { TrailARN: string; Name: string; HomeRegion: string }[]).map(entry => ({
                arn: entry.TrailARN,
                name: entry.Name,
                homeRegion: entry.HomeRegion,
            }));
            return { entries, next: NextToken as string | undefined };
        },
        describeTrails: arns => part("DescribeTrails", "trailList", { trailNameList: arns }),
        getTrail: (region, arn) => part("GetTrail", "Trail", { Name: arn }, region),
        getEventSelectors: async (region, arn) =>
            requireSelectors(await ask("GetEventSelectors", { TrailName: arn }, region)),
        listTags: async (region, arn) => {
            const list = await part<{ TagsList: { Key: string; Value: string }[] }[]>(
                "ListTags",
                "ResourceTagList",
                { ResourceIdList: [arn] },
                region,
            );
            return Object.fromEntries(list.flatMap(({ TagsList }) => TagsList.map(({ Key, Value }) => [Key, Value])));
        },
        getInsightSelectors: async (region, arn) =>
            (await undefinedIfAbsent(() =>
                part<Data[]>("GetInsightSelectors", "InsightSelectors", { TrailName: arn }, region),
            )) ?? [],
        getTrailStatus: async (region, arn) => {
            const status = await ask("GetTrailStatus", { Name: arn }, region);
            required("GetTrailStatus", "IsLogging", status.IsLogging);
            const isTime = (name: string) => name.endsWith("Time");
            return Object.fromEntries(
                Object.entries(status).map(([name, value]) => [name, isTime(name) ? isoTime(value) : value]),
            );
        },
        delivery: {
            getBucketPolicy: bucket =>
                undefinedIfAbsent(() => part<string>("GetBucketPolicy", "Policy", { Bucket: bucket })),
            getPublicAccessBlock: bucket => undefinedIfAbsent(() => ask("GetPublicAccessBlock", { Bucket: bucket })),
            getBucketAclGroups: bucket => part("GetBucketAcl", "Groups", { Bucket: bucket }),
            describeKey: (region, arn) => part("DescribeKey", "KeyMetadata", { KeyId: arn }, region),
            getKeyPolicy: (region, arn) => part("GetKeyPolicy", "Policy", { KeyId: arn }, region),
        },
        regional: {
            telemetry: {
                listRules: async (owner, region, from) => {
                    const operation = operationOf("ListTelemetryRules", owner);
                    return listedRules(operation, await ask(operation, token("NextToken", from), region));
                },
                getRule: async (owner, region, arn) => {
                    const operation = operationOf("GetTelemetryRule", owner);
                    const answer = await ask(operation, { RuleIdentifier: arn }, region);
                    required(operation, "TelemetryRule", answer.TelemetryRule);
                    return answer;
                },
                getEvaluationStatus: (owner, region) =>
                    part(operationOf("GetTelemetryEvaluationStatus", owner), "Status", {}, region),
                managementAccount: async () => {
                    const organization = await undefinedIfAbsent(() =>
                        part<Data>("DescribeOrganization", "Organization", {}),
                    );
                    return organization?.MasterAccountId as string | undefined;
                },
            },
            listRegions: async from => {
                const { Regions, NextToken } = await ask("ListRegions", token("NextToken", from));
                const regions = required("ListRegions", "Regions", Regions) as { RegionName: string }[];
                return { entries: regions.map(({ RegionName }) => RegionName), next: NextToken as string | undefined };
            },
            listEventDataStores: async (region, from) => {
                const answer = await ask("ListEventDataStores", token("NextToken", from), region);
                const stores = required("ListEventDataStores", "EventDataStores", answer.EventDataStores) as Data[];
                const entries = stores.map(({ EventDataStoreArn }) => String(EventDataStoreArn));
                return { entries, next: answer.NextToken as string | undefined };
            },
            getEventDataStore: async (region, arn) => {
                const store = await ask("GetEventDataStore", { EventDataStore: arn }, region);
                required("GetEventDataStore", "AdvancedEventSelectors", store.AdvancedEventSelectors);
                return store;
            },
            listBedrock: async (list, region, from) => {
                const [listName, name] = BEDROCK_ANSWERS[list];
                const answer = await ask(list, token("nextToken", from), region);
                const entries = required(list, listName, answer[listName]) as Data[];
                return {
                    entries: entries.map(entry => String(entry[name])),
                    next: answer.nextToken as string | undefined,
                };
            },
        },
        getCallerIdentity: async () => {
            const { Account, Arn } = await ask("GetCallerIdentity", {});
            return { account: required("GetCallerIdentity", "Account", Account) as string, arn: Arn as string };
        },
        putEventSelectors: async (region, arn, selectors) => {
            await ask("PutEventSelectors", { TrailName: arn, ...selectors }, region);
        },
        updateTrail: async (region, arn, settings) => {
            await ask("UpdateTrail", { Name: arn, ...settings }, region);
        },
        startLogging: async (region, arn) => {
            await ask("StartLogging", { Name: arn }, region);
        },
    };
}

function token(name: string, from: string | undefined): Data {
    return from === undefined ? {} : { [name]: from };
}

async function call(fake: FakeAws, account: string, region: string, operation: string, input: Data): Promise<Data> {
    const target = String(
        input.TrailName ??
            input.Name ??
            input.RoleArn ??
            input.Bucket ??
            input.KeyId ??
            input.EventDataStore ??
            input.RuleIdentifier ??
            (input.ResourceIdList as string[] | undefined)?.[0] ??
            input.NextToken ??
            "",
    );
    const made: Call = { account, region, operation, input, target };
    // As with a real connection, nothing is answered in the same turn.
    await Promise.resolve();
    fake.calls.push(made);
    const fault = fake.intercept(made);
    const carriedOut = fault === undefined || fault.kind === "slow" || fault.kind === "stale" || fault.after === true;
    const answer = carriedOut ? perform(fake, made, fault?.kind === "stale") : {};
    switch (fault?.kind) {
        case undefined:
        case "slow":
        case "stale":
            return structuredClone(answer);
        case "empty":
            return {};
        case "error":
            throw awsFailure(operation, named(fault.code, "injected"), (fault.status ?? 400) < 500 && !fault.after);
        case "hang":
        case "stall":
            throw new AwsFailure(operation, "timed-out", "injected");
        case "cut":
            throw new AwsFailure(operation, "unreachable", "injected");
        case "garbage":
            throw awsFailure(operation, named("SyntaxError", "injected"));
    }
}

function perform(fake: FakeAws, made: Call, stale: boolean): Data {
    try {
        return stale ? fake.performStale(made) : fake.perform(made);
    } catch (error) {
        if (error instanceof AwsError) {
            throw awsFailure(made.operation, named(error.code, error.message), true);
        }
        throw error;
    }
}

/** Seconds on the wire are a `Date` in the SDK. */
function isoTime(seconds: unknown): string {
    return new Date(Number(seconds) * 1000).toISOString();
}

function named(name: string, message: string): Error {
    return Object.assign(new Error(message), { name });
}
