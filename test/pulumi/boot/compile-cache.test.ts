import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import nodeModule from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPack } from "../../build-pack";
import { PolicyServer } from "../policy-server";

const ROOT = join(__dirname, "../../..");
const HAS_CACHE = "flushCompileCache" in nodeModule;

describe("the pack's compile cache", () => {
    const { XDG_CACHE_HOME: given } = process.env;
    let caches: string;

    before(buildPack);
    beforeEach(() => {
        caches = mkdtempSync(join(tmpdir(), "caches-"));
        process.env.XDG_CACHE_HOME = caches;
    });
    afterEach(() => {
        rmSync(caches, { recursive: true, force: true });
        if (given === undefined) {
            delete process.env.XDG_CACHE_HOME;
        } else {
            process.env.XDG_CACHE_HOME = given;
        }
    });

    it("is written once the server listens, if this version of Node has one", async function () {
        if (!HAS_CACHE) {
            console.log(`    skipped: Node ${process.version} has no compile cache to flush`);
            this.skip();
        }
        await boot();
        assert.ok(readdirSync(join(caches, "bedrock-trail-guard")).length > 0);
    });

    it("is not created if this version of Node has none", async function () {
        if (HAS_CACHE) {
            this.skip();
        }
        await boot();
        assert.deepEqual(readdirSync(caches), []);
    });

    it("is not used if others could write to it or its folder can't be created: the pack starts anyway", async () => {
        mkdirSync(join(caches, "bedrock-trail-guard"));
        chmodSync(join(caches, "bedrock-trail-guard"), 0o777);
        await boot();
        assert.deepEqual(readdirSync(join(caches, "bedrock-trail-guard")), []);
        writeFileSync(join(caches, "file"), "");
        process.env.XDG_CACHE_HOME = join(caches, "file");
        await boot();
        assert.ok(existsSync(join(caches, "file")));
    });

    async function boot(): Promise<void> {
        const server = await PolicyServer.start(ROOT);
        const info = await server.info();
        server.stop();
        assert.match(info.getReadme(), /^# /);
    }
});
