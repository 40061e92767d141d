import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { codeBlocks, lines } from "./code-blocks";

const ROOT = join(__dirname, "../..");
const EXAMPLES = join(ROOT, "examples");
/** The commands that other tests run, and compare with the README: test/e2e/languages and test/e2e/watch/program.test.ts. */
const ELSEWHERE: Readonly<Record<string, string>> = {
    "bedrock-agents-python": "pulumi preview --policy-pack ../..",
    "bedrock-agents-yaml": "pulumi preview --policy-pack ../..",
    watch: "npx trail-guard preview examples/watch",
};

const folders = readdirSync(EXAMPLES, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name);
const index = readFileSync(join(EXAMPLES, "README.md"), "utf8");

describe("the README of each example", function () {
    this.timeout(120_000);

    for (const name of folders) {
        const readme = () => readFileSync(join(EXAMPLES, name, "README.md"), "utf8");

        it(`${name}: is short, begins with its name, and is named in the list of all`, () => {
            assert.ok(readme().startsWith(`# ${name}\n`));
            assert.ok(readme().split("\n").length <= 25);
            assert.ok(index.includes(`](${name})`));
        });

        it(`${name}: has one command, which prints what it says`, () => {
            const commands = codeBlocks(readme(), "sh").flatMap(lines);
            if (name in ELSEWHERE) {
                assert.deepEqual(commands, [ELSEWHERE[name]]);
                return;
            }
            const [command = "", ...more] = commands;
            assert.deepEqual(more, []);
            // In a clone, npx runs this.
            assert.match(command, /^npx trail-guard /);
            const { status, stdout, stderr } = spawnSync(
                process.execPath,
                [join(ROOT, "checker/bin/trail-guard.js"), ...command.split(" ").slice(2)],
                { cwd: ROOT, encoding: "utf8" },
            );
            assert.equal(status, 1, stderr);
            const shown = codeBlocks(readme(), "text").flatMap(lines);
            assert.ok(shown.length > 1);
            for (const line of shown) {
                assert.ok(stdout.includes(line), `${stdout}\n(should say: ${line})`);
            }
        });
    }
});
