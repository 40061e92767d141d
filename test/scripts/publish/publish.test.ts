import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { Registry } from "./registry";

const ROOT = join(__dirname, "../../..");
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const COMMAND = `trail-guard@${version}`;
const OFFLINE_PREVIEW = `pulumi-offline-preview@${version}`;
const PACK = `bedrock-trail-guard@${version}`;

/** The steps of the release, run by the shell of GitHub's runners, with the real npm. */
describe("the release publishes the command, the offline preview and the pack", function () {
    this.timeout(120_000);
    let clone: string;
    let registry: Registry;

    before(async () => {
        clone = mkdtempSync(join(tmpdir(), "publish-"));
        execFileSync("git", ["clone", "--quiet", "--depth", "1", `file://${ROOT}`, clone]);
        symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"));
        registry = await Registry.start();
        writeFileSync(
            join(clone, ".npmrc-user"),
            `registry=http://${registry.host}\n//${registry.host}:_authToken=test\n`,
        );
    });
    after(() => {
        registry?.stop();
        rmSync(clone, { recursive: true, force: true });
    });

    it("packs all before it publishes any", async () => {
        const { failed, output } = await step("Pack all");
        assert.ok(!failed, output);
        assert.deepEqual(readdirSync(join(clone, "packed")), [
            "offline-preview.tgz",
            "policy-pack.tgz",
            "trail-guard.tgz",
        ]);
        assert.deepEqual(registry.published, []);
    });

    it("publishes the command first, so that no pack names a missing command", async () => {
        registry.refuses = "bedrock-trail-guard";
        const { failed } = await step("Publish");
        assert.ok(failed);
        assert.deepEqual(registry.published, [COMMAND, OFFLINE_PREVIEW]);
    });

    it("publishes in a second run what the first one could not, and nothing twice", async () => {
        registry.refuses = undefined;
        for (const _run of ["second", "third"]) {
            const { failed, output } = await step("Publish");
            assert.ok(!failed, output);
            assert.match(output, new RegExp(`^${COMMAND} is published already$`, "m"));
            assert.deepEqual(registry.published, [COMMAND, OFFLINE_PREVIEW, PACK]);
        }
    });

    /** A run of the step whose name begins like this. */
    function step(name: string): Promise<{ readonly failed: boolean; readonly output: string }> {
        const { jobs } = parse(readFileSync(join(ROOT, ".github/workflows/release.yml"), "utf8"));
        const { run } = jobs.publish.steps.find((each: { name?: string }) => each.name?.startsWith(name));
        const env = {
            ...process.env,
            NPM_CONFIG_USERCONFIG: join(clone, ".npmrc-user"),
            NPM_CONFIG_CACHE: join(clone, ".npm-cache"),
        };
        return new Promise(resolve => {
            execFile("bash", ["-e", "-o", "pipefail", "-c", run], { cwd: clone, env }, (error, stdout, stderr) =>
                resolve({ failed: error !== null, output: stdout + stderr }),
            );
        });
    }
});
