import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../temporary-folder";
import { judge } from "./judge";
import { AGENTS, type Json, MANAGEMENT, S3 } from "./written-plans";
import { ARN, BEFORE, both, lower, record } from "./written-records";

describe("trail-guard diff of CloudTrail records", () => {
    const { file } = temporaryFolder();

    const calls: readonly (readonly [string, Json, readonly string[]])[] = [
        ["PutEventSelectors", { trailName: "audit", advancedEventSelectors: [lower(AGENTS)] }, ["trail-events"]],
        [
            "PutEventSelectors",
            { trailName: ARN, advancedEventSelectors: [lower(MANAGEMENT), lower(AGENTS), lower(S3)] },
            [],
        ],
        [
            "PutEventSelectors",
            {
                trailName: "audit",
                eventSelectors: [{ readWriteType: "All", includeManagementEvents: true, dataResources: [] }],
            },
            ["trail-events"],
        ],
        ["StopLogging", { name: ARN }, ["trail-logging"]],
        ["DeleteTrail", { name: ARN }, ["trail-kept"]],
        [
            "UpdateTrail",
            { name: "audit", isMultiRegionTrail: false, s3BucketName: "mine" },
            ["trail-regions", "trail-bucket"],
        ],
        [
            "UpdateTrail",
            { name: "audit", isMultiRegionTrail: false, includeGlobalServiceEvents: false },
            ["trail-regions", "trail-global-services"],
        ],
        ["UpdateTrail", { name: "audit", s3KeyPrefix: "elsewhere" }, ["trail-bucket"]],
        ["UpdateTrail", { name: "audit", snsTopicName: "topic" }, []],
    ];
    for (const [eventName, parameters, broken] of calls) {
        it(`judges a ${eventName} record: ${broken.join(", ") || "no trail records less"}`, async () => {
            const known = file("before.json", both(BEFORE));
            const call = file("call.json", record(eventName, parameters));
            const found = await judge("", ["--before", known, call]);
            assert.deepEqual(found.broken, broken);
        });
    }

    it("treats a refused call as no change, and omitted parameters as unknown", async () => {
        const known = file("before.json", both(BEFORE));
        const refused = record(
            "PutEventSelectors",
            { trailName: "audit", advancedEventSelectors: [lower(AGENTS)] },
            { errorCode: "AccessDenied" },
        );
        assert.deepEqual((await judge("", ["--before", known, file("refused.json", refused)])).broken, []);
        for (const errorCode of [null, ""]) {
            const carriedOut = file("carried-out.json", { ...refused, errorCode });
            assert.deepEqual((await judge("", ["--before", known, carriedOut])).broken, ["trail-events"]);
        }
        const long = record("PutEventSelectors", { omitted: true, originalSize: 200000, reason: "too long" });
        const found = await judge("", ["--before", known, file("long.json", { Records: [long] })]);
        assert.deepEqual([found.exitCode, found.open], [3, ["trail-events"]]);
    });

    it("says if the trail of a record is not in the earlier output", async () => {
        const call = file("call.json", record("DeleteTrail", { name: "other" }, { responseElements: null }));
        const { exitCode, report } = await judge("", ["--before", file("before.json", both(BEFORE)), call]);
        assert.equal(exitCode, 2);
        assert.match(report.problems[0].message, /"other", is not in --before/);
    });

    it("reads the real records of an attack", async () => {
        const real = JSON.parse(
            readFileSync(join(__dirname, "../../fixtures/records/stratus-tamper-PutEventSelectors.json"), "utf8"),
        );
        const arn = real.responseElements.trailARN;
        const name = real.requestParameters.trailName;
        const known = `${JSON.stringify({ trailList: [{ Name: name, TrailARN: arn, HomeRegion: real.awsRegion, S3BucketName: "logs", IsMultiRegionTrail: true }] })}\n${JSON.stringify({ TrailARN: arn, EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [] }] })}`;
        const found = await judge("", ["--before", file("known.json", known), file("real.json", real)]);
        assert.deepEqual([found.exitCode, found.broken], [1, ["trail-events"]]);
    });
});
