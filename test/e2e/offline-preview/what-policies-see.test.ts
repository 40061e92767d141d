import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT } from "../../../checker/src/command-line/exit-code";
import { UNKNOWN } from "../../../offline-preview/src/values/wire";
import { here, OBSERVER, observed, previewJson, type Result, runPreview } from "./run-preview";

const STACK = "urn:pulumi:dev::components::pulumi:pulumi:Stack::components-dev";
const LOGGING = "urn:pulumi:dev::components::my:index:Logging";

function file(content: unknown): string {
    const path = join(mkdtempSync(join(tmpdir(), "trail-guard-")), "file.json");
    writeFileSync(path, JSON.stringify(content));
    return path;
}

describe("offline preview: what the program and the policies see", () => {
    it("runs a program in JavaScript in its own folder, with its options, its stack and its configuration", async () => {
        const { exitCode, result, stderr } = await previewJson("javascript", [
            ...OBSERVER,
            ...["--stack", "acme/javascript/dev", "--config", "size=5", "--config", "aws:region=ap-south-1"],
        ]);
        assert.equal(exitCode, EXIT.ok);
        const folder = here("program", "javascript");
        assert.deepEqual(observed(result, "resources").surroundings.props, {
            title: "javascript program",
            folder: join(folder, "src"),
            root: folder,
            organization: "acme",
            project: "javascript",
            stack: "dev",
            dryRun: true,
            region: "ap-south-1",
            size: 5,
            owner: "someone",
            nested: { list: [1, "two"] },
            password: UNKNOWN,
            url: UNKNOWN,
        });
        assert.deepEqual(observed(result, "stack")["javascript-dev"].props, { owner: "someone" });
        for (const line of [
            "written to standard output",
            "written to standard error",
            "logged",
            "warning: warned of red",
        ]) {
            assert.ok(stderr.split("\n").includes(line), line);
        }
    });

    it("shows components, parents, inherited providers and options; and the whole stack with outputs", async () => {
        const { exitCode, result } = await previewJson("components", OBSERVER);
        assert.equal(exitCode, EXIT.undetermined);
        assert.deepEqual(result.unanswered, ["aws:ec2/vpc:Vpc"]);
        assert.equal(result.resources, 10);
        assertResources(result);
        assertStack(result);
    });

    it("gives a pack its configuration, with levels and defaults, and the program what was remediated", async () => {
        const config = file({
            all: "mandatory",
            resources: {
                enforcementLevel: "remediate",
                given: "by the file",
                replace: { versioned: { bucket: "remediated" } },
            },
            stack: "disabled",
        });
        const { exitCode, result, stderr } = await previewJson("components", [
            ...OBSERVER,
            "--policy-pack-config",
            config,
        ]);
        assert.equal(exitCode, EXIT.violated);
        assert.match(stderr, /^warning: what the program reads of aws:ec2\/vpc:Vpc [^\n]*\n$/);
        assert.deepEqual(observed(result, "stack"), {});
        assert.ok(result.violations.every(({ level }) => level === "mandatory"));
        const { versioned, options } = observed(result, "resources");
        assert.deepEqual(options.config, {
            preset: "by default",
            given: "by the file",
            replace: { versioned: { bucket: "remediated" } },
        });
        assert.deepEqual(versioned.props, { bucket: "remediated" });
        assert.deepEqual(
            result.remediations.map(({ policy, before, after }) => ({ policy, before, after })),
            [{ policy: "resources", before: { bucket: "b" }, after: { bucket: "remediated" } }],
        );
    });

    it("has several packs judge each resource, each with its own configuration", async () => {
        const config = (preset: string) => file({ stack: "disabled", resources: { preset } });
        const { result } = await previewJson("trail", [
            ...["--config", 'inputs={"a": 1}'],
            ...[...OBSERVER, "--policy-pack-config", config("first")],
            ...[...OBSERVER, "--policy-pack-config", config("second")],
        ]);
        const presets = result.violations
            .filter(({ urn }) => urn.endsWith("::audit"))
            .map(({ message = "" }) => /"preset":"(\w+)"/.exec(message)?.[1]);
        assert.deepEqual(presets, ["first", "second"]);
    });

    it("answers functions from mocks", async () => {
        const mocks = file({
            "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "111122223333" },
            "std:index:sha1": [{ args: { input: "a" }, result: { result: "86f7e437" } }],
            "aws:s3/getBucket:getBucket": { arn: "[unknown]" },
            "aws:index/getRegions:getRegions": {},
        });
        const { exitCode, result, stderr } = await previewJson("functions", [...OBSERVER, "--mocks", mocks]);
        assert.equal(exitCode, EXIT.ok);
        assert.deepEqual(observed(result, "resources").answers.props, {
            awaited: "111122223333",
            text: "logs-111122223333",
            applied: "logs-111122223333",
            property: "111122223333",
            single: "86f7e437",
            bucket: UNKNOWN,
        });
        assert.equal(stderr, "warning: the mock of aws:index/getRegions:getRegions was not used\n");
    });

    it("answers functions without mocks as unknown, and says so", async () => {
        const { exitCode, result, stderr } = await previewJson("functions", OBSERVER);
        assert.equal(exitCode, EXIT.undetermined);
        assert.ok(result.unanswered?.includes("aws:index/getCallerIdentity:getCallerIdentity"));
        const { applied, single, bucket } = observed(result, "resources").answers.props as Record<string, unknown>;
        assert.deepEqual({ applied, single, bucket }, { applied: UNKNOWN, single: UNKNOWN, bucket: UNKNOWN });
        assert.match(
            stderr,
            /warning: the result of aws:index\/getCallerIdentity:getCallerIdentity isn't known offline/,
        );
    });

    const WAYS = [
        ["output", "aws:index/getCallerIdentity:getCallerIdentity", { accountId: "111122223333" }, "111122223333"],
        ["awaited", "aws:index/getRegion:getRegion", { region: "eu-west-1" }, "eu-west-1"],
        ["reference", "pulumi:pulumi:StackReference", { outputs: { management: "444455556666" } }, "444455556666"],
        ["existing", "aws:s3/bucket:Bucket", { region: "eu-central-1" }, "eu-central-1"],
    ] as const;
    for (const [way, token] of WAYS) {
        it(`doesn't call a stack compliant whose resources depend on unanswered functions: ${way}`, async () => {
            const { exitCode, result, stderr } = await previewJson("conditional", [
                ...OBSERVER,
                "--config",
                `ways=${way}`,
            ]);
            assert.equal(exitCode, EXIT.undetermined);
            assert.deepEqual(result.unanswered, [token]);
            assert.match(stderr, new RegExp(`warning: .*${token} .*known offline.*: --mocks can answer for it`));
        });
    }

    it("calls it compliant when mocks answer, and shows the resources that depend on the answers", async () => {
        const mocks = file(Object.fromEntries(WAYS.map(([, token, answer]) => [token, answer])));
        const ways = `ways=${WAYS.map(([way]) => way).join(" ")}`;
        const { exitCode, result, stdout } = await previewJson("conditional", [
            ...OBSERVER,
            ...["--config", ways, "--mocks", mocks],
        ]);
        assert.equal(exitCode, EXIT.ok);
        for (const [, , , name] of WAYS) {
            assert.ok(`trail-${name}` in observed(result, "resources"), stdout);
        }
        assert.equal(result.unanswered, undefined);
    });

    it("lists unanswered functions in the text too", async () => {
        const { exitCode, stdout } = await runPreview([
            here("program", "conditional"),
            ...OBSERVER,
            ...["--config", "ways=awaited"],
        ]);
        assert.equal(exitCode, EXIT.undetermined);
        assert.match(stdout, /^Not answered: [\s\S]*^ {2}aws:index\/getRegion:getRegion$/m);
    });

    it("doesn't call a stack compliant whose components it could not see", async () => {
        const unseen = await previewJson("remote", OBSERVER);
        assert.equal(unseen.exitCode, EXIT.undetermined);
        assert.deepEqual(unseen.result.unseen, ["urn:pulumi:dev::remote::awsx:cloudtrail:Trail::audit"]);
        assert.deepEqual(observed(unseen.result, "resources").outputs.props, { bucket: UNKNOWN, called: UNKNOWN });

        const mocks = file({
            "awsx:cloudtrail:Trail": { bucket: "logs" },
            "awsx:cloudtrail:Trail/describe": [{ args: { depth: 1 }, result: { text: "described" } }],
        });
        const mocked = await previewJson("remote", [...OBSERVER, "--mocks", mocks]);
        assert.equal(mocked.exitCode, EXIT.ok);
        assert.equal(mocked.result.unseen, undefined);
        assert.deepEqual(observed(mocked.result, "resources").outputs.props, { bucket: "logs", called: "described" });
    });
});

