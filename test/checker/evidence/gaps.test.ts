import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import type { Evidence } from "../../../checker/src/evidence/evidence";
import { exitCodeOf, findingsOf } from "../../../checker/src/evidence/report/findings";
import { FakeAws } from "../live/fake-aws";
import { invokeModel, type RecordPlace, trailCall } from "./made/bucket-records";
import { HOUR, iso, MadeBucket, PLAN } from "./made/made-bucket";
import { gatherMade, madeApi } from "./made/run-made";

const at = (hours: number) => iso(PLAN.from + hours * HOUR);

/** A bucket with an hour whose log file also contains a call that changed the trail. */
function withCalls(
    changes: Partial<typeof PLAN>,
    calls: Readonly<Record<number, [string, string, object]>>,
): MadeBucket {
    return new MadeBucket({
        hours: 8,
        filesAnHour: 1,
        ...changes,
        records: (place: RecordPlace, hour: number) => {
            const [eventName, time, parameters] = calls[hour] ?? [];
            const call =
                eventName === undefined || time === undefined
                    ? []
                    : [
                          trailCall({ ...place, time, id: `${place.id} call` }, eventName, {
                              name: "main",
                              ...parameters,
                          }),
                      ];
            return [invokeModel({ ...place, id: `${place.id} model` }), ...call];
        },
    });
}

function gapsOf({ gaps }: Evidence): string[] {
    const hour = (time: string) => (Date.parse(time) - PLAN.from) / HOUR;
    return gaps.map(({ from, to, reason, logging }) => `${hour(from)}-${hour(to)} ${reason}, logging ${logging}`);
}

/** Hours 3 to 5: nothing was delivered. */
const STOPPED = { withoutDigest: [3, 4, 5], withoutFiles: [3, 4, 5] };
/** Hours 3 to 5: log files were delivered, digests weren't. */
const UNVALIDATED = { withoutDigest: [3, 4, 5] };

