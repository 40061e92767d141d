import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { gather, gatherFolder } from "./gather";

const OUTPUTS = join(__dirname, "../../fixtures/unusable-outputs");
const SOURCES = join(__dirname, "../../fixtures/sources");
const PLAN = readFileSync(join(SOURCES, "terraform-plan.json"), "utf8");

const PLAN_SHOW = "`terraform plan -out plan.out && terraform show -json plan.out` prints a plan that can be read";
const PREVIEW = "`pulumi preview --json --show-sames` prints a preview";

/** The message for each file, in a folder and if it is named itself. */
const SAID: Readonly<Record<string, string>> = {
    "encrypted-plan.json": "it is an encrypted OpenTofu state or plan: `tofu show -json` prints its contents",
    "encrypted.tfstate": "it is an encrypted OpenTofu state or plan: `tofu show -json` prints its contents",
    "old.tfstate":
        "it is a Terraform state of an old version: `terraform show -json` of Terraform 0.12 or later prints one that can be read",
    "preview.yaml": `it is what \`pulumi preview\` and \`pulumi up\` print for people: ${PREVIEW}`,
    "providers-schema.json":
        "it is what `terraform providers schema -json` prints, which contains no resources: `terraform show -json` prints the state",
    "save-plan.json": `it is an update plan, as \`pulumi preview --save-plan\` writes it: ${PREVIEW}`,
    tfplan: "it is a binary plan of Terraform: `terraform show -json` prints it as JSON",
    "tofu-plan-log.json": `it is the log of \`terraform plan -json\`, which contains no values: ${PLAN_SHOW}`,
    "tofu-plan-text.json": `it is what \`terraform plan\` prints for people: ${PLAN_SHOW}`,
    "tofu-show-text.json": "it is what `terraform show` prints for people: `terraform show -json` prints the state",
    "validate.json":
        "it is what `terraform validate -json` prints, which contains no resources: `terraform show -json` prints the state",
};

describe("the output of a tool from which no trail can be read", () => {
    const files = readdirSync(OUTPUTS).filter(name => name !== "README.md");

    it("is never passed over in a folder", async () => {
        const { problems } = await gather([OUTPUTS]);
        assert.deepEqual(
            Object.fromEntries(problems.map(({ source, message }) => [source.slice(OUTPUTS.length + 1), message])),
            SAID,
        );
    });

    for (const name of files) {
        it(`${name}: is named with what to run instead, by its name and on standard input`, async () => {
            const path = join(OUTPUTS, name);
            const [byName, piped] = [await gather([path]), await gather(["-"], readFileSync(path))];
            assert.deepEqual(byName.problems, [{ source: path, message: SAID[name] }]);
            assert.deepEqual(piped.problems, [{ source: "standard input", message: SAID[name] }]);
        });
    }

    it("is reported even if another document beside it is read", async () => {
        const log = readFileSync(join(OUTPUTS, "tofu-plan-log.json"), "utf8");
        const { problems, trails } = await gatherFolder({ "both.json": `${PLAN}${log}` });
        assert.deepEqual(
            problems.map(({ message }) => message),
            [SAID["tofu-plan-log.json"]],
        );
        assert.ok(trails.length > 0);
    });

    for (const [form, selectors] of [
        ["advanced", { AdvancedEventSelectors: [] }],
        ["basic", { EventSelectors: null }],
        ["the input of put-event-selectors", { TrailName: "audit", EventSelectors: [] }],
        ["a bare list of advanced ones", [{ FieldSelectors: [] }]],
        ["a bare list of basic ones", [{ ReadWriteType: "All" }]],
    ] as const) {
        it(`is event selectors without a trail: ${form}`, async () => {
            const { problems } = await gather(["-"], JSON.stringify(selectors));
            assert.match(problems[0]?.message ?? "", /`trail-guard coverage`$/);
        });
    }

    it("is gzipped: in a folder that matters only if it mentions what a source would", async () => {
        const { problems, notes } = await gatherFolder({
            "plan.json": gzipSync(PLAN),
            "other.json": gzipSync('{"Records":[]}'),
        });
        assert.deepEqual(
            problems.map(({ message }) => message),
            ["it is gzipped: unpack it with gunzip"],
        );
        assert.match(notes?.[0] ?? "", /^skipped 1 unreadable file .*other\.json: it is gzipped/);
    });

    it("is gzipped, with a name that says so: likewise, and delivered files and other tools' files are ignored", async () => {
        const state = { version: 4, terraform_version: "1.12.6", lineage: "a", resources: [] };
        const { problems, notes } = await gatherFolder({
            "plan.json.gz": gzipSync(PLAN),
            "terraform.tfstate.gz": gzipSync(JSON.stringify(state)),
            "other.json.gz": gzipSync('{"Records":[]}'),
            "111122223333_CloudTrail_us-east-1_20261127T2100Z_a1B2c3D4e5F6g7H8.json.gz": gzipSync(PLAN),
        });
        assert.deepEqual(
            problems.map(({ source, message }) => [basename(source), message]),
            ["plan.json.gz", "terraform.tfstate.gz"].map(name => [name, "it is gzipped: unpack it with gunzip"]),
        );
        assert.deepEqual(notes, []);
    });

    it("is UTF-16 without a byte order mark: likewise", async () => {
        const { problems } = await gatherFolder({
            "plan.json": Buffer.from(PLAN, "utf16le"),
            "other.json": Buffer.from("{}", "utf16le"),
        });
        assert.equal(problems.length, 1);
    });
});