function assertResources(result: Result): void {
    const resources = observed(result, "resources");
    const {
        "standard-logs": bucket,
        "standard-trail": trail,
        "ireland-trail": ireland,
        options,
        versioned,
    } = resources;
    assert.equal(bucket.urn, `${LOGGING}$aws:s3/bucket:Bucket::standard-logs`);
    assert.equal((bucket.opts as { parent: string }).parent, `${LOGGING}::standard`);
    assert.deepEqual(resources.standard.props, { enabled: true });
    // The output of a bucket that isn't created yet; what a transform of the stack has added.
    assert.deepEqual(trail.props, {
        s3BucketName: UNKNOWN,
        enabled: true,
        tags: { name: "standard-trail", tagged: true },
    });
    // The default provider has the configuration of its package; an explicit one is handed down by a component.
    const defaultProvider = trail.provider as Record<string, unknown>;
    assert.match(String(defaultProvider.name), /^default/);
    assert.equal((defaultProvider.props as { region: string }).region, "us-east-1");
    assert.equal((defaultProvider.props as { profile: string }).profile, "example");
    const explicit = ireland.provider as Record<string, unknown>;
    assert.equal(explicit.urn, "urn:pulumi:dev::components::pulumi:providers:aws::ireland");
    assert.equal((explicit.props as { region: string }).region, "eu-west-1");
    assert.equal((ireland.opts as { protect: boolean }).protect, true);
    assert.equal((versioned.provider as { name: string }).name, "default_7_1_0_alpha_1");
    assert.deepEqual(options.props, { name: "fixed", own: "first", tags: { name: "options", tagged: true } });
    assert.deepEqual(options.opts, {
        protect: true,
        ignoreChanges: ["tags"],
        aliases: [],
        customTimeouts: { createSeconds: 5400, updateSeconds: 0, deleteSeconds: 45 },
        additionalSecretOutputs: ["name"],
        deleteBeforeReplace: true,
        parent: STACK,
    });
}

function assertStack(result: Result): void {
    const stack = observed(result, "stack");
    const bucket = `${LOGGING}$aws:s3/bucket:Bucket::standard-logs`;
    assert.equal(stack["standard-trail"].parent, `${LOGGING}::standard`);
    assert.deepEqual(stack["standard-trail"].dependencies, [bucket]);
    assert.deepEqual(stack["standard-trail"].propertyDependencies, { s3BucketName: [bucket] });
    assert.deepEqual(stack.standard.props, {
        trailName: `${LOGGING}$aws:cloudtrail/trail:Trail::standard-trail`,
        bucketId: UNKNOWN,
    });
    assert.deepEqual(stack["components-dev"].props, {
        versioned: "urn:pulumi:dev::components::aws:s3/bucket:Bucket::versioned",
        vpc: "vpc-1",
        cidr: UNKNOWN,
        given: "state",
    });
    // A violation about a missing resource is reported on the stack.
    assert.equal(result.violations.at(-1)?.urn, STACK);
}