describe("gaps between digests", () => {
    it("logging was stopped: the records say so", async () => {
        const made = withCalls(STOPPED, {
            2: ["StopLogging", at(2.9), {}],
            6: ["StartLogging", at(6.01), {}],
        });
        const evidence = await gatherMade(made);
        assert.deepEqual(gapsOf(evidence), ["3-6 logging-stopped, logging off"]);
        assert.match(String(evidence.gaps[0]?.detail), /^StopLogging at 2026-11-01T02:54:00Z by arn:aws:sts:/);
        assert.deepEqual(
            evidence.trailActions.map(({ eventName }) => eventName),
            ["StopLogging", "StartLogging"],
        );
    });

    it("logging was stopped, but not all the time: the rest is unknown", async () => {
        const made = withCalls(STOPPED, { 2: ["StopLogging", at(2.9), {}], 6: ["StartLogging", at(5), {}] });
        assert.deepEqual(gapsOf(await gatherMade(made)), [
            "3-5 logging-stopped, logging off",
            "5-6 unknown, logging unknown",
        ]);
    });

    it("a call that AWS refused stopped nothing, nor did one on another trail", async () => {
        const refused = withCalls(STOPPED, { 2: ["StopLogging", at(2.9), { name: "other" }] });
        assert.deepEqual(gapsOf(await gatherMade(refused)), ["3-6 unknown, logging unknown"]);
    });

    it("unknown: a new chain begins, and no record says why", async () => {
        assert.deepEqual(gapsOf(await gatherMade(withCalls(STOPPED, {}))), ["3-6 unknown, logging unknown"]);
    });

    it("the trail's status says that it was stopped", async () => {
        const aws = new FakeAws("123456789012");
        aws.addTrail("123456789012", "main", { bucket: PLAN.bucket, isLogging: false });
        // The fake's trail was never started: it has never logged.
        const made = withCalls({ hours: 2 }, {});
        const evidence = await gatherMade(
            made,
            { source: undefined, trail: "main", asked: { from: PLAN.from, to: PLAN.from + 8 * HOUR } },
            { aws },
        );
        assert.deepEqual(gapsOf(evidence), ["2-8 logging-stopped, logging off"]);
    });

    it("validation was switched off for a while", async () => {
        const made = withCalls(UNVALIDATED, {
            2: ["UpdateTrail", at(2.9), { enableLogFileValidation: false }],
            6: ["UpdateTrail", at(6), { enableLogFileValidation: true }],
        });
        const evidence = await gatherMade(made);
        assert.deepEqual(gapsOf(evidence), ["3-6 validation-off, logging on"]);
        assert.equal(evidence.gaps[0]?.logFiles, 3);
        assert.deepEqual(
            [evidence.logFiles.valid, evidence.logFiles.unverified, evidence.logFiles.unnamed],
            [5, 3, []],
        );
    });

    it("there are log files where a new chain begins: validation was off or digests are gone, and logging was on", async () => {
        const evidence = await gatherMade(withCalls(UNVALIDATED, {}));
        assert.deepEqual(gapsOf(evidence), ["3-6 unknown, logging on"]);
        assert.match(
            String(evidence.gaps[0]?.detail),
            /^a new chain begins after it: validation was switched off before/,
        );
    });

    it("the trail has validation switched off now", async () => {
        const aws = new FakeAws("123456789012");
        aws.addTrail("123456789012", "main", { bucket: PLAN.bucket, logFileValidation: false });
        const made = withCalls({ withoutDigest: [5, 6, 7] }, {});
        const evidence = await gatherMade(made, { source: undefined, trail: "main" }, { aws });
        assert.deepEqual(gapsOf(evidence), ["5-8 validation-off, logging on"]);
    });

    it("all digests of the trail's home Region are gone", async () => {
        const aws = new FakeAws("123456789012");
        aws.addTrail("123456789012", "main", { bucket: PLAN.bucket });
        const made = withCalls({}, {});
        for (const key of [...made.objects.keys()]) {
            made.objects.delete(key);
        }
        const evidence = await gatherMade(made, { source: undefined, trail: "main" }, { aws });
        // The fake's trail was started in January.
        assert.deepEqual(gapsOf(evidence), ["0-8 digests-missing, logging on"]);
    });

    it("validation was switched on in the middle: what came before was not validated", async () => {
        const switchedOn = withCalls(
            { withoutDigest: [0, 1, 2] },
            { 3: ["UpdateTrail", at(3.01), { enableLogFileValidation: true }] },
        );
        assert.deepEqual(gapsOf(await gatherMade(switchedOn)), ["0-3 validation-off, logging on"]);
        const created = withCalls(
            { withoutDigest: [0, 1, 2], withoutFiles: [0] },
            { 1: ["CreateTrail", at(1), {}], 3: ["UpdateTrail", at(3.01), { enableLogFileValidation: true }] },
        );
        assert.match(String((await gatherMade(created)).gaps.at(-1)?.detail), /^CreateTrail at/);
    });

    describe("a live trail that was logging all the time", () => {
        for (const [what, before] of [
            ["another bucket", { bucket: "old-logs", prefix: "" }],
            ["another prefix", { bucket: PLAN.bucket, prefix: "old/" }],
        ] as const) {
            it(`delivered to ${what} before: the digests are there, as the next one says`, async () => {
                const made = withCalls({ from: PLAN.from + 7 * HOUR, hours: 1, prefix: "new/" }, {});
                const [{ account = "", digest = "", logFiles = [] } = {}] = made.chain();
                const old = withCalls({ ...before, hours: 7 }, {});
                const last = old.chain().at(-1)?.digest ?? "";
                const { bytes, metadata } = old.objects.get(last) ?? { bytes: Buffer.of(), metadata: {} };
                const hash = createHash("sha256").update(gunzipSync(bytes)).digest("hex");
                const previous = { key: last, hash, signature: metadata.signature ?? "" };
                const [start, end] = [made.plan.from, made.plan.from + HOUR];
                const content = made.digestContent(digest, account, start, end, logFiles, previous);
                const moved = { ...JSON.parse(content), previousDigestS3Bucket: before.bucket };
                made.putDigest(digest, JSON.stringify(moved), 0);
                if (before.bucket === PLAN.bucket) {
                    for (const [key, object] of old.objects) {
                        made.objects.set(key, object);
                    }
                }
                const aws = new FakeAws("123456789012");
                aws.addTrail("123456789012", "main", { bucket: PLAN.bucket, prefix: "new" });
                const asked = { from: PLAN.from, to: PLAN.from + 8 * HOUR };
                const evidence = await gatherMade(made, { source: undefined, trail: "main", asked }, { aws });
                assert.deepEqual(gapsOf(evidence), ["0-7 elsewhere, logging on"]);
                const place = `s3://${before.bucket}/${before.prefix}AWSLogs/123456789012/`;
                assert.equal(evidence.gaps[0]?.detail, `the digests before it are in ${place}: verify that place too`);
                assert.equal(exitCodeOf(findingsOf(evidence)), 3);
            });
        }

        const gather = async (made: MadeBucket, isOrganizationTrail: boolean, enabled: readonly string[]) => {
            const aws = new FakeAws("123456789012");
            aws.addTrail("123456789012", "main", { bucket: PLAN.bucket, isOrganizationTrail });
            const evidence = await gatherMade(made, { source: undefined, trail: "main" }, { aws, enabled });
            return evidence.gaps.map(gap => `${gap.account} ${gap.region} ${gap.reason}, logging ${gap.logging}`);
        };
        const joined = (made: MadeBucket, later: Partial<typeof PLAN>) => {
            const other = withCalls({ ...later, withoutDigest: [0, 1, 2], withoutFiles: [0, 1, 2] }, {});
            for (const [key, object] of other.objects) {
                made.objects.set(key, object);
            }
            return made;
        };

        it("does not report tampering before an account joined the organization", async () => {
            const organization = { organization: "o-abcdefghij" };
            const made = joined(withCalls(organization, {}), { ...organization, accounts: ["444455556666"] });
            assert.deepEqual(await gather(made, true, ["us-east-1"]), [
                "444455556666 us-east-1 unknown, logging unknown",
            ]);
        });

        it("does not report tampering after an account may have left the organization", async () => {
            const organization = { organization: "o-abcdefghij" };
            const made = withCalls(organization, {});
            const left = withCalls({ ...organization, accounts: ["444455556666"], from: PLAN.from - 50 * HOUR }, {});
            for (const [key, object] of left.objects) {
                made.objects.set(key, object);
            }
            assert.deepEqual(await gather(made, true, ["us-east-1"]), [
                "444455556666 us-east-1 unknown, logging unknown",
            ]);
        });

        it("does not report tampering before a Region was enabled", async () => {
            const made = joined(withCalls({}, {}), { regions: ["eu-south-1"] });
            assert.deepEqual(await gather(made, false, ["us-east-1", "eu-south-1"]), [
                "123456789012 eu-south-1 unknown, logging unknown",
            ]);
        });

        it("does not read another trail's files for an organization's Region whose folder is gone", async () => {
            const made = withCalls({ organization: "o-abcdefghij" }, {});
            for (const [key, object] of withCalls({ regions: ["eu-west-1"] }, {}).objects) {
                made.objects.set(key, object);
            }
            const aws = new FakeAws("123456789012");
            aws.addTrail("123456789012", "main", { bucket: PLAN.bucket, isOrganizationTrail: true });
            const question = { source: undefined, trail: "main" };
            const evidence = await gatherMade(made, question, { aws, enabled: ["us-east-1", "eu-west-1"] });
            assert.deepEqual(gapsOf(evidence), ["0-8 digests-missing, logging on"]);
            assert.deepEqual([...new Set(evidence.inventory.map(({ region }) => region))], ["us-east-1"]);
        });

        it("notices a Region whose folder is gone", async () => {
            const made = withCalls({}, {});
            assert.deepEqual(await gather(made, false, ["us-east-1", "eu-west-1"]), [
                "123456789012 eu-west-1 digests-missing, logging on",
            ]);
        });
    });

    it("what isn't due yet is not a gap", async () => {
        const made = withCalls({ withoutDigest: [6, 7] }, {});
        const evidence = await gatherMade(made, { now: PLAN.from + 8 * HOUR });
        assert.deepEqual(gapsOf(evidence), []);
        assert.deepEqual([evidence.logFiles.valid, evidence.logFiles.pending], [6, 2]);
        assert.deepEqual(
            evidence.timeline[0]?.spans.map(({ state }) => state),
            ["verified", "pending"],
        );
        // Two hours later they are overdue.
        const later = await gatherMade(made, { now: PLAN.from + 10 * HOUR });
        assert.deepEqual(gapsOf(later), ["6-8 digests-missing, logging on"]);
    });

    it("what is due depends on AWS's clock, not on a wrong one", async () => {
        const made = withCalls({ withoutDigest: [6, 7] }, {});
        const api = { ...madeApi(made), clockOffset: () => -3 * HOUR };
        const evidence = await gatherMade(made, { now: PLAN.from + 11 * HOUR }, { api });
        assert.deepEqual(gapsOf(evidence), []);
        assert.equal(evidence.logFiles.pending, 2);
        assert(evidence.notes.includes("this machine's clock is 180 minutes ahead of AWS's, by which digests are due"));
    });

    it("says that nothing is from the requested period", async () => {
        const asked = { from: PLAN.from - 40 * HOUR, to: PLAN.from - 30 * HOUR };
        const { notes, gaps } = await gatherMade(withCalls({}, {}), { asked });
        assert(
            notes.includes("there are no log files or digests from this period: choose another with --from and --to"),
        );
        assert.equal(gaps[0]?.reason, "unknown");
    });

    it("a backfill digest covers what no other digest does", async () => {
        const made = withCalls(UNVALIDATED, {});
        const [account = ""] = made.plan.accounts;
        let previous: Parameters<MadeBucket["digestContent"]>[5];
        for (const { hour, logFiles } of made.chain().slice(3, 6)) {
            const end = PLAN.from + (hour + 1) * HOUR;
            const key = made.digestKey(account, "us-east-1", end, true);
            const content = made.digestContent(key, account, end - HOUR, end, logFiles, previous);
            made.putDigest(key, content, 0, { "backfill-generation-timestamp": at(30) });
            previous = undefined;
        }
        const evidence = await gatherMade(made);
        assert.deepEqual(gapsOf(evidence), []);
        assert.deepEqual([evidence.digests.valid, evidence.logFiles.valid], [8, 8]);
    });
});
