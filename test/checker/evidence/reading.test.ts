import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { UserError } from "../../../checker/src/command-line/user-error";
import type { Evidence } from "../../../checker/src/evidence/evidence";
import { exitCodeOf, findingsOf } from "../../../checker/src/evidence/report/findings";
import { AwsFailure } from "../../../checker/src/live/aws/calls/aws-failure";
import type { LogFileApi } from "../../../checker/src/live/aws/log-file-api";
import { FakeAws } from "../live/fake-aws";
import { COMPLETE } from "../live/trails";
import { invokeModel, trailCall } from "./made/bucket-records";
import { iso, MadeBucket, type MadeHour, PLAN } from "./made/made-bucket";
import { gatherMade, madeApi } from "./made/run-made";
import { found, NOTHING } from "./made/tamperings";

const HOUR = 3_600_000;
const ACCOUNT = "123456789012";

/** The made bucket, with some keys that can't be read, and a count of what was read. */
function watched(made: MadeBucket, denied: (key: string) => boolean = () => false) {
    const api = madeApi(made);
    const read: string[] = [];
    const refuse = (operation: string, key: string) => {
        if (denied(key)) {
            throw new AwsFailure(operation, "denied", "not authorized");
        }
    };
    const watching: LogFileApi = {
        ...api,
        listFolder: async (bucket, folder, from) => {
            refuse("ListObjectsV2", folder);
            return api.listFolder(bucket, folder, from);
        },
        getObject: async (bucket, key) => {
            refuse("GetObject", key);
            read.push(key);
            return api.getObject(bucket, key);
        },
    };
    return { api: watching, read };
}

/** What must not differ between two runs on the same files. */
function essence({ read: _, notes: __, ...evidence }: Evidence): unknown {
    return evidence;
}

