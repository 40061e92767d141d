import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../../checker/src/command-line/user-error";
import { baseName } from "../../../checker/src/evidence/keys/file-name";
import { MadeBucket, type MadeHour } from "./made/made-bucket";
import { gatherMade, madeApi } from "./made/run-made";
import { found, NOTHING, TAMPERINGS } from "./made/tamperings";

const HOURS = 6;

describe("copied log files", () => {
    let folder = "";
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const make = (changes = {}) => new MadeBucket({ hours: HOURS, ...changes });
    const at = (made: MadeBucket, hour: number) => made.chain()[hour] as MadeHour;
    const gather = (made: MadeBucket, source = folder) => gatherMade(made, { source });

    it("never calls a copy valid: hashes are checked, signatures can't be", async () => {
        const made = make();
        made.copyTo(folder);
        const { digests, logFiles, notes, complete } = await gather(made);
        assert.deepEqual([digests.valid, digests.unverified], [0, HOURS]);
        assert.deepEqual([logFiles.valid, logFiles.unverified], [0, HOURS * 2]);
        assert(notes.some(note => note.startsWith("signatures can't be verified from a copy")));
        assert.equal(complete, true);
    });

    for (const part of ["", "AWSLogs", "AWSLogs/123456789012", "AWSLogs/123456789012/CloudTrail-Digest/us-east-1"]) {
        it(`finds digests and log files from ${JSON.stringify(part)} on`, async () => {
            const made = make({ prefix: "audit/" });
            made.copyTo(folder);
            const evidence = await gather(made, join(folder, "audit", part));
            assert.deepEqual(found(evidence, made), NOTHING);
            assert.equal(evidence.logFiles.unverified, HOURS * 2);
        });
    }

    it("finds them above the bucket, too", async () => {
        const made = make({ prefix: "audit/" });
        made.copyTo(folder, key => `buckets/trail-logs/${key}`);
        assert.equal((await gather(made)).logFiles.unverified, HOURS * 2);
    });

    it("finds them by their names if the folders are lost", async () => {
        const made = make();
        made.copyTo(folder, key => (key.includes("CloudTrail-Digest/") ? `digests/${baseName(key)}` : baseName(key)));
        const evidence = await gather(made);
        assert.deepEqual(found(evidence, made), NOTHING);
        assert.deepEqual([evidence.digests.unverified, evidence.logFiles.unverified], [HOURS, HOURS * 2]);
    });

    it("counts a file once that was copied twice", async () => {
        const made = make();
        made.copyTo(folder, key => `one/${key}`);
        made.copyTo(folder, key => `two/${key}`);
        const { logFiles, inventory } = await gather(made);
        assert.deepEqual([logFiles.unverified, logFiles.duplicates.length], [HOURS * 2, HOURS * 2]);
        assert.deepEqual(
            inventory.map(({ count }) => count),
            [HOURS * 2, HOURS * 2],
        );
        assert.equal(logFiles.repeatedEvents, 0);
    });

    it("names the copy that was altered, and counts the other", async () => {
        const made = make();
        made.copyTo(folder, key => `one/${key}`);
        const [key = ""] = at(made, 2).logFiles;
        made.change(key, () => '{"Records":[]}');
        made.copyTo(folder, path => `two/${path}`);
        const { logFiles } = await gather(made);
        assert.deepEqual(
            logFiles.invalid.map(file => [file.key, file.problem]),
            [[`two/${key}`, "hash-mismatch"]],
        );
        assert.equal(logFiles.unverified, HOURS * 2);
    });

    it("finds an altered digest by its successor, an altered or deleted log file, and deleted digests", async () => {
        const made = make();
        const [altered = ""] = at(made, 4).logFiles;
        const [deleted = ""] = at(made, 5).logFiles;
        const digest = at(made, 1).digest ?? "";
        const missing = at(made, 3).digest ?? "";
        made.change(digest, content => content.replace(/"hashValue":"./, '"hashValue":"0'));
        made.change(altered, content => content.replace("Retrieve", "Rerieve"));
        made.objects.delete(deleted);
        made.objects.delete(missing);
        made.copyTo(folder);
        assert.deepEqual(found(await gather(made), made), {
            digests: [`${digest}: hash-mismatch`, `${missing}: missing`],
            logFiles: [`${altered}: hash-mismatch`, `${deleted}: missing`],
            unnamed: [],
            gaps: ["1-2 digest-invalid", "3-4 digests-missing"],
        });
    });

    it("says that nothing is known about log files without digests", async () => {
        const made = make();
        made.copyTo(folder, key => (key.includes("Digest") ? `elsewhere-${baseName(key)}/x` : key));
        const evidence = await gather(made);
        assert.deepEqual(found(evidence, made).gaps, ["0-6 unknown"]);
        assert.deepEqual([evidence.logFiles.valid, evidence.logFiles.unverified], [0, HOURS * 2]);
    });

    it("has one sentence for a folder without log files, for a file, and for a missing path", async () => {
        const made = make();
        writeFileSync(join(folder, "notes.txt"), "x");
        mkdirSync(join(folder, "empty"));
        await assert.rejects(gather(made, join(folder, "empty")), (error: Error) => {
            assert(error instanceof UserError);
            assert.match(error.message, /^there are no CloudTrail log files in ".*empty"$/);
            return true;
        });
        await assert.rejects(gather(made, join(folder, "notes.txt")), /is not a folder$/);
        await assert.rejects(
            gather(made, join(folder, "nowhere")),
            /can't read ".*nowhere": no such file or directory$/,
        );
    });

    describe("in another bucket", () => {
        /** The same objects, requested by another bucket's name. */
        const elsewhere = (made: MadeBucket) => {
            const { listFolder, ...api } = madeApi(made);
            return { ...api, listFolder: (_: string, key: string) => listFolder(made.plan.bucket, key, undefined) };
        };

        it("verifies signatures that were copied along", async () => {
            const made = make();
            const evidence = await gatherMade(made, { source: "s3://copies" }, { api: elsewhere(made) });
            assert.deepEqual(found(evidence, made), NOTHING);
            assert.equal(evidence.digests.valid, HOURS);
        });

        it("says that digests without signatures can't be verified", async () => {
            const made = make();
            for (const [key, { bytes }] of made.objects) {
                made.objects.set(key, { bytes, metadata: {} });
            }
            const evidence = await gatherMade(made, { source: "s3://copies" }, { api: elsewhere(made) });
            assert.deepEqual(found(evidence, made), NOTHING);
            assert.deepEqual([evidence.digests.valid, evidence.digests.unverified], [0, HOURS]);
            assert.deepEqual([evidence.logFiles.valid, evidence.logFiles.unverified], [0, HOURS * 2]);
        });

        it("finds tampering there as well", async () => {
            const made = make();
            const wanted = TAMPERINGS["a digest is altered"]?.(made, at(made, 2));
            const evidence = await gatherMade(made, { source: "s3://copies" }, { api: elsewhere(made) });
            assert.deepEqual(found(evidence, made), { ...NOTHING, ...wanted });
        });
    });
});
