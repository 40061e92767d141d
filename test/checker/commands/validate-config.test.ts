import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../run-command";

const CONFIG = join(__dirname, "../../../config");

describe("trail-guard validate-config", () => {
    for (const file of readdirSync(CONFIG)) {
        it(`takes config/${file}`, async () => {
            const path = join(CONFIG, file);
            const expected = { exitCode: 0, stdout: `${path}: valid\n`, stderr: "" };
            assert.deepEqual(await runCommand(["validate-config", path]), expected);
        });
    }

    it("names each mistake with its place, and exits with 1", async () => {
        const stdin = '{"all": "no",\n "cloudtrail-s3-delivry": "advisory"}';
        assert.deepEqual(await runCommand(["validate-config", "-"], { stdin }), {
            exitCode: 1,
            stdout: [
                'standard input:1:2: all: "no" is no enforcement level: use advisory, mandatory, remediate, disabled\n',
                'standard input:2:2: cloudtrail-s3-delivry: there is no policy "cloudtrail-s3-delivry". Did you mean cloudtrail-s3-delivery?\n',
            ].join(""),
            stderr: "",
        });
    });

    it("tells the same as JSON", async () => {
        const stdin = '{"x":"advisory"}';
        const { exitCode, stdout } = await runCommand(["validate-config", "-", "--format", "json"], { stdin });
        assert.equal(exitCode, 1);
        assert.deepEqual(JSON.parse(stdout), {
            valid: false,
            problems: [{ path: "x", message: 'there is no policy "x"', line: 1, column: 2 }],
        });
        const valid = await runCommand(["validate-config", "-", "--format", "json"], { stdin: "{}" });
        assert.deepEqual(JSON.parse(valid.stdout), { valid: true, problems: [] });
    });

    it("exits with 2 where there is nothing to read", async () => {
        const missing = join(CONFIG, "missing.json");
        assert.deepEqual(await runCommand(["validate-config", missing]), {
            exitCode: 2,
            stdout: "",
            stderr: `trail-guard: can't read ${missing}: no such file or directory\n`,
        });
        assert.equal(
            (await runCommand(["validate-config", CONFIG])).stderr,
            `trail-guard: can't read ${CONFIG}: it is a directory\n`,
        );
        assert.equal((await runCommand(["validate-config"])).exitCode, 2);
    });
});
