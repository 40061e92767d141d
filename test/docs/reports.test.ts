import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FORMATS } from "../../checker/src/report/formats";
import { runCommand } from "../checker/run-command";

const page = readFileSync(join(__dirname, "../../docs/reports.md"), "utf8");

/** The blocks of the page whose first line names what they are a sample of. */
const blocks = new Map(
    [...page.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(([, name, text]) => [name, text] as [string, string]),
);

describe("docs/reports.md", () => {
    const folder = process.cwd();
    let scratch: string;

    before(() => {
        scratch = mkdtempSync(join(tmpdir(), "trail-guard-docs-"));
        writeFileSync(join(scratch, "agents.yaml"), blocks.get("agents.yaml") ?? "");
        // What is printed names the file as it was given.
        process.chdir(scratch);
    });

    after(() => {
        process.chdir(folder);
        rmSync(scratch, { recursive: true });
    });

    it("has a sample of every format, and of no other", () => {
        assert.deepEqual([...blocks.keys()].sort(), [...FORMATS, "agents.yaml"].sort());
    });

    for (const format of FORMATS) {
        it(`shows what --format ${format} really prints`, async () => {
            const { stdout, exitCode } = await runCommand(["check", "agents.yaml", "--format", format], {
                columns: 100,
            });
            assert.equal(exitCode, 1);
            let rest = stdout;
            for (const part of (blocks.get(format) ?? "").trimEnd().split(/\n?…\n?/)) {
                const at = rest.indexOf(part);
                assert.notEqual(at, -1, `not printed, or not in this order:\n${part}`);
                rest = rest.slice(at + part.length);
            }
        });
    }
});
