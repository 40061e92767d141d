import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { SourceTrail } from "../../../checker/src/sources/source-trail";
import { trailPolicies } from "../../../policies";
import { evaluate } from "../../../src/compliance/evaluate";
import table from "../../cases/sources/real-outputs.json";
import { gather } from "./gather";

const FOLDER = join(__dirname, "../../fixtures/sources");
const POLICIES = [
    "cloudtrail-multi-region",
    "cloudtrail-s3-delivery",
    "cloudtrail-bedrock-management-events",
    "cloudtrail-bedrock-agent-alias-events",
].map(name => trailPolicies.find(policy => policy.name === name));

function results({ trail, identifiers }: SourceTrail): string {
    return POLICIES.map(policy => {
        assert.ok(policy !== undefined);
        const result = evaluate(policy, trail, {}, { identifiers });
        return "status" in result ? result.status : "?";
    }).join(" ");
}

interface Expected {
    readonly trails: readonly (readonly string[])[];
    readonly problem?: string;
    readonly note?: string;
}

/** In a folder, an address names the file too. */
function idOf(path: string, address: string): string {
    return address.startsWith("/") ? path + address : `${path}#${address}`;
}

describe("what the tools really write", () => {
    for (const [file, expected] of Object.entries<Expected>(table.files)) {
        it(file, async () => {
            const path = join(FOLDER, file);
            const { trails, problems, notes } = await gather([path]);
            const found = trails.map(trail => [trail.id, trail.trail.partition, results(trail)]);
            assert.deepEqual(
                found.sort(),
                expected.trails.map(([address, ...others]) => [idOf(path, address), ...others]).sort(),
            );
            assert.deepEqual(
                problems,
                expected.problem === undefined ? [] : [{ source: path, message: expected.problem }],
            );
            assert.deepEqual(notes, expected.note === undefined ? [] : [`${path}: ${expected.note}`]);
        });
    }

    it("covers every file, including when a folder is read", async () => {
        assert.deepEqual(readdirSync(FOLDER).sort(), Object.keys(table.files).sort());
        const { trails } = await gather([FOLDER]);
        const wanted = Object.values<Expected>(table.files).reduce((sum, expected) => sum + expected.trails.length, 0);
        assert.equal(trails.length, wanted);
        assert.equal(new Set(trails.map(({ id }) => id)).size, wanted);
    });

    it("keeps secrets apart: Pulumi's if they were exported, Terraform's if they are marked", async () => {
        const secretsIn = async (file: string) => {
            const { trails } = await gather([join(FOLDER, file)]);
            return trails.flatMap(({ secrets }) => [...secrets]).sort();
        };
        assert.deepEqual(await secretsIn("pulumi-state-secrets.json"), ["arn:secret"]);
        assert.deepEqual(await secretsIn("pulumi-state.json"), []);
        // Terraform marks a whole set of blocks; AWS's own words are not secrets.
        assert.deepEqual(await secretsIn("terraform-plan.json"), []);
    });

    it("knows the line on which a resource begins", async () => {
        const { trails } = await gather([join(FOLDER, "pulumi-preview-streamed.ndjson")]);
        assert.deepEqual(
            trails.map(({ place }) => place.line),
            [12, 14, 16, 18],
        );
    });
});
