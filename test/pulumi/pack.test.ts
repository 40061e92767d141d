import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { trailPolicies } from "../../policies";
import { packServer, trailOf } from "./pack-server";

describe("the pack, as the engine runs it", () => {
    const server = packServer();

    it("lists every policy once, in the order of the registry", async () => {
        const names = (await server().info()).getPoliciesList().map(policy => policy.getName());
        assert.deepEqual(
            names.slice(0, trailPolicies.length),
            trailPolicies.map(({ name }) => name),
        );
        assert.equal(new Set(names).size, names.length);
    });

    it("sends its README, which an organization shows with the pack", async () => {
        assert.equal((await server().info()).getReadme(), readFileSync(join(__dirname, "../../README.md"), "utf8"));
    });

    it("says for other resources that no trail policy applies", async () => {
        const { violations, notApplicable } = await server().analyze({
            type: "aws:s3/bucket:Bucket",
            name: "logs",
            properties: { bucket: unknownValue },
        });
        assert.deepEqual(violations, []);
        const enabled = trailPolicies.filter(({ enforcementLevel }) => enforcementLevel !== "disabled");
        assert.deepEqual(
            notApplicable.slice(0, enabled.length),
            enabled.map(({ name }) => name),
        );
    });

    it("gets the partition from the provider's Region", async () => {
        const { violations } = await server().analyze({
            ...trailOf({ s3BucketName: "logs", isMultiRegionTrail: true }),
            provider: { region: "us-gov-west-1" },
        });
        assert.match(JSON.stringify(violations), /arn:aws-us-gov:bedrock/);
    });
});
