import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildPack } from "../../build-pack";

const ROOT = join(__dirname, "../../..");

/** What a script shows; the pack itself prints its port. */
function run(script: string): unknown {
    const given = `
        const show = value => process.stderr.write(JSON.stringify(value), () => process.exit());
        const paths = () => require("@pulumi/pulumi").runtime.computeCodePaths({ extraIncludePackages: ["semver"] });
        const loaded = () => Object.keys(require.cache);
        const isLoaded = name => loaded().filter(file => file.includes("node_modules/" + name + "/")).length > 1;
        const areLoaded = () => ["@npmcli/arborist", "normalize-package-data", "@pulumi/pulumi/automation"].map(isLoaded);`;
    const { stderr } = spawnSync(process.execPath, ["-e", `${given}\n${script}`], { cwd: ROOT, encoding: "utf8" });
    return JSON.parse(stderr);
}

describe("the packages of the SDK that no policy pack uses", () => {
    before(buildPack);

    it("are not loaded with the pack: they and what they need are more than half of all modules", () => {
        const show = "show([areLoaded(), loaded().length]);";
        const [without, all] = run(`require("@pulumi/policy"); ${show}`) as [boolean[], number];
        const [withPack, few] = run(`require("./dist/index.js"); ${show}`) as [boolean[], number];
        assert.deepEqual(without, [true, true, true]);
        assert.deepEqual(withPack, [false, false, false]);
        assert.ok(few < all / 2, `${few} of ${all}`);
    });

    it("find the packages of a function that is serialised, as without the pack", () => {
        const show = "paths().then(found => show([areLoaded(), [...found.keys()]]));";
        const packages = ["node_modules/semver"];
        assert.deepEqual(run(`require("./dist/index.js"); ${show}`), [[true, true, false], packages]);
        assert.deepEqual(run(show), [[true, true, true], packages]);
    });

    for (const api of [`require("@pulumi/pulumi/automation")`, `require("@pulumi/pulumi").automation`]) {
        it(`are the Automation API, ${api}, as without the pack`, () => {
            const show = `
                const { PulumiCommand } = ${api};
                PulumiCommand.get({ root: process.cwd() + "/test" }).catch(error => show(error.message));`;
            const message = run(show);
            assert.match(String(message), /pulumi/);
            assert.equal(run(`require("./dist/index.js"); ${show}`), message);
        });
    }
});
