import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildPack } from "../build-pack";

const ROOT = join(__dirname, "../..");

/** What a script shows; the pack itself prints its port. */
function run(script: string): unknown {
    const given = `
        const show = value => process.stderr.write(JSON.stringify(value), () => process.exit());
        const paths = () => require("@pulumi/pulumi").runtime.computeCodePaths({ extraIncludePackages: ["semver"] });
        const loaded = () => Object.keys(require.cache);
        const arborist = () => loaded().filter(file => /@npmcli.arborist.lib.arborist/.test(file)).length;`;
    const { stderr } = spawnSync(process.execPath, ["-e", `${given}\n${script}`], { cwd: ROOT, encoding: "utf8" });
    return JSON.parse(stderr);
}

describe("@npmcli/arborist", () => {
    before(buildPack);

    it("is not loaded with the pack: it and what it needs are more than half of all modules", () => {
        const without = run(`require("@pulumi/policy"); show([arborist(), loaded().length]);`) as [number, number];
        const pack = run(`require("./dist/index.js"); show([arborist(), loaded().length]);`) as [number, number];
        assert.ok(without[0] > 5, `${without}`);
        assert.equal(pack[0], 0);
        assert.ok(pack[1] < without[1] / 2, `${pack}, ${without}`);
    });

    it("is loaded when the SDK uses it, and answers the same", () => {
        const show = "paths().then(found => show([arborist() > 5, [...found.keys()]]));";
        const expected = [true, ["node_modules/semver"]];
        assert.deepEqual(run(show), expected);
        assert.deepEqual(run(`require("./dist/index.js"); ${show}`), expected);
    });
});
