import assert from "node:assert/strict";
import { join } from "node:path";
import { buildPack } from "../../build-pack";
import {
    assertLogsNoLess,
    declare,
    type Inputs,
    sentToAws,
    trails,
    UPDATES,
} from "../../e2e/pulumi-cli/ignored-changes/trails-and-aws";
import { REMEDIATE } from "../pack-server";
import { PolicyServer } from "../policy-server";

const ROOT = join(__dirname, "../../..");

describe("remediation of a trail whose program ignores changes, in three updates in a row", function () {
    this.timeout(60_000);
    let server: PolicyServer;

    before(async () => {
        buildPack();
        server = await PolicyServer.start(ROOT);
        await server.configure(REMEDIATE);
    });

    after(() => server?.stop());

    it("tries every shape of selectors with every kind of path", () => {
        assert.ok(trails.length > 100, `${trails.length} trails`);
    });

    for (const trail of trails) {
        it(`never logs less and never wrongly complies: ${trail.name}`, async () => {
            let state: Inputs | undefined;
            let aws: Inputs | undefined;
            for (const update of UPDATES) {
                const { inputs, ignoreChanges } = declare(trail, update);
                const properties = state === undefined ? inputs : resetIgnored(inputs, state, ignoreChanges);
                const { violations, remediated } = await server.check({
                    type: "aws:cloudtrail/trail:Trail",
                    name: trail.name,
                    properties: structuredClone(properties),
                    ignoreChanges,
                });
                const refused = violations.some(({ level }) => level === "mandatory");
                if (!refused) {
                    state = remediated.properties;
                    const sent = sentToAws(aws, state, ignoreChanges);
                    assertLogsNoLess(`${trail.name}, update ${update}`, aws, sent, true);
                    aws = sent;
                }
            }
        });
    }

    // A trail that was there before the pack was enforced: its inputs are the state's, and what is set of them is not sent.
    for (const [path, multiRegion] of [
        ["advancedEventSelectors", true],
        ["advancedEventSelectors[0].fieldSelectors", true],
        ['["advancedEventSelectors"]', true],
        ['advancedEventSelectors["0"].name', true],
        ["eventSelectors", true],
        ["eventSelectors[0].readWriteType", true],
        ["isMultiRegionTrail", false],
        ['["isMultiRegionTrail"]', false],
        ["*", false],
    ] as const) {
        it(`never remediates what the program ignores by ${path}`, async () => {
            const { violations, remediated } = await server.check({
                type: "aws:cloudtrail/trail:Trail",
                name: "audit",
                properties: { s3BucketName: "logs" },
                ignoreChanges: [path],
            });
            const properties = remediated.properties as Inputs & Record<string, unknown>;
            const ofSelectors = path !== "isMultiRegionTrail" && path !== '["isMultiRegionTrail"]';
            assert.equal(properties.advancedEventSelectors === undefined, ofSelectors);
            assert.equal(properties.isMultiRegionTrail === true, multiRegion);
            const said = violations.filter(
                ({ level, message }) => level === "mandatory" && message.includes("ignoreChanges covers"),
            );
            assert.ok(said.length > 0);
        });
    }

    it("says why, and what Pulumi does with an ignored property", async () => {
        const { violations } = await server.check({
            type: "aws:cloudtrail/trail:Trail",
            name: "audit",
            properties: { s3BucketName: "logs", isMultiRegionTrail: true },
            ignoreChanges: ["eventSelectors"],
        });
        const [mandatory, ...others] = violations.filter(({ level }) => level === "mandatory");
        assert.equal(others.length, 1);
        assert.match(mandatory?.message ?? "", /ignoreChanges covers eventSelectors.*hides the program's value/);
    });
});

/**
 * What the engine shows a policy of an existing resource: for each ignored path the inputs of the last update.
 * Source: `processIgnoreChanges` in `pkg/resource/deploy/step_generator.go` of pulumi/pulumi.
 */
function resetIgnored(inputs: Inputs, state: Inputs, paths: readonly string[]): Inputs {
    if (paths.includes("*")) {
        return state;
    }
    const reset = structuredClone(inputs) as Record<string, unknown>;
    for (const path of paths) {
        const steps = path.split(/[.[\]"]+/).filter(step => step !== "");
        const last = steps.pop() ?? "";
        const parent = at(reset, steps);
        const before = at(state, [...steps, last]);
        if (before !== undefined) {
            Object.assign(parent ?? {}, { [last]: structuredClone(before) });
        } else if (parent !== undefined) {
            delete (parent as Record<string, unknown>)[last];
        }
    }
    return reset;
}

function at(value: unknown, steps: readonly string[]): unknown {
    return steps.reduce((found, step) => (found as Record<string, unknown> | undefined)?.[step], value);
}
