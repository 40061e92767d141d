import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policies } from "../../../policies";
import { runCommand } from "../run-command";

const template = (name: string) => ({
    Resources: {
        Trail: {
            Type: "AWS::CloudTrail::Trail",
            Properties: { TrailName: name, S3BucketName: "logs", IsLogging: true },
        },
    },
});

describe("trail-guard init", () => {
    let folder: string;
    let input: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "trail-guard-init-"));
        input = join(folder, "template.json");
        writeFileSync(input, JSON.stringify(template("audit")));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const output = (name: string) => join(folder, name);

    it("writes every policy at its own level with what was found, and all of it has an effect", async () => {
        const file = output("trail-guard.jsonc");
        const { exitCode, stdout, stderr } = await runCommand(["init", input, "--output", file]);
        assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: "" });
        assert.equal(
            stdout,
            `Wrote ${file}. 1 trail: 1 violating\nNext: trail-guard check ${input} --config ${file}\n`,
        );
        const text = readFileSync(file, "utf8");
        for (const { name, enforcementLevel } of policies) {
            assert.match(text, new RegExp(`^    "${name}": (\\{ "enforcementLevel": )?"${enforcementLevel}"`, "m"));
        }
        assert.match(text, /\/\/ Found: violated by 1 of 1: "audit"\.\n/);
        const plain = await runCommand(["check", input]);
        const configured = await runCommand(["check", input, "--config", file]);
        assert.deepEqual(configured, plain);
        const validated = await runCommand(["validate-config", file]);
        assert.equal(validated.exitCode, 0, validated.stdout);
        assert.match(validated.stderr, /the Pulumi CLI accepts only plain JSON, without comments\n$/);
    });

    it("prints it to standard output, and what it found to standard error", async () => {
        await runCommand(["init", input, "--output", output("same.json")]);
        const { exitCode, stdout, stderr } = await runCommand(["init", input, "--output", "-"]);
        assert.deepEqual(
            { exitCode, stdout, stderr },
            {
                exitCode: 0,
                stdout: readFileSync(output("same.json"), "utf8"),
                stderr: "trail-guard: 1 trail: 1 violating\n",
            },
        );
        assert.ok(!existsSync("-"));
    });

    it("writes plain JSON for the Pulumi CLI", async () => {
        const file = output("policy-config.json");
        await runCommand(["init", input, "--output", file]);
        const config = JSON.parse(readFileSync(file, "utf8")) as object;
        assert.deepEqual(
            Object.keys(config),
            policies.map(({ name }) => name),
        );
        const { exitCode, stdout, stderr } = await runCommand(["validate-config", file]);
        assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: "" });
        assert.match(stdout, /: valid\n$/);
    });

    it("never overwrites a file", async () => {
        const file = output("trail-guard.jsonc");
        writeFileSync(file, "mine");
        const { exitCode, stderr } = await runCommand(["init", input, "--output", file]);
        assert.equal(exitCode, 2);
        assert.match(
            stderr,
            /^trail-guard: .* already exists and is not overwritten: choose another file with --output\n$/,
        );
        assert.equal(readFileSync(file, "utf8"), "mine");
    });

    it("writes the name in an exemption in full, however long it is", async () => {
        const name = "a".repeat(128);
        writeFileSync(input, JSON.stringify(template(name)));
        const file = output("trail-guard.jsonc");
        await runCommand(["init", input, "--output", file]);
        assert.match(readFileSync(file, "utf8"), new RegExp(`"${name}",`));
    });

    it("says once how to exempt a trail, in a line that can be pasted", async () => {
        const file = output("trail-guard.jsonc");
        await runCommand(["init", input, "--output", file]);
        const text = readFileSync(file, "utf8");
        const [setting = "", ...more] = [...text.matchAll(/^\/\/ {5}(\{.*"exemptions".*\})$/gm)].map(match => match[1]);
        assert.deepEqual(more, []);
        assert.equal(JSON.parse(setting).exemptions[0].trail, "audit");
        const [mandatory = ""] = /"cloudtrail-multi-region": "mandatory"/.exec(text) ?? [];
        writeFileSync(file, text.replace(mandatory, `"cloudtrail-multi-region": ${setting}`));
        const validated = await runCommand(["validate-config", file]);
        assert.equal(validated.exitCode, 0, validated.stdout);
    });

    it("names no exemption if nothing is violated", async () => {
        rmSync(input);
        const { stdout } = await runCommand(["init", folder, "--output", output("x.jsonc")]);
        assert.match(stdout, /^Wrote .*\. No trail was found\nNext: trail-guard check \S+ --config \S+\n$/);
        assert.doesNotMatch(readFileSync(output("x.jsonc"), "utf8"), /exempt a trail/);
    });

    it("says for a Pulumi program what the Pulumi CLI accepts", async () => {
        const program = join(folder, "a program");
        mkdirSync(program);
        writeFileSync(join(program, "Pulumi.yaml"), "name: p\nruntime: nodejs\n");
        const commented = await runCommand(["init", program, "--output", output("a.jsonc")]);
        assert.match(
            commented.stdout,
            /\nNext: trail-guard init --output policy-config\.json, because the Pulumi CLI accepts no comments\n$/,
        );
        assert.doesNotMatch(commented.stdout, /trail-guard check/);
        const plain = await runCommand(["init", program, "--output", output("a.json")]);
        assert.match(plain.stdout, /\nNext: pulumi preview --policy-pack PACK --policy-pack-config \S+a\.json\n$/);
        const both = await runCommand(["init", program, input, "--output", output("b.json")]);
        assert.match(both.stdout, /\nNext: trail-guard check '.*\/a program' \S+ --config \S+\nNext: pulumi preview /);
    });

    it("lets no name end a comment", async () => {
        writeFileSync(input, JSON.stringify(template('a\n    "all": "disabled", //\u2028*/ "')));
        const file = output("trail-guard.jsonc");
        await runCommand(["init", input, "--output", file]);
        const text = readFileSync(file, "utf8");
        assert.doesNotMatch(text, /^\s*"all"/m);
        assert.equal((await runCommand(["validate-config", file])).exitCode, 0);
    });

    it("writes nothing if something can't be read", async () => {
        const file = output("trail-guard.jsonc");
        writeFileSync(input, `${JSON.stringify(template("audit"))}}`);
        const { exitCode, stderr } = await runCommand(["init", input, "--output", file]);
        assert.equal(exitCode, 2);
        assert.match(stderr, /template\.json/);
        assert.ok(!existsSync(file));
    });

    it("names the place of a mistake after comments", async () => {
        const file = output("config.jsonc");
        writeFileSync(file, '// a comment\n{\n    /* another */ "cloudtrail-multi-regoin": "mandatory"\n}\n');
        const { exitCode, stdout } = await runCommand(["validate-config", file]);
        assert.equal(exitCode, 1);
        assert.match(stdout, /config\.jsonc:3:20: /);
    });
});
