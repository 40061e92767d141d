import assert from "node:assert/strict";
import { policies } from "../../../policies";
import { runCommand } from "../run-command";

describe("trail-guard policies", () => {
    it("lists every policy with its page", async () => {
        const { exitCode, stdout, stderr } = await runCommand(["policies"]);
        assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: "" });
        for (const { name, description } of policies) {
            assert.ok(stdout.includes(`${name} (`), name);
            assert.ok(stdout.includes(description), name);
            assert.match(stdout, new RegExp(`https://\\S+/docs/policies/${name}\\.md\\n`));
        }
    });

    it("lists them as JSON, in the order of the registry", async () => {
        const { exitCode, stdout } = await runCommand(["policies", "--format", "json"]);
        assert.equal(exitCode, 0);
        const listed = JSON.parse(stdout) as { name: string; configSchema: object }[];
        assert.deepEqual(
            listed.map(({ name, configSchema }) => ({ name, configSchema })),
            policies.map(({ name, configSchema }) => ({ name, configSchema })),
        );
    });

    it("is coloured on a terminal, and not with NO_COLOR", async () => {
        assert.ok((await runCommand(["policies"], { terminal: true })).stdout.includes("\u001b["));
        const plain = await runCommand(["policies"], { terminal: true, env: { NO_COLOR: "1" } });
        assert.ok(!plain.stdout.includes("\u001b["));
    });

    for (const [env, coloured] of [
        [{ FORCE_COLOR: "1" }, true],
        [{ FORCE_COLOR: "true", TERM: "dumb" }, true],
        [{ FORCE_COLOR: "0" }, false],
        [{ FORCE_COLOR: "" }, false],
        [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false],
    ] as const) {
        it(`is ${coloured ? "" : "not "}coloured in a pipe with ${JSON.stringify(env)}`, async () => {
            assert.equal((await runCommand(["policies"], { env })).stdout.includes("\u001b["), coloured);
        });
    }

    it("is not coloured on a terminal whose colours FORCE_COLOR turns off", async () => {
        const { stdout } = await runCommand(["policies"], { terminal: true, env: { FORCE_COLOR: "0" } });
        assert.ok(!stdout.includes("\u001b["));
    });
});
