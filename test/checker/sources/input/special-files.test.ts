import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { withFiles } from "../gather";

const COMMAND = join(__dirname, "../../../../checker/bin/trail-guard.js");
const TRAIL = 'resource "aws_cloudtrail" "t" {\n  name = "t"\n}\n';
const MANIFEST = JSON.stringify({
    version: "36.0.0",
    artifacts: {
        S: {
            type: "aws:cloudformation:stack",
            environment: "aws://111122223333/eu-west-1",
            properties: { templateFile: "s.template.json" },
        },
    },
});
const MODULE = `module "m" {\n  source  = "acme/m/aws"\n}\n${TRAIL}`;

/** Opening a FIFO to read waits for a writer. In a process of its own, because that would end the tests as well. */
describe("a FIFO where a source expects a file", () => {
    const CASES: readonly (readonly [fifo: string, files: Readonly<Record<string, string>>, said: RegExp])[] = [
        ["other.tf", { "main.tf": TRAIL }, /other\.tf: it is a FIFO, not a file\n/],
        ["terraform.tfvars", { "main.tf": TRAIL }, /terraform\.tfvars: it is a FIFO, not a file\n/],
        [".terraform/modules/modules.json", { "main.tf": MODULE }, /^(?!.*FIFO)/],
        ["s.template.json", { "manifest.json": MANIFEST }, /s\.template\.json: it is a FIFO, not a file\n/],
    ];
    for (const [fifo, files, said] of CASES) {
        it(`${fifo}: the command says so, and doesn't wait`, () =>
            withFiles(files, async folder => {
                mkdirSync(join(folder, fifo, ".."), { recursive: true });
                execFileSync("mkfifo", [join(folder, fifo)]);
                const checked = spawnSync(process.execPath, [COMMAND, "check", folder], {
                    encoding: "utf8",
                    timeout: 20_000,
                });
                assert.equal(checked.signal, null);
                assert.notEqual(checked.status, 0);
                assert.match(`${checked.stderr}${checked.stdout}`, said);
            })).timeout(30_000);
    }

    it("passes over a folder whose name ends in .tf, as Terraform does", () =>
        withFiles({ "main.tf": TRAIL, "old.tf/notes.txt": "aws_cloudtrail" }, async folder => {
            const checked = spawnSync(process.execPath, [COMMAND, "check", folder], { encoding: "utf8" });
            assert.equal(checked.status, 1);
            assert.doesNotMatch(`${checked.stderr}${checked.stdout}`, /old\.tf/);
        }));
});
