import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { UserError } from "../../../../checker/src/command-line/user-error";
import { answerOf, runStatement } from "../../../../checker/src/evidence/athena/run-statement";
import { type AthenaApi, athenaApi } from "../../../../checker/src/live/aws/athena-api";
import * as sdk from "../../../../checker/src/live/aws/sdk/aws-sdk";

/** What a server answers, by operation, as the API reference of Athena has it. */
const ANSWERS: Readonly<Record<string, (body: Record<string, unknown>, asked: number) => unknown>> = {
    StartQueryExecution: () => ({ QueryExecutionId: "q" }),
    GetQueryExecution: (_body, asked) => ({
        QueryExecution: {
            Status: { State: asked === 1 ? "QUEUED" : "SUCCEEDED" },
            Statistics: { DataScannedInBytes: 42 },
        },
    }),
    GetQueryResults: ({ NextToken }) => ({
        ResultSet: {
            Rows:
                NextToken === undefined
                    ? [{ Data: [{ VarCharValue: "a" }, { VarCharValue: "b" }] }, { Data: [{ VarCharValue: "1" }, {}] }]
                    : [{ Data: [{ VarCharValue: "2" }, { VarCharValue: "x" }] }],
        },
        ...(NextToken === undefined ? { NextToken: "more" } : {}),
    }),
    StopQueryExecution: () => ({}),
};

describe("Athena over HTTP", () => {
    let server: Server;
    const calls: { operation: string; body: Record<string, unknown> }[] = [];
    /** Answers that replace the above. */
    let fault: ((response: ServerResponse) => void) | undefined;

    before(done => {
        server = createServer((request, response) => {
            const operation = String(request.headers["x-amz-target"]).replace("AmazonAthena.", "");
            let text = "";
            request.on("data", chunk => {
                text += chunk;
            });
            request.on("end", () => {
                const body = JSON.parse(text);
                calls.push({ operation, body });
                const asked = calls.filter(call => call.operation === operation).length;
                if (fault !== undefined) {
                    fault(response);
                    return;
                }
                response.setHeader("content-type", "application/x-amz-json-1.1");
                response.end(JSON.stringify(ANSWERS[operation]?.(body, asked)));
            });
        });
        server.listen(0, "127.0.0.1", done);
    });

    after(() => {
        server.close();
        server.closeAllConnections();
    });

    afterEach(() => {
        fault = undefined;
        calls.length = 0;
    });

    const connected = () =>
        athenaApi(
            sdk,
            {
                endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
                region: "us-east-1",
                credentials: { accessKeyId: "a", secretAccessKey: "b" },
                maxAttempts: 1,
            },
            1,
        );

    it("runs a statement, follows it, and pages through its answer, with what docs/iam-policy.json allows", async () => {
        const api = connected();
        const scanned: number[] = [];
        const { id, scannedBytes } = await runStatement(api, "SELECT 1", {
            workgroup: "primary",
            outputLocation: "s3://results/",
            stop: new AbortController().signal,
            onScanned: bytes => scanned.push(bytes),
            interval: 1,
        });
        assert.deepEqual([id, scannedBytes, scanned], ["q", 42, [42, 42]]);
        assert.deepEqual(await all(answerOf(api, id)), [
            ["1", null],
            ["2", "x"],
        ]);
        await api.stop(id);
        const { ClientRequestToken: _, ...started } = calls[0]?.body ?? {};
        assert.deepEqual(started, {
            QueryString: "SELECT 1",
            WorkGroup: "primary",
            ResultConfiguration: { OutputLocation: "s3://results/" },
        });
        const policy = JSON.parse(readFileSync(join(__dirname, "../../../../docs/iam-policy.json"), "utf8"));
        const { Action } = policy.Statement.find(({ Sid }: { Sid: string }) => Sid === "EvidenceByAthena");
        assert.deepEqual([...new Set(calls.map(({ operation }) => `athena:${operation}`))].sort(), [...Action].sort());
    });

    const CALLS: readonly (readonly [operation: string, (api: AthenaApi) => Promise<unknown>])[] = [
        ["StartQueryExecution", api => api.start("SELECT 1", { workgroup: "w", outputLocation: undefined })],
        ["GetQueryExecution", api => api.progressOf("q")],
        ["GetQueryResults", api => api.rows("q", undefined)],
    ];
    for (const [operation, make] of CALLS) {
        it(`ends ${operation} if its answer stalls, and accepts nothing that is not an answer`, async () => {
            fault = response => {
                response.writeHead(200, { "content-type": "application/x-amz-json-1.1", "content-length": "100" });
                response.write('{"Query');
            };
            await assert.rejects(make(connected()), {
                message: new RegExp(`^${operation} got no answer in time: .*did not end within 1 s`),
            });
            fault = response => response.end("{}");
            await assert.rejects(make(connected()), {
                message: new RegExp(`^${operation} failed: the answer has no `),
            });
        });
    }

    it("reports in one line what AWS refuses, not as a defect of the command", async () => {
        fault = response => {
            response.writeHead(400, { "content-type": "application/x-amz-json-1.1" });
            response.end(JSON.stringify({ __type: "AccessDeniedException", message: "not yours" }));
        };
        await assert.rejects(connected().progressOf("q"), error => {
            assert.ok(error instanceof UserError);
            assert.equal(error.message, "GetQueryExecution was denied: AccessDeniedException: not yours");
            return true;
        });
    });

    it("ends if the pages of an answer repeat", async () => {
        fault = response => response.end(JSON.stringify({ ResultSet: { Rows: [{ Data: [] }] }, NextToken: "again" }));
        await assert.rejects(all(answerOf(connected(), "q")), { message: /AWS repeats a page/ });
    });
});

async function all<T>(entries: AsyncIterable<T>): Promise<readonly T[]> {
    const found: T[] = [];
    for await (const entry of entries) {
        found.push(entry);
    }
    return found;
}
