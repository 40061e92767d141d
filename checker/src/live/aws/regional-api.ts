import type { AccountAccess } from "./account-access";
import { required } from "./answers";
import type { Page, PlainData, RegionalApi } from "./api";
import type { BedrockList } from "./bedrock-lists";
import { AwsFailure } from "./calls/aws-failure";
import { call } from "./calls/call";
import { type ClientOptions, loadBedrockSdk, type Sdk } from "./sdk/sdk";
import { telemetryApi } from "./telemetry-api";

/** The calls about what an account has in each Region, with the credentials of one account. */
export function regionalApi(sdk: Sdk, access: AccountAccess): RegionalApi {
    const options = access.options.usual;
    const seconds = access.seconds.usual;
    const trail = (region: string) => new sdk.CloudTrailClient({ ...options, region });
    return {
        telemetry: telemetryApi(sdk, access),
        async listRegions(from) {
            const client = new sdk.AccountClient(options);
            const next = from === undefined ? {} : { NextToken: from };
            const command = new sdk.ListRegionsCommand({
                RegionOptStatusContains: ["ENABLED", "ENABLED_BY_DEFAULT"],
                ...next,
            });
            const { value } = await call("ListRegions", command, seconds, () => client.send(command));
            const regions = required("ListRegions", "Regions", value.Regions);
            return { entries: regions.flatMap(({ RegionName }) => RegionName ?? []), next: value.NextToken };
        },
        async listEventDataStores(region, from) {
            const command = new sdk.ListEventDataStoresCommand(from === undefined ? {} : { NextToken: from });
            const send = () => trail(region).send(command);
            const { value } = await call("ListEventDataStores", command, seconds, send);
            const stores = required("ListEventDataStores", "EventDataStores", value.EventDataStores);
            return {
                entries: stores.flatMap(({ EventDataStoreArn }) => EventDataStoreArn ?? []),
                next: value.NextToken,
            };
        },
        async getEventDataStore(region, arn) {
            const command = new sdk.GetEventDataStoreCommand({ EventDataStore: arn });
            const { text } = await call("GetEventDataStore", command, seconds, () => trail(region).send(command));
            // As with trails, the text that AWS sent is authoritative: the SDK leaves out what it doesn't know.
            const store = JSON.parse(text) as PlainData;
            required("GetEventDataStore", "AdvancedEventSelectors", store.AdvancedEventSelectors);
            required("GetEventDataStore", "Status", store.Status);
            return store;
        },
        listBedrock: (list, region, from) => bedrockLists({ ...options, region }, seconds)[list](from),
    };
}

type ListPage = (from: string | undefined) => Promise<Page<string>>;

function bedrockLists(options: ClientOptions, seconds: number): Readonly<Record<BedrockList, ListPage>> {
    const sdk = loadBedrockSdk();
    const agents = () => new sdk.BedrockAgentClient(options);
    const bedrock = () => new sdk.BedrockClient(options);
    const agentCore = () => new sdk.BedrockAgentCoreControlClient(options);
    const page = (from: string | undefined) => (from === undefined ? {} : { nextToken: from });
    return {
        async ListAgents(from) {
            const command = new sdk.ListAgentsCommand(page(from));
            const { value } = await call("ListAgents", command, seconds, () => agents().send(command));
            const list = required("ListAgents", "agentSummaries", value.agentSummaries);
            return { entries: list.map(({ agentName, agentId = "" }) => agentName ?? agentId), next: value.nextToken };
        },
        async ListKnowledgeBases(from) {
            const command = new sdk.ListKnowledgeBasesCommand(page(from));
            const { value } = await call("ListKnowledgeBases", command, seconds, () => agents().send(command));
            const list = required("ListKnowledgeBases", "knowledgeBaseSummaries", value.knowledgeBaseSummaries);
            return { entries: list.map(({ name = "" }) => name), next: value.nextToken };
        },
        async ListFlows(from) {
            const command = new sdk.ListFlowsCommand(page(from));
            const { value } = await call("ListFlows", command, seconds, () => agents().send(command));
            const list = required("ListFlows", "flowSummaries", value.flowSummaries);
            return { entries: list.map(({ name = "" }) => name), next: value.nextToken };
        },
        async ListPrompts(from) {
            const command = new sdk.ListPromptsCommand(page(from));
            const { value } = await call("ListPrompts", command, seconds, () => agents().send(command));
            const list = required("ListPrompts", "promptSummaries", value.promptSummaries);
            return { entries: list.map(({ name = "" }) => name), next: value.nextToken };
        },
        async ListGuardrails(from) {
            const command = new sdk.ListGuardrailsCommand(page(from));
            const { value } = await call("ListGuardrails", command, seconds, () => bedrock().send(command));
            const list = required("ListGuardrails", "guardrails", value.guardrails);
            return { entries: list.map(({ name = "" }) => name), next: value.nextToken };
        },
        async ListAgentRuntimes(from) {
            const command = new sdk.ListAgentRuntimesCommand(page(from));
            const { value } = await call("ListAgentRuntimes", command, seconds, () => agentCore().send(command));
            const list = required("ListAgentRuntimes", "agentRuntimes", value.agentRuntimes);
            return { entries: list.map(({ agentRuntimeName = "" }) => agentRuntimeName), next: value.nextToken };
        },
        async ListGateways(from) {
            const command = new sdk.ListGatewaysCommand(page(from));
            const { value } = await call("ListGateways", command, seconds, () => agentCore().send(command));
            const list = required("ListGateways", "items", value.items);
            return { entries: list.map(({ name = "" }) => name), next: value.nextToken };
        },
        async ListMemories(from) {
            const command = new sdk.ListMemoriesCommand(page(from));
            const { value } = await call("ListMemories", command, seconds, () => agentCore().send(command));
            const list = required("ListMemories", "memories", value.memories);
            return { entries: list.map(({ id = "" }) => id), next: value.nextToken };
        },
        // AWS has its own browser and code interpreter in every account: they say nothing about use.
        async ListBrowsers(from) {
            const command = new sdk.ListBrowsersCommand({ type: "CUSTOM", ...page(from) });
            const { value } = await call("ListBrowsers", command, seconds, () => agentCore().send(command));
            const list = required("ListBrowsers", "browserSummaries", value.browserSummaries);
            return { entries: list.map(({ name, browserId = "" }) => name ?? browserId), next: value.nextToken };
        },
        async ListCodeInterpreters(from) {
            const command = new sdk.ListCodeInterpretersCommand({ type: "CUSTOM", ...page(from) });
            const { value } = await call("ListCodeInterpreters", command, seconds, () => agentCore().send(command));
            const list = required("ListCodeInterpreters", "codeInterpreterSummaries", value.codeInterpreterSummaries);
            return {
                entries: list.map(({ name, codeInterpreterId = "" }) => name ?? codeInterpreterId),
                next: value.nextToken,
            };
        },
    };
}

/**
 * Does the service not exist in the Region? Then AWS has no address for it there. A name server that does not answer
 * fails differently (EAI_AGAIN).
 */
export function isNotOffered(error: unknown): boolean {
    return error instanceof AwsFailure && error.kind === "unreachable" && /getaddrinfo ENOTFOUND/.test(error.detail);
}