describe("text before the JSON of a tool", () => {
    for (const [name, before, line] of [
        ["a log line", "Acquiring state lock. This may take a few moments...\n", 2],
        ["two lines", "\u001b[33mWarning:\u001b[0m something\n\n", 3],
        ["a comment in the style of other languages", "// terraform show -json plan.out\n", 2],
        ["a time and a level", "2026-01-15T10:00:00Z INFO: reading\r\n", 2],
    ] as const) {
        it(`${name}: is a problem in a folder too, with the line on which the JSON begins`, async () => {
            for (const [file, content] of [
                ["plan.json", `${before}${PLAN}`],
                ["one-line.json", `${before}${JSON.stringify(JSON.parse(PLAN))}\n`],
            ] as const) {
                const { problems, trails } = await gatherFolder({ [file]: content });
                assert.equal(trails.length, 0);
                assert.match(
                    problems[0]?.message ?? "nothing is said",
                    new RegExp(`^there is text before its JSON, which begins on line ${line}: remove it`),
                );
            }
        });
    }

    it("as a comment of YAML: is a problem, since YAML can't be streamed", async () => {
        const { problems, trails } = await gatherFolder({ "plan.json": `# a plan\n${PLAN}` });
        assert.equal(trails.length, 0);
        assert.deepEqual(
            problems.map(({ message }) => message),
            ["it is a Terraform plan, but contains more than JSON"],
        );
    });

    for (const [name, before, line] of [
        ["a level", "INFO: ", 1],
        ["a level in brackets", "level [info]: ", 1],
        ["a name", "plan:\n  ", 2],
        ["a dash", "- ", 1],
        ["a block of text", "text: |\n  ", 2],
    ] as const) {
        it(`${name} on its own line, which turns it into YAML: is a problem in a folder too`, async () => {
            const documents = [
                PLAN,
                JSON.stringify({ trailList: [] }),
                JSON.stringify({ version: 3, deployment: { resources: [] } }),
                JSON.stringify({ AWSTemplateFormatVersion: "2010-09-09", Resources: {} }),
            ];
            for (const document of documents) {
                const { problems } = await gatherFolder({
                    "plan.json": `${before}${JSON.stringify(JSON.parse(document))}\n`,
                });
                assert.match(
                    problems[0]?.message ?? `nothing is said of ${document.slice(0, 40)}`,
                    new RegExp(`^there is text before its JSON, which begins on line ${line}: remove it`),
                );
            }
        });
    }

    it("that turns another tool's file into YAML: is skipped", async () => {
        const { problems, notes = [] } = await gatherFolder({
            "settings.yaml": 'skip: ["AWS::CloudTrail::Trail"]',
            "other.yaml": 'plan: {"planned_values": "no"}',
        });
        assert.deepEqual(problems, []);
        assert.match(notes.join("\n"), /^2 files looked at, and none is of a kind that declares trails: .*$/);
    });

    it("in a large plan: is a problem too", async () => {
        const large = JSON.stringify({ ...JSON.parse(PLAN), filler: "x".repeat(3 * 1024 * 1024) });
        const { problems } = await gatherFolder({ "plan.json": `Acquiring state lock\n${large}` });
        assert.match(problems[0]?.message ?? "", /^there is text before its JSON/);
    });

    it("after it: is a problem", async () => {
        const { problems } = await gatherFolder({ "plan.json": `${PLAN}\nReleasing state lock\n` });
        assert.match(problems[0]?.message ?? "", /nothing more is expected here/);
    });

    it("in a text that belongs to no source: is skipped in a folder, and counted", async () => {
        const { problems, notes } = await gatherFolder({
            "a.json": "",
            "b.yaml": " \n",
            "c.json": "// settings\n{}\n",
            "chart.yaml": "{{ if .Values.enabled }}\nkind: Deployment\n",
            "cut.json": '{ "name": "x",',
            "plain.yml": "{{ .Values.name }}: 1\n",
        });
        assert.deepEqual(problems, []);
        assert.equal(notes?.length, 1);
        assert.match(notes?.[0] ?? "", /^skipped 5 unreadable files .*a\.json: it is empty/);
    });

    it("in a text that mentions a source, and is YAML only by chance: is a problem", async () => {
        const { problems } = await gatherFolder({
            "a.yaml": "AWS::CloudTrail::Trail was here\n",
            "b.yaml": "x: AWS::Other\n",
        });
        assert.deepEqual(
            problems.map(({ message }) => message),
            ["it is neither JSON nor a template"],
        );
    });
});

describe("an empty file", () => {
    it("is a problem if only Terraform would have named it so", async () => {
        const { problems } = await gatherFolder({ "a.tfstate": "", "b.json": "" });
        assert.deepEqual(
            problems.map(({ message }) => message),
            ["it is empty"],
        );
    });
});
