import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { stackPolicies, trailPolicies } from "../../../policies";
import { PolicyServer, type SentResource } from "../../pulumi/policy-server";
import { installProduction, type PackedPack, packAndUnpack } from "./packed";

const ROOT = join(__dirname, "../../..");
/** npm runs these where a package is unpacked and installed. */
const INSTALL_SCRIPTS = [
    "preinstall",
    "install",
    "postinstall",
    "prepublish",
    "preprepare",
    "prepare",
    "postprepare",
    "dependencies",
];

describe("the pack as it is published", function () {
    this.timeout(300_000);
    let packed: PackedPack;

    before(() => {
        packed = packAndUnpack();
    });
    after(() => packed?.dispose());

    it("consists of these files and no others", () => {
        assert.deepEqual(packed.files, [
            "CHANGELOG.md",
            "LICENSE",
            "PulumiPolicy.yaml",
            "README.md",
            "THIRD-PARTY-NOTICES.txt",
            "config/advisory.json",
            "config/mandatory.json",
            "config/remediate.json",
            "dist/index.js",
            "package.json",
        ]);
    });

    it("runs no script of its own when it is installed", () => {
        const { scripts } = JSON.parse(readFileSync(join(packed.folder, "package.json"), "utf8"));
        assert.deepEqual(
            Object.keys(scripts).filter(name => INSTALL_SCRIPTS.includes(name)),
            [],
        );
    });

    it("is installed only with what it needs to run", () => {
        assert.match(readFileSync(join(packed.folder, "PulumiPolicy.yaml"), "utf8"), /^ {8}production: true$/m);
    });

    describe("installed in an empty folder", () => {
        let installed: PolicyServer;
        let here: PolicyServer;

        before(async function () {
            const problem = installProduction(packed.folder);
            if (problem !== undefined) {
                console.log(`    skipped: ${problem}`);
                this.skip();
            }
            [installed, here] = await Promise.all([PolicyServer.start(packed.folder), PolicyServer.start(ROOT)]);
        });
        after(() => {
            installed?.stop();
            here?.stop();
        });

        it("has no build tool", () => {
            for (const tool of ["esbuild", "@biomejs/biome", "mocha", "dependency-cruiser"]) {
                assert.ok(!existsSync(join(packed.folder, "node_modules", tool)), tool);
            }
        });

        it("introduces itself in the same words", async () => {
            assert.deepEqual((await installed.info()).toObject(), (await here.info()).toObject());
        });

        it("gives the same verdicts on every trail", async () => {
            const verdicts = new Set<string>();
            for (const resource of RESOURCES) {
                const verdict = await installed.analyze(resource);
                assert.deepEqual(verdict, await here.analyze(resource), JSON.stringify(resource));
                verdicts.add(verdict.violations.map(({ policy }) => policy).join());
            }
            assert.ok(verdicts.size > 5, [...verdicts].join("\n"));
        });

        it("gives the same verdicts on every stack", async () => {
            for (const { examples } of stackPolicies) {
                const bad = await installed.analyzeStack(examples.violates);
                assert.ok(bad.violations.length > 0);
                assert.deepEqual(bad, await here.analyzeStack(examples.violates));
                assert.deepEqual(
                    await installed.analyzeStack(examples.complies),
                    await here.analyzeStack(examples.complies),
                );
            }
        });

        it("remediates in the same way", async () => {
            const config = JSON.parse(readFileSync(join(packed.folder, "config/remediate.json"), "utf8"));
            const levels = Object.fromEntries(
                Object.entries(config).map(([name, enforcementLevel]) => [name, { enforcementLevel }]),
            ) as Parameters<PolicyServer["configure"]>[0];
            await Promise.all([installed.configure(levels), here.configure(levels)]);
            for (const resource of RESOURCES) {
                assert.deepEqual(await installed.check(resource), await here.check(resource));
            }
        });
    });
});

const TRAIL = "aws:cloudtrail/trail:Trail";
/** The examples of all policies, values that aren't known, another provider, and something that is not a trail. */
const RESOURCES: readonly SentResource[] = [
    ...trailPolicies.flatMap(({ examples: { violates, complies } }) =>
        [violates, complies].map(properties => ({ type: TRAIL, name: "trail", properties: { ...properties } })),
    ),
    { type: TRAIL, name: "trail", properties: { s3BucketName: unknownValue, advancedEventSelectors: unknownValue } },
    { type: "aws-native:cloudtrail:Trail", name: "trail", properties: { s3BucketName: "logs", isLogging: false } },
    { type: "aws:s3/bucket:Bucket", name: "logs", properties: { bucket: "logs" } },
];
