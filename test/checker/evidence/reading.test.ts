import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { FakeAws } from "../live/fake-aws";
import { ACCOUNT, HOUR, iso, MadeBucket, PLAN } from "./made/made-bucket";
import { gatherMade } from "./made/run-made";
import { found, NOTHING } from "./made/tamperings";
import { watched } from "./made/watched-api";

describe("reading log files: which ones", () => {
    it("reads all accounts and Regions of an organization's trail, without naming them", async () => {
        const aws = new FakeAws(ACCOUNT);
        aws.management = ACCOUNT;
        aws.addTrail(ACCOUNT, "main", { bucket: PLAN.bucket, isOrganizationTrail: true });
        const plan = { hours: 3, accounts: [ACCOUNT, "444455556666"], regions: ["us-east-1", "eu-west-1"] };
        const made = new MadeBucket({ ...plan, organization: "o-abc1234567" });
        // The bucket also contains another trail's files, which are not the organization's.
        for (const [key, object] of new MadeBucket({ hours: 3, trail: "other" }).objects) {
            made.objects.set(key, object);
        }
        const evidence = await gatherMade(made, { source: undefined, trail: "main" }, { aws });
        assert.deepEqual(found(evidence, made), NOTHING);
        assert.deepEqual([evidence.digests.valid, evidence.logFiles.valid], [12, 24]);
        assert.equal(evidence.timeline.length, 4);
        assert.equal(evidence.trail, `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main`);
    });

    it("reads only the requested accounts and Regions", async () => {
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

    it("distinguishes the files of two trails that deliver to the same place", async () => {
        const made = new MadeBucket({ hours: 4 });
        const other = new MadeBucket({ hours: 4, trail: "second", filesAnHour: 3 });
        for (const [key, object] of other.objects) {
            made.objects.set(key, object);
        }
        const evidence = await gatherMade(made);
        assert.deepEqual(found(evidence, made), NOTHING);
        assert.deepEqual([evidence.digests.valid, evidence.trail], [8, null]);
        // A digest of one doesn't replace one of the other.
        made.objects.delete(made.chain()[1]?.digest ?? "");
        const { gaps, logFiles } = await gatherMade(made);
        assert.deepEqual(
            gaps.map(({ trail, reason }) => [trail, reason]),
            [["main", "digests-missing"]],
        );
        assert.deepEqual(logFiles.unnamed, []);
    });

    it("is right at the edges of the requested period, wherever they are", async () => {
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

    it("treats nothing in the trail's own bucket as a copy", async () => {
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
});
