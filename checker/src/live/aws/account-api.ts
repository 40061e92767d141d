import type { AccountAccess } from "./account-access";
import { required, requireSelectors, undefinedIfAbsent } from "./answers";
import type { AccountApi, Caller, DeliveryApi, PlainData, RegionalApi, SelectorsInput, TrailSettings } from "./api";
import { type Answer, call } from "./calls/call";
import { pagesOf } from "./calls/read-pages";
import type { Patience } from "./calls/silent-regions";
import { deliveryApi } from "./delivery-api";
import { regionalApi } from "./regional-api";
import type { Sdk } from "./sdk/sdk";

/** The calls in one account, through the SDK. */
export class SdkAccountApi implements AccountApi {
    private ofDelivery: DeliveryApi | undefined;
    private readonly clients = new Map<string, InstanceType<Sdk["CloudTrailClient"]>>();

    constructor(
        private readonly sdk: Sdk,
        private readonly access: AccountAccess,
    ) {}

    /** Created when it is first used: most runs don't need it. */
    get delivery(): DeliveryApi {
        this.ofDelivery ??= deliveryApi(this.sdk, this.access.options.usual, this.access.seconds.usual);
        return this.ofDelivery;
    }

    get regional(): RegionalApi {
        return regionalApi(this.sdk, this.access);
    }

    private cloudTrail(region: string, patience: Patience) {
        const key = `${region} ${patience}`;
        const known = this.clients.get(key);
        if (known !== undefined) {
            return known;
        }
        const client = new this.sdk.CloudTrailClient({ ...this.access.options[patience], region });
        this.clients.set(key, client);
        return client;
    }

    private get region(): string {
        return this.access.options.usual.region;
    }

    async listTrails(from: string | undefined) {
        const command = new this.sdk.ListTrailsCommand(from === undefined ? {} : { NextToken: from });
        const { value } = await this.ask("ListTrails", this.region, command, client => client.send(command));
        const entries = required("ListTrails", "Trails", value.Trails).map(
            ({ TrailARN = "", Name = "", HomeRegion = "" }) => ({ arn: TrailARN, name: Name, homeRegion: HomeRegion }),
        );
        return { entries, next: value.NextToken };
    }

    async describeTrails(arns: readonly string[]): Promise<readonly PlainData[]> {
        const command = new this.sdk.DescribeTrailsCommand({ trailNameList: [...arns], includeShadowTrails: true });
        const { value } = await this.ask("DescribeTrails", this.region, command, client => client.send(command));
        return required("DescribeTrails", "trailList", value.trailList).map(trail => ({ ...trail }));
    }

    async getTrail(region: string, arn: string): Promise<PlainData> {
        const command = new this.sdk.GetTrailCommand({ Name: arn });
        const { value } = await this.ask("GetTrail", region, command, client => client.send(command));
        return { ...required("GetTrail", "Trail", value.Trail) };
    }

    async getEventSelectors(region: string, arn: string): Promise<PlainData> {
        const command = new this.sdk.GetEventSelectorsCommand({ TrailName: arn });
        // The SDK leaves out properties that it doesn't know. A condition that AWS has added since would be lost, and
        // the selector would seem to log more than it does, so the text that AWS sent is authoritative.
        const { text } = await this.ask("GetEventSelectors", region, command, client => client.send(command));
        return requireSelectors(JSON.parse(text) as PlainData);
    }

    async getTrailStatus(region: string, arn: string): Promise<PlainData> {
        const command = new this.sdk.GetTrailStatusCommand({ Name: arn });
        const { value } = await this.ask("GetTrailStatus", region, command, client => client.send(command));
        const { $metadata: _, ...status } = value;
        required("GetTrailStatus", "IsLogging", status.IsLogging);
        return Object.fromEntries(
            Object.entries(status).map(([name, entry]) => [name, entry instanceof Date ? entry.toISOString() : entry]),
        );
    }

    async listTags(region: string, arn: string): Promise<Readonly<Record<string, string>>> {
        const tags: Record<string, string> = {};
        const pages = pagesOf("ListTags", async from => {
            const next = from === undefined ? {} : { NextToken: from };
            const command = new this.sdk.ListTagsCommand({ ResourceIdList: [arn], ...next });
            const { value } = await this.ask("ListTags", region, command, client => client.send(command));
            const entries = required("ListTags", "ResourceTagList", value.ResourceTagList);
            return { entries, next: value.NextToken };
        });
        for await (const entries of pages) {
            for (const { Key = "", Value = "" } of entries.flatMap(({ TagsList = [] }) => TagsList)) {
                tags[Key] = Value;
            }
        }
        return tags;
    }

    async getInsightSelectors(region: string, arn: string): Promise<readonly PlainData[]> {
        const command = new this.sdk.GetInsightSelectorsCommand({ TrailName: arn });
        const selectors = await undefinedIfAbsent(async () => {
            const { value } = await this.ask("GetInsightSelectors", region, command, client => client.send(command));
            return required("GetInsightSelectors", "InsightSelectors", value.InsightSelectors);
        });
        return (selectors ?? []).map(selector => ({ ...selector }));
    }

    async getCallerIdentity(): Promise<Caller> {
        const { options, seconds } = this.access;
        const client = new this.sdk.STSClient(options.first);
        const command = new this.sdk.GetCallerIdentityCommand({});
        const { value } = await call("GetCallerIdentity", command, seconds.first, () => client.send(command));
        return {
            account: required("GetCallerIdentity", "Account", value.Account),
            arn: required("GetCallerIdentity", "Arn", value.Arn),
        };
    }

    async putEventSelectors(region: string, arn: string, selectors: SelectorsInput): Promise<void> {
        type Input = ConstructorParameters<Sdk["PutEventSelectorsCommand"]>[0];
        const command = new this.sdk.PutEventSelectorsCommand({ TrailName: arn, ...selectors } as Input);
        await this.ask("PutEventSelectors", region, command, client => client.send(command));
    }

    async updateTrail(region: string, arn: string, settings: TrailSettings): Promise<void> {
        const command = new this.sdk.UpdateTrailCommand({ Name: arn, ...settings });
        await this.ask("UpdateTrail", region, command, client => client.send(command));
    }

    async startLogging(region: string, arn: string): Promise<void> {
        const command = new this.sdk.StartLoggingCommand({ Name: arn });
        await this.ask("StartLogging", region, command, client => client.send(command));
    }

    private ask<T>(
        operation: string,
        region: string,
        command: Parameters<typeof call>[1],
        send: (client: InstanceType<Sdk["CloudTrailClient"]>) => Promise<T>,
    ): Promise<Answer<T>> {
        const { regions, seconds } = this.access;
        return regions.ask(region, operation, patience =>
            call(operation, command, seconds[patience], () => send(this.cloudTrail(region, patience))),
        );
    }
}
