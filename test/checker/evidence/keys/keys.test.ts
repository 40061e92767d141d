import assert from "node:assert/strict";
import { parseFileName } from "../../../../checker/src/evidence/keys/file-name";
import { dayFolder, isSamePlace, levelOf } from "../../../../checker/src/evidence/keys/layout";

describe("the keys of log files and digests", () => {
    const names: readonly (readonly [name: string, parsed: object | undefined])[] = [
        [
            // CloudTrail user guide, "CloudTrail log file name format"
            "111122223333_CloudTrail_us-east-2_20150801T0210Z_Mu0KsOhtH1ar15ZZ.json.gz",
            { kind: "log", account: "111122223333", region: "us-east-2", time: Date.parse("2015-08-01T02:10:00Z") },
        ],
        [
            // CloudTrail user guide, "Digest file"
            "111122223333_CloudTrail-Digest_us-east-2_your-trail-name_us-east-1_20150817T150131Z.json.gz",
            {
                kind: "digest",
                account: "111122223333",
                region: "us-east-2",
                trail: "your-trail-name",
                homeRegion: "us-east-1",
                end: Date.parse("2015-08-17T15:01:31Z"),
                backfill: false,
            },
        ],
        [
            "111122223333_CloudTrail-Digest_us-gov-west-1_my_trail_eu-west-1_name.1_us-gov-east-1_20261101T100000Z_backfill.json.gz",
            {
                kind: "digest",
                account: "111122223333",
                region: "us-gov-west-1",
                trail: "my_trail_eu-west-1_name.1",
                homeRegion: "us-gov-east-1",
                end: Date.parse("2026-11-01T10:00:00Z"),
                backfill: true,
            },
        ],
        ["111122223333_CloudTrail-Insight_us-east-1_20261101T0210Z_Mu0KsOhtH1ar15ZZ.json.gz", undefined],
        ["111122223333_CloudTrail_us-east-1_20261301T0210Z_Mu0KsOhtH1ar15ZZ.json.gz", undefined],
        ["111122223333_CloudTrail_us-east-1_20261101T2510Z_Mu0KsOhtH1ar15ZZ.json.gz", undefined],
        ["1111_CloudTrail_us-east-1_20261101T0210Z_Mu0KsOhtH1ar15ZZ.json.gz", undefined],
        ["111122223333_CloudTrail_us-east-1_20261101T0210Z_Mu0KsOhtH1ar15ZZ.json", undefined],
    ];
    for (const [name, parsed] of names) {
        it(`reads ${name}`, () => assert.deepEqual(parseFileName(name), parsed));
    }

    const levels: readonly (readonly [folder: string, level: string])[] = [
        ["", "above"],
        ["a/b/", "above"],
        ["AWSLogs/", "logs"],
        ["a/AWSLogs/o-abc1234567/", "organization"],
        ["a/AWSLogs/o-abc1234567/111122223333/", "account"],
        ["AWSLogs/111122223333/", "account"],
        ["AWSLogs/someone/", "below"],
        ["AWSLogs/111122223333/CloudTrail/", "kind"],
        ["AWSLogs/111122223333/CloudTrail/us-east-1/", "region"],
        ["AWSLogs/111122223333/CloudTrail/us-east-1/2026/", "below"],
    ];
    for (const [folder, level] of levels) {
        it(`knows how deep ${JSON.stringify(folder)} is`, () => assert.equal(levelOf(folder).level, level));
    }

    it("knows the account's folder, and that of a day in it", () => {
        const level = levelOf("logs/AWSLogs/o-abc1234567/111122223333/CloudTrail-Digest/eu-west-1/");
        assert(level.level === "region");
        assert.equal(level.base, "logs/AWSLogs/o-abc1234567/111122223333/");
        const day = Date.parse("2026-03-04T00:00:00Z");
        assert.equal(
            dayFolder(level.base, "CloudTrail", "eu-west-1", day),
            `${level.base}CloudTrail/eu-west-1/2026/03/04/`,
        );
    });

    it("matches the end of a path only folder by folder", () => {
        assert(isSamePlace("AWSLogs/1/x", "prefix/AWSLogs/1/x"));
        assert(isSamePlace("bucket/AWSLogs/1/x", "AWSLogs/1/x"));
        assert(!isSamePlace("AWSLogs/1/x", "otherAWSLogs/1/x"));
        assert(!isSamePlace("a/AWSLogs/1/x", "b/AWSLogs/1/x"));
    });
});
