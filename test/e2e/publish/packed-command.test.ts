import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");
const text = (file: string) => readFileSync(join(ROOT, file), "utf8");

describe("the command as it is published", function () {
    this.timeout(120_000);

    it("has its description, its licence and all that it loads, and no dependency", () => {
        const run = spawnSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts", "--workspace", "checker"], {
            cwd: ROOT,
            encoding: "utf8",
        });
        assert.equal(run.status, 0, run.stderr);
        const [{ files }] = JSON.parse(run.stdout);
        const paths = files.map(({ path }: { readonly path: string }) => path);
        for (const file of ["LICENSE", "README.md", "package.json", "bin/trail-guard.js", "dist/trail-guard.js"]) {
            assert.ok(paths.includes(file), `${file} is not in ${paths.join(" ")}`);
        }
        assert.equal(JSON.parse(text("checker/package.json")).dependencies, undefined);
    });

    it("has the licence of the repository, and says where that is, as provenance needs", () => {
        assert.equal(text("checker/LICENSE"), text("LICENSE"));
        const repository = (file: string) => JSON.parse(text(file)).repository.url;
        assert.equal(repository("checker/package.json"), repository("package.json"));
    });

    it("is published before the pack, which names it in its documents", () => {
        assert.match(text(".github/workflows/release.yml"), /for folder in \.\/checker \.; do/);
    });
});
