import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import {
    BedrockAgentCoreControlClient,
    CreateAgentRuntimeCommand,
    CreateGatewayCommand,
    CreateMemoryCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import type { BedrockList } from "../../../checker/src/live/aws/bedrock-lists";
import { SilentRegions } from "../../../checker/src/live/aws/calls/silent-regions";
import { regionalApi } from "../../../checker/src/live/aws/regional-api";
import { type ClientOptions, loadSdk } from "../../../checker/src/live/aws/sdk/sdk";
import { findMotoServer, startMotoServer } from "./moto-server";

const REGION = "us-east-1";
const ROLE = "arn:aws:iam::123456789012:role/r";

/** The lists that moto has and whose answers the SDK can read: moto writes the times of agents and knowledge bases as numbers. */
describe("the Bedrock resources of an account, on the moto server", function () {
    this.timeout(300_000);
    let server: ChildProcess | undefined;
    let options: ClientOptions;

    before(async function () {
        const command = findMotoServer();
        if (command === undefined) {
            // Python or PyPI is missing: these tests are skipped, and counted as skipped.
            this.skip();
        }
        const { url, process: child } = await startMotoServer(command);
        server = child;
        options = {
            region: REGION,
            credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
            maxAttempts: 1,
            retryMode: "standard",
            requestHandler: {},
            endpoint: url,
        } as ClientOptions;
        const agentCore = new BedrockAgentCoreControlClient(options);
        await agentCore.send(
            new CreateAgentRuntimeCommand({
                agentRuntimeName: "runner",
                roleArn: ROLE,
                agentRuntimeArtifact: { containerConfiguration: { containerUri: "123456789012.dkr.ecr.x/y:z" } },
                networkConfiguration: { networkMode: "PUBLIC" },
            }),
        );
        await agentCore.send(
            new CreateGatewayCommand({ name: "door", roleArn: ROLE, protocolType: "MCP", authorizerType: "AWS_IAM" }),
        );
        await agentCore.send(new CreateMemoryCommand({ name: "recall", eventExpiryDuration: 7 }));
    });
    after(() => {
        server?.kill();
    });

    const access = () => ({
        options: { usual: options, first: options },
        seconds: { usual: 10, first: 10 },
        regions: new SilentRegions(),
        telemetryRegions: new SilentRegions(),
    });
    const LISTS: readonly (readonly [BedrockList, RegExp])[] = [
        ["ListAgentRuntimes", /^runner$/],
        ["ListGateways", /^door$/],
        ["ListMemories", /^[\w-]+$/],
    ];
    for (const [list, name] of LISTS) {
        it(`${list} lists what exists, and nothing in another Region`, async () => {
            const { entries, next } = await regionalApi(loadSdk(), access()).listBedrock(list, REGION, undefined);
            assert.equal(entries.length, 1);
            assert.match(entries[0] ?? "", name);
            assert.equal(next, undefined);
            const elsewhere = await regionalApi(loadSdk(), access()).listBedrock(list, "eu-west-1", undefined);
            assert.deepEqual(elsewhere.entries, []);
        });
    }
});
