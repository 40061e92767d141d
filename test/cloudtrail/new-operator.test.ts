import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");

describe("an additional operator in the table", () => {
    it("needs nothing but its row: every property still holds", () => {
        const run = spawnSync(
            process.execPath,
            [
                "node_modules/mocha/bin/mocha.js",
                ...["--no-config", "--reporter", "dot", "--timeout", "60000"],
                ...["--require", "tsx/cjs"],
                ...["--require", "./test/cloudtrail/add-operators.ts"],
                ...["--spec", "test/cloudtrail/**/*.property.test.ts"],
            ],
            { cwd: ROOT, encoding: "utf8", env: { ...process.env, FC_RUNS: "0.2" } },
        );
        assert.equal(run.status, 0, run.stdout.slice(-4000) + run.stderr.slice(-2000));
        assert.match(run.stdout, /[1-9]\d* passing/);
    });
});
