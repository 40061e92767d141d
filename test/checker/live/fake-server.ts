import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AwsError, type Call, type Data, type FakeAws } from "./fake-aws";

/** The fake behind HTTP, as the AWS SDK speaks it: CloudTrail, Organizations, STS and S3 at one address. */
export interface FakeServer {
    readonly url: string;
    /** Milliseconds that every answer takes. */
    latency: number;
    /** How many requests came in, retries included. */
    requests: number;
    close(): Promise<void>;
}

/** The access key of an account's credentials, which the fake knows it by. */
export function accessKeyOf(account: string): string {
    return `ASIA${account}`;
}

export async function startFakeServer(fake: FakeAws): Promise<FakeServer> {
    const state = { url: "", latency: 0, requests: 0 };
    const server: Server = createServer((request, response) => {
        state.requests += 1;
        const chunks: Buffer[] = [];
        request.on("data", chunk => chunks.push(chunk));
        request.on("end", () => {
            const made = readCall(fake, request, Buffer.concat(chunks).toString());
            setTimeout(() => answer(fake, made, request, response), state.latency);
        });
    });
    // An idle connection that the server closes first would look like an injected fault.
    server.keepAliveTimeout = 120_000;
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return Object.assign(state, {
        close: () =>
            new Promise<void>(resolve => {
                server.close(() => resolve());
                server.closeAllConnections();
            }),
    });
}

function readCall(fake: FakeAws, { headers, url = "/" }: IncomingMessage, body: string): Call {
    const [, key = "", region = "", service = ""] =
        /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? "") ?? [];
    const account = [...fake.accounts.keys()].find(id => accessKeyOf(id) === key) ?? fake.callerAccount;
    if (service === "s3") {
        const bucket = decodeURIComponent(/^\/([^/?]*)/.exec(url)?.[1] ?? "");
        const operation = S3_OPERATIONS[/[?&](policy|publicAccessBlock|acl)\b/.exec(url)?.[1] ?? ""] ?? "";
        return { account, region, operation, input: { Bucket: bucket }, target: bucket };
    }
    if (service === "sts") {
        const { Action, Version: _, ...input } = Object.fromEntries(new URLSearchParams(body));
        return { account, region, operation: String(Action), input, target: String(input.RoleArn ?? "") };
    }
    const rest = REST_OPERATIONS.find(([pattern]) => pattern.test(url))?.[1];
    if (headers["x-amz-target"] === undefined && rest !== undefined) {
        const query = Object.fromEntries(new URL(url, "http://localhost").searchParams);
        const input = { ...query, ...(body === "" ? {} : (JSON.parse(body) as Data)) };
        return { account, region, operation: rest, input, target: String(input.RuleIdentifier ?? "") };
    }
    const operation = String(headers["x-amz-target"]).split(".").at(-1) ?? "";
    const input = JSON.parse(body) as Data;
    const target = String(
        input.TrailName ??
            input.Name ??
            input.KeyId ??
            input.EventDataStore ??
            (input.ResourceIdList as string[] | undefined)?.[0] ??
            input.NextToken ??
            "",
    );
    return { account, region, operation, input, target };
}

