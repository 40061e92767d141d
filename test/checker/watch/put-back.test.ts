import assert from "node:assert/strict";
import { putBackCommands } from "../../../checker/src/watch/calls/put-back";
import { readTrail } from "../../../src/cloudtrail/recorders/read-trail";
import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";

const ARN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";

/** A trail as the watch remembers it. */
function remembered(more: Readonly<Record<string, unknown>> = {}) {
    const properties = { Name: "audit", TrailARN: ARN, HomeRegion: "us-east-1", S3BucketName: "logs", ...more };
    const trail = readTrail(properties, { recorder: "Trail", dialect: DIALECTS["aws-api"] });
    return {
        source: { id: ARN, trail, place: {}, identifiers: [ARN], group: "111122223333", secrets: new Set<string>() },
    };
}

describe("the commands that restore a trail", () => {
    const update = (options: string) => `aws cloudtrail update-trail --name ${ARN} ${options} --region us-east-1`;

    it("name the bucket and the prefix, even if there was none", () => {
        assert.equal(
            putBackCommands(remembered(), ["trail-bucket"]),
            update("--s3-bucket-name 'logs' --s3-key-prefix ''"),
        );
        assert.equal(
            putBackCommands(remembered({ S3KeyPrefix: "a b" }), ["trail-bucket"]),
            update("--s3-bucket-name 'logs' --s3-key-prefix 'a b'"),
        );
    });

    it("include the events of global services again", () => {
        assert.equal(
            putBackCommands(remembered(), ["trail-global-services"]),
            update("--include-global-service-events"),
        );
    });
});
