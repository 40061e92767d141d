import assert from "node:assert/strict";
import { AwsFailure } from "../../../checker/src/live/aws/calls/aws-failure";
import type { LogFileApi } from "../../../checker/src/live/aws/log-file-api";
import { MadeBucket } from "./made/made-bucket";
import { gatherMade, madeApi } from "./made/run-made";
import { watched } from "./made/watched-api";

describe("reading log files: what can't be read", () => {
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

    it("calls no signature valid or invalid if the keys can't be read", async () => {
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
});
