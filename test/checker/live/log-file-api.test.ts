import assert from "node:assert/strict";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { KeyRing } from "../../../checker/src/evidence/digests/key-ring";
import { readEventHistory } from "../../../checker/src/evidence/event-history";
import { bucketStore } from "../../../checker/src/evidence/files/bucket-store";
import { type LogFileApi, logFileApi } from "../../../checker/src/live/aws/log-file-api";
import { loadSdk } from "../../../checker/src/live/aws/sdk/sdk";

const JSON_TYPE = "application/x-amz-json-1.1";
const HOME = { account: "111122223333", region: "us-east-1" };

/** Begins an answer, and never ends it. */
const stalling =
    (status: number, type: string, start: string) =>
    (response: ServerResponse): void => {
        response.writeHead(status, { "content-type": type, "content-length": "1000" });
        response.write(start);
    };

const whole =
    (type: string, body: string) =>
    (response: ServerResponse): void => {
        response.writeHead(200, { "content-type": type });
        response.end(body);
    };

const listing = (inner: string) =>
    whole("text/xml", `<ListBucketResult><KeyCount>1</KeyCount>${inner}</ListBucketResult>`);

describe("the calls about log files over HTTP", () => {
    let server: Server;
    let answer: (response: ServerResponse) => void;
    let api: LogFileApi;

    before(done => {
        server = createServer((request, response) => {
            request.resume().on("end", () => answer(response));
        });
        server.listen(0, "127.0.0.1", () => {
            const options = {
                endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
                region: HOME.region,
                credentials: { accessKeyId: "a", secretAccessKey: "b" },
                maxAttempts: 1,
                forcePathStyle: true,
            };
            api = logFileApi(loadSdk(), options, 0.5);
            done();
        });
    });
    after(() => {
        server.close();
        server.closeAllConnections();
    });

    const STALLS: readonly (readonly [string, (response: ServerResponse) => void, RegExp])[] = [
        ["an object", stalling(200, "application/octet-stream", "abc"), /stalled for 0\.5 s/],
        ["the reason for a refusal", stalling(403, "text/xml", "<Error><Code>Acc"), /did not end within 0\.5 s/],
        ["an error of the service", stalling(503, "text/xml", "<Error>"), /did not end within 0\.5 s/],
    ];
    for (const [what, fault, expected] of STALLS) {
        it(`ends if ${what} begins and never ends`, async () => {
            answer = fault;
            await assert.rejects(api.getObject("bucket", "key"), { message: expected });
        });
    }

    const REPEATED = "<IsTruncated>true</IsTruncated><NextContinuationToken>again</NextContinuationToken>";
    const LISTS: readonly (readonly [string, (response: ServerResponse) => void, () => Promise<unknown>])[] = [
        ["a folder", listing(REPEATED), () => bucketStore(api, "bucket", "").list("")],
        [
            "the public keys",
            whole(JSON_TYPE, '{"PublicKeyList": [], "NextToken": "again"}'),
            async () => {
                const found = await new KeyRing(api.listPublicKeys, 0, 1).find(HOME.region, "f", 0);
                throw new Error(typeof found === "object" && "failure" in found ? found.failure : "no failure");
            },
        ],
        [
            "the event history",
            whole(JSON_TYPE, '{"Events": [], "NextToken": "again"}'),
            async () => {
                const history = await readEventHistory(api, HOME, { from: 0, to: 1 }, 2);
                throw new Error("failure" in history ? history.failure : "no failure");
            },
        ],
    ];
    for (const [list, fault, read] of LISTS) {
        it(`ends if the pages of ${list} repeat`, async () => {
            answer = fault;
            await assert.rejects(read(), { message: /AWS repeats a page/ });
        });
    }

    it("does not treat a listing as complete that says there is more, but not where", async () => {
        answer = listing("<IsTruncated>true</IsTruncated>");
        await assert.rejects(bucketStore(api, "bucket", "").list(""), {
            message: /the answer has no NextContinuationToken/,
        });
    });
});