describe("reading log files", () => {
    let folder = "";
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    it("reads all accounts and Regions of an organization's trail, without being told which", async () => {
        const aws = new FakeAws(ACCOUNT);
        aws.management = ACCOUNT;
        aws.addTrail(ACCOUNT, "main", { bucket: PLAN.bucket, isOrganizationTrail: true });
        const plan = { hours: 3, accounts: [ACCOUNT, "444455556666"], regions: ["us-east-1", "eu-west-1"] };
        const made = new MadeBucket({ ...plan, organization: "o-abc1234567" });
        // The bucket also holds another trail's files, which are not the organization's.
        for (const [key, object] of new MadeBucket({ hours: 3, trail: "other" }).objects) {
            made.objects.set(key, object);
        }
        const evidence = await gatherMade(made, { source: undefined, trail: "main" }, { aws });
        assert.deepEqual(found(evidence, made), NOTHING);
        assert.deepEqual([evidence.digests.valid, evidence.logFiles.valid], [12, 24]);
        assert.equal(evidence.timeline.length, 4);
        assert.equal(evidence.trail, `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main`);
    });

    it("reads only the accounts and Regions that are asked for", async () => {
        const made = new MadeBucket({
            hours: 2,
            accounts: [ACCOUNT, "444455556666"],
            regions: ["us-east-1", "eu-west-1"],
        });
        const evidence = await gatherMade(made, { accounts: ["444455556666"], regions: ["eu-west-1"] });
        assert.deepEqual(
            evidence.timeline.map(({ account, region }) => [account, region]),
            [["444455556666", "eu-west-1"]],
        );
        await assert.rejects(
            gatherMade(made, { accounts: ["999999999999"] }),
            /no CloudTrail log files for these accounts/,
        );
    });

    it("tells the files of two trails apart that deliver to the same place", async () => {
        const made = new MadeBucket({ hours: 4 });
        const other = new MadeBucket({ hours: 4, trail: "second", filesAnHour: 3 });
        for (const [key, object] of other.objects) {
            made.objects.set(key, object);
        }
        const evidence = await gatherMade(made);
        assert.deepEqual(found(evidence, made), NOTHING);
        assert.deepEqual([evidence.digests.valid, evidence.trail], [8, null]);
        // A digest of one is not made up for by one of the other.
        made.objects.delete(made.chain()[1]?.digest ?? "");
        const { gaps, logFiles } = await gatherMade(made);
        assert.deepEqual(
            gaps.map(({ trail, reason }) => [trail, reason]),
            [["main", "digests-missing"]],
        );
        assert.deepEqual(logFiles.unnamed, []);
    });

    it("is right at the edges of the time asked for, wherever they are", async () => {
        const made = new MadeBucket({ hours: 50, from: PLAN.from - 25 * HOUR, filesAnHour: 4 });
        for (const [from, to] of [
            [-1.3, 1.4],
            [-0.1, 0.2],
            [-24.5, -23.2],
            [0, 24],
            [-3, 0],
            [23.9, 24.9],
        ] as const) {
            const asked = { from: PLAN.from + from * HOUR, to: PLAN.from + to * HOUR };
            const evidence = await gatherMade(made, { asked });
            assert.deepEqual(
                [evidence.digests.invalid, evidence.logFiles.invalid, evidence.logFiles.unnamed, evidence.gaps],
                [[], [], [], []],
                `${from} to ${to}`,
            );
            const isInside = (time: string) => Date.parse(time) >= asked.from && Date.parse(time) < asked.to;
            const calls = [...made.objects.keys()]
                .filter(key => /\/CloudTrail\//.test(key))
                .flatMap(
                    key =>
                        (JSON.parse(made.content(key)) as { Records: { eventTime: string; eventName: string }[] })
                            .Records,
                )
                .filter(({ eventName, eventTime }) => eventName === "InvokeModel" && isInside(eventTime));
            const counted = evidence.inventory.find(({ eventName }) => eventName === "InvokeModel")?.count ?? 0;
            assert.equal(counted, calls.length, `${from} to ${to}`);
        }
    });

    it("goes on where a run was interrupted, and comes to the same", async () => {
        const made = new MadeBucket({ hours: 40, accounts: [ACCOUNT, "444455556666"], filesAnHour: 1 });
        const all = watched(made);
        const whole = await gatherMade(made, {}, { api: all.api });
        const resume = join(folder, "resume.jsonl");
        const stop = new AbortController();
        const first = watched(made, key => {
            if (first.read.length > 90) {
                stop.abort();
            }
            return key === "nowhere";
        });
        const cut = await gatherMade(made, { resume, stop: stop.signal }, { api: first.api });
        assert.equal(cut.complete, false);
        assert(cut.logFiles.valid < whole.logFiles.valid);
        assert.match(cut.notes.join("\n"), /not read/);
        assert.deepEqual(found(cut, made), NOTHING);
        assert(cut.timeline.some(({ spans }) => spans.some(({ state }) => state === "unread")));
        const second = watched(made);
        const resumed = await gatherMade(made, { resume }, { api: second.api });
        assert.deepEqual(essence(resumed), essence(whole));
        assert(second.read.length < all.read.length);
        const third = watched(made);
        assert.deepEqual(essence(await gatherMade(made, { resume }, { api: third.api })), essence(whole));
        assert.deepEqual(third.read, []);
    });

    it("does not mix what is kept with another question, and leaves a file alone that isn't its own", async () => {
        const made = new MadeBucket({ hours: 2 });
        const resume = join(folder, "other.jsonl");
        await gatherMade(made, { resume });
        const kept = readFileSync(resume, "utf8");
        for (const changes of [{ asked: { from: PLAN.from, to: PLAN.from + HOUR } }, { by: ["account"] as const }]) {
            await assert.rejects(gatherMade(made, { resume, ...changes }), (error: Error) => {
                assert(error instanceof UserError);
                assert.match(error.message, /was written for another source, trail or time, or other columns/);
                return true;
            });
        }
        assert.equal(readFileSync(resume, "utf8"), kept);
        // What a killed run left half written is read again.
        writeFileSync(resume, kept.slice(0, -30));
        assert.equal((await gatherMade(made, { resume })).logFiles.valid, 4);
    });

    it("names a file that can't be read, counts the others, and calls nothing complete", async () => {
        const made = new MadeBucket({ hours: 3 });
        const key = made.chain()[1]?.logFiles[0] ?? "";
        const evidence = await gatherMade(made, {}, { api: watched(made, other => other === key).api });
        assert.deepEqual(evidence.logFiles.invalid, [
            { key, problem: "unreadable", detail: "GetObject was denied: not authorized" },
        ]);
        assert.deepEqual([evidence.logFiles.valid, evidence.complete, evidence.timeline[0]?.tampered], [5, false, []]);
    });

    it("says which days could not be listed, and calls them neither verified nor a gap", async () => {
        const made = new MadeBucket({ hours: 48, filesAnHour: 1 });
        const { api } = watched(made, key => key.endsWith("CloudTrail/us-east-1/2026/11/02/"));
        const evidence = await gatherMade(made, {}, { api });
        assert.equal(evidence.complete, false);
        assert.deepEqual(evidence.gaps, []);
        assert.deepEqual(
            evidence.timeline[0]?.spans.map(({ state }) => state),
            ["verified", "unread"],
        );
        assert.match(evidence.notes.join("\n"), /123456789012 us-east-1, 2026-11-02: ListObjectsV2 was denied/);
        const nothing = gatherMade(made, {}, { api: watched(made, () => true).api });
        await assert.rejects(nothing, /can't list "s3:\/\/trail-logs\/": ListObjectsV2 was denied/);
    });

    it("calls no signature valid or wrong where the keys can't be had", async () => {
        const made = new MadeBucket({ hours: 2 });
        const api: LogFileApi = {
            ...madeApi(made),
            listPublicKeys: async () => {
                throw new AwsFailure("ListPublicKeys", "denied", "not authorized");
            },
        };
        const evidence = await gatherMade(made, {}, { api });
        assert.deepEqual([evidence.digests.valid, evidence.digests.unverified, evidence.logFiles.valid], [0, 2, 0]);
        assert.match(evidence.notes.join("\n"), /the keys of us-east-1 could not be read: ListPublicKeys was denied/);
    });

    it("says that the same event stands in two files", async () => {
        const made = new MadeBucket({
            hours: 2,
            records: (place, hour) => [invokeModel({ ...place, id: hour === 0 ? "the same" : place.id })],
        });
        assert.equal((await gatherMade(made)).logFiles.repeatedEvents, 1);
    });

    it("says that summaries of events stand where calls are expected, and counts none", async () => {
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

    it("is not upset by what a log file may hold", async () => {
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
        // Nobody vouches for these: what isn't a log file is named.
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

    it("takes names as they are", async () => {
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

    it("finds the trail by its name or ARN, or because it is the only one", async () => {
        const made = new MadeBucket({ hours: 1 });
        const aws = new FakeAws(ACCOUNT);
        await assert.rejects(gatherMade(made, { source: undefined }, { aws }), /^Error: no trail is visible/);
        const { arn } = aws.addTrail(ACCOUNT, "main", { bucket: PLAN.bucket });
        for (const trail of [undefined, "main", arn]) {
            assert.equal((await gatherMade(made, { source: undefined, trail }, { aws })).logFiles.valid, 2);
        }
        await assert.rejects(
            gatherMade(made, { source: undefined, trail: "mine" }, { aws }),
            /no trail "mine" is visible/,
        );
        aws.addTrail(ACCOUNT, "second");
        await assert.rejects(
            gatherMade(made, { source: undefined }, { aws }),
            /there are several trails: name one with --trail/,
        );
    });

    it("takes nothing in the trail's own bucket for a copy", async () => {
        const aws = new FakeAws(ACCOUNT);
        aws.addTrail(ACCOUNT, "main", { bucket: PLAN.bucket });
        const made = new MadeBucket({ hours: 2 });
        const key = made.chain()[1]?.digest ?? "";
        const content = made.content(key).replaceAll('"trail-logs"', '"another-bucket"');
        made.objects.set(key, { bytes: gzipSync(content), metadata: {} });
        const { digests } = await gatherMade(made, { source: undefined, trail: "main" }, { aws });
        assert.deepEqual(
            digests.invalid.map(file => [file.key, file.problem]),
            [[key, "wrong-place"]],
        );
    });

    it("goes by the time in the names: files of later hours are not read", async () => {
        const made = new MadeBucket({ hours: 10, filesAnHour: 1 });
        const { api, read } = watched(made);
        await gatherMade(made, { asked: { from: PLAN.from, to: PLAN.from + 2 * HOUR } }, { api });
        const logFiles = read.filter(key => key.includes("/CloudTrail/"));
        assert.deepEqual(
            logFiles.sort(),
            made
                .chain()
                .slice(0, 3)
                .flatMap(hour => hour.logFiles)
                .filter(key => key < made.logFileKey(ACCOUNT, "us-east-1", PLAN.from + 2.5 * HOUR, ""))
                .sort(),
        );
        assert(iso(PLAN.from).startsWith("2026-11-01"));
    });

    describe("of a live trail", () => {
        const live = (selectors: unknown[] = COMPLETE) => {
            const aws = new FakeAws(ACCOUNT);
            aws.addTrail(ACCOUNT, "main", { bucket: PLAN.bucket, selectors: { advanced: selectors } });
            return aws;
        };
        const question = { source: undefined, trail: "main" };
        const codeOf = (evidence: Evidence) => exitCodeOf(findingsOf(evidence));

        it("verifies and reconciles everything: exit code 0", async () => {
            const evidence = await gatherMade(new MadeBucket({ hours: 4 }), question, { aws: live() });
            assert.deepEqual(
                evidence.reconciliation.map(({ requirement, promised, arrived, verdict }) => [
                    requirement,
                    promised,
                    arrived,
                    verdict,
                ]),
                [
                    ["AWS::Bedrock::AgentAlias", "all", 0, "promised-nothing-arrived"],
                    ["AWS::Bedrock::KnowledgeBase", "all", 8, "recorded"],
                    ["Management", "all", 8, "recorded"],
                ],
            );
            assert.equal(codeOf(evidence), 0);
        });

        it("shows an event that the selectors can't have logged: exit code 1", async () => {
            const evidence = await gatherMade(new MadeBucket({ hours: 4 }), question, {
                aws: live(COMPLETE.slice(0, 2)),
            });
            assert.deepEqual([...new Set(evidence.contradictions.map(({ eventName }) => eventName))], ["Retrieve"]);
            assert.equal(codeOf(evidence), 1);
        });

        it("takes what the event history knows: selectors that were changed since", async () => {
            const made = new MadeBucket({ hours: 4 });
            const time = iso(PLAN.from + 5 * 24 * HOUR);
            const place = { account: ACCOUNT, region: "us-east-1", time, id: "history" };
            const put = trailCall(place, "PutEventSelectors", { trailName: "main", advancedEventSelectors: [] });
            const api: LogFileApi = {
                ...madeApi(made),
                lookupEvents: async (_, name) => ({
                    entries: name === "PutEventSelectors" ? [JSON.stringify(put)] : [],
                }),
            };
            const evidence = await gatherMade(made, question, { aws: live(COMPLETE.slice(0, 2)), api });
            // What was in force before that change, no record says.
            assert.deepEqual(evidence.contradictions, []);
            assert(evidence.reconciliation.every(({ verdict }) => verdict === "unknown"));
            assert.deepEqual(evidence.trailActions, []);
        });

        it("finds in the event history that logging was stopped, where no log file can say so", async () => {
            const made = new MadeBucket({ hours: 8, withoutDigest: [3, 4, 5], withoutFiles: [3, 4, 5] });
            const at = (hours: number) => ({
                account: ACCOUNT,
                region: "us-east-1",
                time: iso(PLAN.from + hours * HOUR),
                id: `${hours}`,
            });
            const calls = [
                trailCall(at(3), "StopLogging", { name: "main" }),
                trailCall(at(6), "StartLogging", { name: "main" }),
            ];
            const api: LogFileApi = {
                ...madeApi(made),
                lookupEvents: async (_, name) => ({
                    entries: calls.filter(({ eventName }) => eventName === name).map(call => JSON.stringify(call)),
                }),
            };
            const evidence = await gatherMade(made, question, { aws: live(), api });
            assert.deepEqual(
                evidence.gaps.map(({ reason }) => reason),
                ["logging-stopped"],
            );
            assert.deepEqual(
                evidence.trailActions.map(({ eventName, key }) => [eventName, key]),
                [
                    ["StopLogging", ""],
                    ["StartLogging", ""],
                ],
            );
        });

        it("knows no selectors of the past where the event history can't be read and a log file is missing", async () => {
            const made = new MadeBucket({ hours: 4 });
            made.objects.delete(made.chain()[3]?.logFiles[1] ?? "");
            const api: LogFileApi = {
                ...madeApi(made),
                lookupEvents: async () => {
                    throw new AwsFailure("LookupEvents", "denied", "not authorized");
                },
            };
            const evidence = await gatherMade(
                made,
                { ...question, now: Date.parse(made.to) + 2 * HOUR },
                { aws: live(), api },
            );
            assert.match(evidence.notes.join("\n"), /the event history could not be read: LookupEvents was denied/);
            assert(evidence.reconciliation.every(({ promised }) => promised === "unknown" || promised === "some"));
        });
    });
});
