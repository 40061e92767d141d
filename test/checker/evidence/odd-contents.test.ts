import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { invokeModel } from "./made/bucket-records";
import { MadeBucket, type MadeHour, PLAN } from "./made/made-bucket";
import { gatherMade } from "./made/run-made";
import { found, NOTHING } from "./made/tamperings";

describe("reading log files: odd contents and names", () => {
    it("says that the same event is in two files", async () => {
        const made = new MadeBucket({
            hours: 2,
            records: (place, hour) => [invokeModel({ ...place, id: hour === 0 ? "the same" : place.id })],
        });
        assert.equal((await gatherMade(made)).logFiles.repeatedEvents, 1);
    });

    it("says that there are event summaries where calls are expected, and counts none", async () => {
        const made = new MadeBucket({
            hours: 1,
            records: ({ account }) => [
                {
                    eventCategory: "Aggregated",
                    aggregationType: "Count",
                    eventSource: "bedrock.amazonaws.com",
                    account,
                },
            ],
        });
        const evidence = await gatherMade(made);
        assert.match(
            evidence.notes.join("\n"),
            /json\.gz contains event summaries, which are not evidence of a single call/,
        );
        assert.deepEqual(evidence.inventory, []);
    });

    it("reads a log file whatever its records are", async () => {
        const odd: unknown[] = [
            null,
            "bedrock",
            42,
            [],
            {},
            { eventSource: 7, eventName: null, bedrock: true },
            { eventSource: "bedrock.amazonaws.com" },
            { eventSource: "bedrock.amazonaws.com", eventName: "InvokeModel", userIdentity: "me", resources: "all" },
            {
                eventSource: "cloudtrail.amazonaws.com",
                eventName: "StopLogging",
                eventTime: "2026",
                requestParameters: [],
            },
        ];
        const made = new MadeBucket({ hours: 1, records: () => odd as Record<string, unknown>[] });
        const evidence = await gatherMade(made);
        assert.deepEqual(found(evidence, made), NOTHING);
        // Nothing vouches for these: anything that isn't a log file is named.
        const [account = ""] = made.plan.accounts;
        const wrong = { "not-readable": ["[]", "{}", '{"Records":{}}', "bedrock {"], "not-gzip": [] };
        const keys: string[] = [];
        for (const [index, text] of wrong["not-readable"].entries()) {
            const key = made.logFileKey(account, "us-east-1", PLAN.from + 30 * 60_000, `WRONG00000000${index}`);
            made.objects.set(key, { bytes: gzipSync(text), metadata: {} });
            keys.push(key);
        }
        const { logFiles } = await gatherMade(made);
        assert.deepEqual(
            logFiles.invalid.map(({ key, problem }) => [key, problem]),
            keys.sort().map(key => [key, "not-readable"]),
        );
    });

    it("accepts any file name", async () => {
        const made = new MadeBucket({ hours: 2 });
        const folderOf = (made.chain()[0] as MadeHour).logFiles[0]?.replace(/[^/]+$/, "") ?? "";
        const names = [
            "\u001b[31mred.json.gz",
            "a b\n.json.gz",
            "%2e%2e.json.gz",
            "…/..json.gz",
            "x.txt",
            "<b>.json.gz",
        ];
        for (const name of names) {
            made.objects.set(`${folderOf}${name}`, { bytes: Buffer.from("x"), metadata: {} });
        }
        made.objects.set("AWSLogs/not-an-account/CloudTrail/us-east-1/2026/11/01/x.json.gz", {
            bytes: Buffer.from("x"),
            metadata: {},
        });
        const evidence = await gatherMade(made);
        assert.equal(evidence.logFiles.valid, 4);
        // None of them is gzip, so that each is named as what it is.
        assert.deepEqual(
            evidence.logFiles.invalid.map(({ problem }) => problem),
            ["not-gzip", "not-gzip", "not-gzip", "not-gzip"],
        );
    });
});