/** By the paths of the SDK's models. */
const REST_OPERATIONS: readonly (readonly [RegExp, string])[] = [
    [/^\/listRegions$/, "ListRegions"],
    [/^\/ListTelemetryRules$/, "ListTelemetryRules"],
    [/^\/ListTelemetryRulesForOrganization$/, "ListTelemetryRulesForOrganization"],
    [/^\/GetTelemetryRule$/, "GetTelemetryRule"],
    [/^\/UpdateTelemetryRule$/, "UpdateTelemetryRule"],
    [/^\/UpdateTelemetryRuleForOrganization$/, "UpdateTelemetryRuleForOrganization"],
    [/^\/GetTelemetryRuleForOrganization$/, "GetTelemetryRuleForOrganization"],
    [/^\/GetTelemetryEvaluationStatus$/, "GetTelemetryEvaluationStatus"],
    [/^\/GetTelemetryEvaluationStatusForOrganization$/, "GetTelemetryEvaluationStatusForOrganization"],
    [/^\/agents\//, "ListAgents"],
    [/^\/knowledgebases\//, "ListKnowledgeBases"],
    [/^\/flows/, "ListFlows"],
    [/^\/prompts/, "ListPrompts"],
    [/^\/guardrails/, "ListGuardrails"],
    [/^\/runtimes/, "ListAgentRuntimes"],
    [/^\/gateways/, "ListGateways"],
    [/^\/memories/, "ListMemories"],
    [/^\/browsers/, "ListBrowsers"],
    [/^\/code-interpreters/, "ListCodeInterpreters"],
];

const S3_OPERATIONS: Readonly<Record<string, string>> = {
    policy: "GetBucketPolicy",
    publicAccessBlock: "GetPublicAccessBlock",
    acl: "GetBucketAcl",
};

function answer(fake: FakeAws, made: Call, request: IncomingMessage, response: ServerResponse): void {
    fake.calls.push(made);
    const fault = fake.intercept(made);
    const carriedOut = fault === undefined || fault.kind === "slow" || fault.kind === "stale" || fault.after === true;
    const respond = () => {
        try {
            const perform = () => (fault?.kind === "stale" ? fake.performStale(made) : fake.perform(made));
            send(made, response, 200, carriedOut ? perform() : {});
        } catch (error) {
            if (!(error instanceof AwsError)) {
                throw error;
            }
            sendError(made, response, error);
        }
    };
    if (fault !== undefined && fault.kind !== "slow" && fault.kind !== "stale" && fault.after === true) {
        fake.perform(made);
    }
    switch (fault?.kind) {
        case undefined:
        case "stale":
            respond();
            return;
        case "slow":
            setTimeout(respond, fault.ms);
            return;
        case "error":
            sendError(made, response, new AwsError(fault.code, "injected", fault.status));
            return;
        case "cut":
            request.socket.destroy();
            return;
        case "hang":
            return;
        case "stall":
            response.writeHead(200, { "content-type": "application/x-amz-json-1.1", "content-length": "100" });
            response.write('{"Trail');
            return;
        case "empty":
            response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
            response.end("{}");
            return;
        case "garbage":
            response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
            response.end('{"TrailARN": "arn:aws:cloudtr');
    }
}

function send({ operation }: Call, response: ServerResponse, status: number, data: Data): void {
    switch (operation) {
        case "GetBucketPolicy":
            response.writeHead(status, { "content-type": "application/json" });
            response.end(String(data.Policy));
            return;
        case "GetPublicAccessBlock": {
            const settings = Object.entries(data).map(([name, value]) => `<${name}>${value}</${name}>`);
            sendXml(
                response,
                status,
                `<PublicAccessBlockConfiguration>${settings.join("")}</PublicAccessBlockConfiguration>`,
            );
            return;
        }
        case "GetBucketAcl": {
            const grants = (data.Groups as string[]).map(
                uri =>
                    `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>${uri}</URI></Grantee><Permission>READ</Permission></Grant>`,
            );
            sendXml(
                response,
                status,
                `<AccessControlPolicy><AccessControlList>${grants.join("")}</AccessControlList></AccessControlPolicy>`,
            );
            return;
        }
        case "AssumeRole": {
            const account = String(data.AccountOfCredentials);
            const credentials = `<Credentials><AccessKeyId>${accessKeyOf(account)}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>`;
            sendXml(response, status, wrap(operation, credentials));
            return;
        }
        case "GetCallerIdentity": {
            const { Account, Arn, UserId } = data;
            const identity = `<Account>${Account}</Account><Arn>${Arn}</Arn><UserId>${UserId}</UserId>`;
            sendXml(response, status, wrap(operation, identity));
            return;
        }
        default:
            response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
            response.end(JSON.stringify(data));
    }
}

function sendError({ operation }: Call, response: ServerResponse, { code, message, status }: AwsError): void {
    const error = `<Code>${code}</Code><Message>${message}</Message>`;
    if (Object.values(S3_OPERATIONS).includes(operation)) {
        sendXml(response, status, `<Error>${error}</Error>`);
    } else if (operation === "AssumeRole" || operation === "GetCallerIdentity") {
        const inner = `<Error><Type>Sender</Type>${error}</Error>`;
        sendXml(response, status, `<ErrorResponse>${inner}<RequestId>r</RequestId></ErrorResponse>`);
    } else {
        response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
        response.end(JSON.stringify({ __type: code, message }));
    }
}

function wrap(operation: string, result: string): string {
    return `<${operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${operation}Result>${result}</${operation}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${operation}Response>`;
}

function sendXml(response: ServerResponse, status: number, xml: string): void {
    response.writeHead(status, { "content-type": "text/xml" });
    response.end(`<?xml version="1.0" encoding="UTF-8"?>${xml}`);
}
