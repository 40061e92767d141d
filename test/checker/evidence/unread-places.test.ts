import assert from "node:assert/strict";
import { mkdirSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Evidence } from "../../../checker/src/evidence/evidence";
import { exitCodeOf, findingsOf } from "../../../checker/src/evidence/report/findings";
import { temporaryFolder } from "../../temporary-folder";
import { FakeAws } from "../live/fake-aws";
import { COMPLETE } from "../live/trails";
import { invokeModel, type RecordPlace, trailCall } from "./made/bucket-records";
import { ACCOUNT, iso, MadeBucket, PLAN } from "./made/made-bucket";
import { gatherMade } from "./made/run-made";

const OTHER = "444455556666";

describe("accounts and Regions that are not read", () => {
    const { path } = temporaryFolder();
    const live = () => {
        const aws = new FakeAws(ACCOUNT);
        aws.addTrail(ACCOUNT, "main", { bucket: PLAN.bucket, selectors: { advanced: COMPLETE } });
        return aws;
    };
    const question = { source: undefined, trail: "main" };
    const codeOf = (evidence: Evidence) => exitCodeOf(findingsOf(evidence));

    it("are named if they were requested and the bucket contains nothing from them", async () => {
        const made = new MadeBucket({ hours: 3 });
        const requested = { ...question, accounts: [ACCOUNT, OTHER], regions: ["us-east-1", "ap-south-1"] };
        const evidence = await gatherMade(made, requested, { aws: live() });
        assert.equal(evidence.complete, false);
        assert.deepEqual(evidence.notes, [
            `there is no log file or digest of account ${OTHER}`,
            "there is no log file or digest of Region ap-south-1",
        ]);
        assert.equal(codeOf(evidence), 3);
    });

    it("can't be known if the enabled Regions can't be listed", async () => {
        const aws = live();
        aws.intercept = ({ operation }) =>
            operation === "ListRegions" ? { kind: "error", code: "AccessDeniedException" } : undefined;
        const evidence = await gatherMade(new MadeBucket({ hours: 3 }), question, { aws });
        assert.match(evidence.notes[0] ?? "", /^the enabled Regions are not known, .* ListRegions was denied/);
        assert.equal(codeOf(evidence), 3);
        // A delegated administrator reads the trail of another account.
        const delegated = new FakeAws(OTHER);
        delegated.addAccount(ACCOUNT);
        delegated.management = ACCOUNT;
        delegated.delegatedAdministrator = OTHER;
        const settings = { bucket: PLAN.bucket, isOrganizationTrail: true, selectors: { advanced: COMPLETE } };
        delegated.addTrail(ACCOUNT, "main", settings);
        const ofOrganization = new MadeBucket({ hours: 3, organization: "o-abcdefghij" });
        const seen = await gatherMade(ofOrganization, question, { aws: delegated });
        assert.match(seen.notes[0] ?? "", /: only account 123456789012 itself can list its Regions$/);
        assert.equal(codeOf(seen), 3);
        // The Regions are not looked up if they are named.
        const named = { ...question, regions: ["us-east-1"] };
        assert.equal(codeOf(await gatherMade(new MadeBucket({ hours: 3 }), named, { aws })), 0);
    });

    it("are named if they are behind a link or too deep", async () => {
        const made = new MadeBucket({ hours: 2, accounts: [ACCOUNT, OTHER] });
        const folder = path("copy");
        mkdirSync(folder);
        made.copyTo(folder);
        renameSync(join(folder, "AWSLogs", OTHER), path("away"));
        symlinkSync(path("away"), join(folder, "AWSLogs", OTHER));
        new MadeBucket({ hours: 1, prefix: "a/b/c/d/e/f/g/h/i/", accounts: ["777788889999"] }).copyTo(folder);
        const evidence = await gatherMade(made, { source: folder });
        assert.equal(evidence.complete, false);
        assert(evidence.notes.includes(`"AWSLogs/${OTHER}/" was not searched: it is a link to a folder`));
        assert(evidence.notes.includes('"a/b/c/d/e/f/g/h/" was not searched: it is 8 folders deep'));
    });

    it("are also named if only a link leads to anything, or the files are a flat pile", async () => {
        new MadeBucket({ hours: 1 }).copyTo(path("real"));
        mkdirSync(path("links"));
        symlinkSync(path("real"), path("links/real"));
        await assert.rejects(
            gatherMade(new MadeBucket(), { source: path("links") }),
            /there are no CloudTrail log files in .* \("real\/" was not searched: it is a link to a folder\)$/,
        );
        new MadeBucket({ hours: 1 }).copyTo(path("pile"), key => key.slice(key.lastIndexOf("/") + 1));
        symlinkSync(path("real"), path("pile/more"));
        const { complete, notes } = await gatherMade(new MadeBucket(), { source: path("pile") });
        assert.equal(complete, false);
        assert(notes.includes('"more/" was not searched: it is a link to a folder'));
    });

    it("judges files alone by the calls on the trail whose digests name them, not on another trail", async () => {
        const put = (trailName: string) => (place: RecordPlace, hour: number) => [
            invokeModel({ ...place, id: `${place.id} model` }),
            ...(hour === 0
                ? [
                      trailCall({ ...place, time: iso(PLAN.from), id: `${place.id} call` }, "PutEventSelectors", {
                          trailName,
                          eventSelectors: [{ readWriteType: "All", includeManagementEvents: true }],
                      }),
                  ]
                : []),
        ];
        const promised = async (made: MadeBucket) => [
            ...new Set((await gatherMade(made)).reconciliation.map(row => row.promised)),
        ];
        assert.deepEqual(await promised(new MadeBucket({ hours: 3, records: put("main") })), ["none", "all"]);
        assert.deepEqual(await promised(new MadeBucket({ hours: 3, records: put("another") })), ["unknown"]);
        const both = new MadeBucket({ hours: 3, records: put("main") });
        for (const [key, object] of new MadeBucket({ hours: 3, trail: "second" }).objects) {
            both.objects.set(key, object);
        }
        assert.deepEqual(await promised(both), ["unknown"]);
    });
});
