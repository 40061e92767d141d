import type { AccountApi, AwsApi } from "../../../checker/src/live/aws/api";
import { AwsFailure, awsFailure } from "../../../checker/src/live/aws/aws-failure";
import { AwsError, type Call, type Data, type FakeAws } from "./fake-aws";

/** The fake without HTTP: for tests that make many thousands of calls. */
export function inProcess(fake: FakeAws, region = "us-east-1"): AwsApi {
    const own = accountApi(fake, fake.callerAccount, region);
    return {
        getCallerIdentity: () => own.getCallerIdentity(),
        listAccounts: async from => {
            const { Accounts, NextToken } = await call(fake, fake.callerAccount, region, "ListAccounts", {
                ...(from === undefined ? {} : { NextToken: from }),
            });
            const entries = (Accounts as { Id: string; Name: string; Status: string }[]).map(entry => ({
                id: entry.Id,
                name: entry.Name,
                status: entry.Status,
            }));
            return { entries, next: NextToken as string | undefined };
        },
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
    return {
        listTrails: async from => {
            const { Trails, NextToken } = await ask("ListTrails", from === undefined ? {} : { NextToken: from });
            const entries = (Trails as { TrailARN: string; Name: string; HomeRegion: string }[]).map(entry => ({
                arn: entry.TrailARN,
                name: entry.Name,
                homeRegion: entry.HomeRegion,
            }));
            return { entries, next: NextToken as string | undefined };
        },
        describeTrails: async arns => (await ask("DescribeTrails", { trailNameList: arns })).trailList as Data[],
        getTrail: async (region, arn) => (await ask("GetTrail", { Name: arn }, region)).Trail as Data,
        getEventSelectors: async (region, arn) => {
            const { TrailARN: _, ...selectors } = await ask("GetEventSelectors", { TrailName: arn }, region);
            return selectors;
        },
        getTrailStatus: async (region, arn) => {
            const status = await ask("GetTrailStatus", { Name: arn }, region);
            const isTime = (name: string) => name.endsWith("Time");
            return Object.fromEntries(
                Object.entries(status).map(([name, value]) => [name, isTime(name) ? isoTime(value) : value]),
            );
        },
        delivery: {
            getBucketPolicy: bucket =>
                absentAs("NoSuchBucketPolicy", ask("GetBucketPolicy", { Bucket: bucket }), "Policy"),
            getPublicAccessBlock: bucket =>
                absentAs("NoSuchPublicAccessBlockConfiguration", ask("GetPublicAccessBlock", { Bucket: bucket })),
            getBucketAclGroups: async bucket => (await ask("GetBucketAcl", { Bucket: bucket })).Groups as string[],
            describeKey: async (region, arn) => (await ask("DescribeKey", { KeyId: arn }, region)).KeyMetadata as Data,
            getKeyPolicy: async (region, arn) => (await ask("GetKeyPolicy", { KeyId: arn }, region)).Policy as string,
        },
        getCallerIdentity: async () => {
            const { Account, Arn } = await ask("GetCallerIdentity", {});
            return { account: Account as string, arn: Arn as string };
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

/** As the SDK's errors are read: an error that means that there is nothing of the kind is no failure. */
async function absentAs<T>(code: string, asked: Promise<Data>, property?: string): Promise<T | undefined> {
    try {
        const answer = await asked;
        return (property === undefined ? answer : answer[property]) as T;
    } catch (error) {
        if ((error as Error).message.includes(code)) {
            return undefined;
        }
        throw error;
    }
}

async function call(fake: FakeAws, account: string, region: string, operation: string, input: Data): Promise<Data> {
    const target = String(
        input.TrailName ?? input.Name ?? input.RoleArn ?? input.Bucket ?? input.KeyId ?? input.NextToken ?? "",
    );
    const made: Call = { account, region, operation, input, target };
    // As with a real connection, nothing is answered in the same turn.
    await Promise.resolve();
    fake.calls.push(made);
    const fault = fake.intercept(made);
    const carriedOut = fault === undefined || fault.kind === "slow" || fault.after === true;
    const answer = carriedOut ? perform(fake, made) : {};
    switch (fault?.kind) {
        case undefined:
        case "slow":
            return structuredClone(answer);
        case "error":
            throw awsFailure(operation, named(fault.code, "injected"));
        case "hang":
            throw new AwsFailure(operation, "timed-out", "injected");
        case "cut":
            throw new AwsFailure(operation, "unreachable", "injected");
        case "garbage":
            throw awsFailure(operation, named("SyntaxError", "injected"));
    }
}

function perform(fake: FakeAws, made: Call): Data {
    try {
        return fake.perform(made);
    } catch (error) {
        if (error instanceof AwsError) {
            throw awsFailure(made.operation, named(error.code, error.message));
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
