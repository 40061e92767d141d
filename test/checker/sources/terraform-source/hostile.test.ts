import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { gather, gatherFolder, withFiles } from "../gather";

const trail = (name: string, more: string) =>
    `resource "aws_cloudtrail" "${name}" {\n  name = "${name}"\n  s3_bucket_name = "logs"\n${more}}\n`;

/** The result for the only trail, or why there is none. */
async function saidOf(text: string): Promise<string> {
    const { trails, unread = [], problems } = await gatherFolder({ "main.tf": `# aws_cloudtrail\n${text}` });
    return [
        ...trails.map(({ unknownPhrasing }) => unknownPhrasing?.advice ?? "decided"),
        ...unread.map(({ reason }) => reason),
        ...problems.map(({ message }) => message),
    ].join("; ");
}

const doubling = (first: string, next: (before: string) => string) =>
    `locals {\n  a0 = ${first}\n${Array.from({ length: 60 }, (_, index) => `  a${index + 1} = ${next(`local.a${index}`)}\n`).join("")}}\n`;

describe("hostile Terraform source", () => {
    const unknown: Readonly<Record<string, readonly [text: string, said: RegExp]>> = {
        "for_each over a million": [
            `locals {\n  n = range(1000)\n  all = toset([for pair in setproduct(local.n, local.n) : join("-", pair)])\n}\n${trail("t", "  for_each = local.all\n")}`,
            /not a map or a set of at most 10,000|more than/,
        ],
        "count of a billion": [trail("t", "  count = 1000000000\n"), /its count is not a number/],
        "a list of a billion": [
            `locals {\n  n = range(1000)\n}\n${trail("t", "  is_multi_region_trail = length(setproduct(local.n, local.n, local.n)) > 1\n")}`,
            /more than 1,000,000 elements/,
        ],
        "a string that doubles sixty times": [
            `${doubling('"x"', before => `"\${${before}}\${${before}}"`)}${trail("t", "  is_multi_region_trail = local.a60\n")}`,
            /more than 4 MiB/,
        ],
        "a list that doubles sixty times": [
            `${doubling("[1]", before => `[${before}, ${before}]`)}${trail("t", "  is_multi_region_trail = length(jsonencode(local.a60)) > 1\n")}`,
            /only partly known/,
        ],
        "a loop that never ends": [
            `locals {\n  n = range(1000)\n}\n${trail("t", "  is_multi_region_trail = length(flatten([for a in local.n : [for b in local.n : [for c in local.n : a + b + c]]])) > 1\n")}`,
            /more than/,
        ],
        "locals that refer to each other": [
            `${doubling("local.a60", before => before)}${trail("t", "  is_multi_region_trail = local.a9\n")}`,
            /depends on itself/,
        ],
        "a thousand locals in a chain": [
            `locals {\n  a0 = true\n${Array.from({ length: 1000 }, (_, index) => `  a${index + 1} = local.a${index}\n`).join("")}}\n${trail("t", "  is_multi_region_trail = local.a1000\n")}`,
            /nested more than/,
        ],
        brackets: [`locals {\n  a = ${"[".repeat(20_000)}${"]".repeat(20_000)}\n}\n`, /levels|deeply/],
        blocks: [`${"a {\n".repeat(20_000)}${"}\n".repeat(20_000)}`, /deeply/],
        operators: [`locals {\n  a = ${"!".repeat(20_000)}true\n}\n`, /levels|deeply/],
        templates: [`locals {\n  a = "${'${"'.repeat(500)}x${'"}'.repeat(500)}"\n}\n`, /malformed HCL/],
        names: [`locals {\n  a = b${".c".repeat(20_000)}\n}\n`, /steps/],
        "a zero": [`locals {\n  a = "\0"\n}\n`, /malformed HCL/],
        "a name of an object's own": [
            `locals {\n  o = { __proto__ = { multi = true }, constructor = 1 }\n}\n${trail("t", "  is_multi_region_trail = local.o.multi\n  enable_logging = local.o.toString\n")}`,
            /no attribute "multi".*no attribute "toString"/,
        ],
    };
    for (const [name, [text, said]] of Object.entries(unknown)) {
        it(`${name}: undecided, with the reason, and quickly`, async function () {
            this.timeout(20_000);
            assert.match(await saidOf(text), said);
        });
    }

    it("reads a megabyte in one file", async function () {
        this.timeout(30_000);
        const text = Array.from({ length: 8_000 }, (_, index) => `${trail(`t${index}`, "")}\n# ${"x".repeat(40)}\n`);
        const { trails, problems } = await gatherFolder({ "main.tf": text.join("") });
        assert.deepEqual([trails.length, problems], [8_000, []]);
    });

    it("reads 10,000 files in 100 folders, one of them with a mistake", async function () {
        this.timeout(60_000);
        const files = Array.from({ length: 10_000 }, (_, index) => [
            `team${index % 100}/f${index}.tf`,
            index === 5_000
                ? trail("broken", "  name = [\n")
                : index % 10 === 0
                  ? trail(`t${index}`, "")
                  : "# nothing\n",
        ]);
        const { trails, problems } = await gatherFolder(Object.fromEntries(files));
        assert.equal(trails.length, 999);
        assert.deepEqual(
            problems.map(({ source }) => source.split("/").pop()),
            ["f5000.tf"],
        );
    });

    it("refuses a file that is too large", async () => {
        const { problems } = await gatherFolder({ "main.tf": Buffer.alloc(17 * 1024 * 1024, 0x20) });
        assert.match(problems[0].message, /larger than 16 MiB/);
    });

    it("names one broken file of a hundred, and judges the others", async () => {
        const files = Array.from({ length: 100 }, (_, index) => [
            `f${index}.tf`,
            index === 50 ? 'resource "aws_cloudtrail" "x" {\n  name = [\n}\n' : trail(`t${index}`, ""),
        ]);
        const { trails, problems } = await gatherFolder(Object.fromEntries(files));
        assert.equal(trails.length, 99);
        assert.deepEqual(
            problems.map(({ source, message }) => [source.split("/").pop(), message]),
            [["f50.tf", "malformed HCL: [ is never closed (line 2, column 10)"]],
        );
    });

    it("follows links once, wherever they lead", async () => {
        await withFiles(
            { "real/main.tf": trail("t", ""), "root/main.tf": 'module "m" {\n  source = "./link"\n}\n' },
            async folder => {
                symlinkSync(join(folder, "real"), join(folder, "root/link"));
                symlinkSync(folder, join(folder, "real/up"));
                mkdirSync(join(folder, "broken"));
                symlinkSync(join(folder, "nowhere.tf"), join(folder, "broken/main.tf"));
                const { trails, problems } = await gather([folder]);
                assert.deepEqual(
                    trails.map(({ place }) => place.address),
                    ["module.m.aws_cloudtrail.t"],
                );
                assert.match(problems.map(({ message }) => message).join(), /no such file or directory/);
            },
        );
    });
});
