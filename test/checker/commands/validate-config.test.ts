import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../run-command";

const MULTI_REGION = "cloudtrail-multi-region";
const DATA_EVENTS = "cloudtrail-bedrock-data-events";
const CONFIG = join(__dirname, "../../../config");

describe("trail-guard validate-config", () => {
    for (const file of readdirSync(CONFIG)) {
        it(`accepts config/${file}`, async () => {
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
                'standard input:1:2: all: "no" is not an enforcement level: use advisory, mandatory, remediate, disabled\n',
                'standard input:2:2: cloudtrail-s3-delivry: there is no policy "cloudtrail-s3-delivry". Did you mean cloudtrail-s3-delivery?\n',
            ].join(""),
            stderr: "",
        });
    });

    it("reports the same as JSON", async () => {
        const stdin = '{"x":"advisory"}';
        const { exitCode, stdout } = await runCommand(["validate-config", "-", "--format", "json"], { stdin });
        assert.equal(exitCode, 1);
        assert.deepEqual(JSON.parse(stdout), {
            valid: false,
            problems: [{ file: "standard input", path: "x", message: 'there is no policy "x"', line: 1, column: 2 }],
        });
        const valid = await runCommand(["validate-config", "-", "--format", "json"], { stdin: "{}" });
        assert.deepEqual(JSON.parse(valid.stdout), { valid: true, problems: [] });
    });

    it("checks several files, each once, and writes nothing if one can't be read", async () => {
        const folder = mkdtempSync(join(tmpdir(), "configs-"));
        try {
            const [good, bad, worse] = ["good.json", "bad.json", "worse.json"].map(name => join(folder, name)) as [
                string,
                string,
                string,
            ];
            writeFileSync(good, "{}");
            writeFileSync(bad, '{"x": "advisory"}');
            writeFileSync(worse, '{"y": "advisory"}');
            const { exitCode, stdout } = await runCommand(["validate-config", good, bad, bad, worse]);
            assert.equal(exitCode, 1);
            assert.equal(
                stdout,
                `${good}: valid\n${bad}:1:2: x: there is no policy "x"\n${worse}:1:2: y: there is no policy "y"\n`,
            );
            const json = await runCommand(["validate-config", good, bad, worse, "--format", "json"]);
            const { problems } = JSON.parse(json.stdout) as { problems: { file: string }[] };
            assert.deepEqual(
                problems.map(({ file }) => file),
                [bad, worse],
            );
            assert.equal((await runCommand(["validate-config", good, good])).exitCode, 0);
            const missing = await runCommand(["validate-config", bad, join(folder, "missing.json")]);
            assert.equal(missing.exitCode, 2);
            assert.equal(missing.stdout, "");
            assert.match(missing.stderr, /^trail-guard: can't read .*missing\.json: no such file or directory\n$/);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    for (const [name, config, expected] of [
        [
            "a configured policy that is disabled",
            { all: "disabled", [MULTI_REGION]: { scope: "every-trail" } },
            [`${MULTI_REGION}: ${MULTI_REGION} is configured, but disabled: give it an enforcementLevel`],
        ],
        [
            "an empty list of types",
            { [DATA_EVENTS]: { resourceTypes: [] } },
            [`${DATA_EVENTS}.resourceTypes: checks nothing: name resource types, or leave it out`],
        ],
        [
            "a type that Bedrock doesn't have",
            { [DATA_EVENTS]: { resourceTypes: ["AWS::Bedrock::Flowalias"] } },
            [
                `${DATA_EVENTS}.resourceTypes[0]: "AWS::Bedrock::Flowalias" is not a Bedrock resource type that this version knows. Did you mean AWS::Bedrock::FlowAlias?`,
            ],
        ],
        [
            "a policy that can't remediate",
            { "cloudtrail-kms-encryption": "remediate" },
            ["cloudtrail-kms-encryption: this policy can't remediate: remediate means the same as mandatory"],
        ],
        [
            "a remediation without a bucket",
            { "cloudtrail-s3-delivery": { enforcementLevel: "remediate" } },
            ["cloudtrail-s3-delivery: remediates nothing: set defaultBucket"],
        ],
        [
            "an expired exemption",
            { [MULTI_REGION]: { exemptions: [{ trail: "*", reason: "r", expires: "2020-02-29" }] } },
            [`${MULTI_REGION}.exemptions[0]: expired on 2020-02-29: remove it, or extend it`],
        ],
        [
            "any-trail, which nothing enforces",
            { [MULTI_REGION]: { scope: "any-trail" } },
            [
                `${MULTI_REGION}.scope: in a preview, any-trail is only advisory unless cloudtrail-trail-required is mandatory`,
            ],
        ],
        [
            "any-trail, which is enforced",
            { [MULTI_REGION]: { scope: "any-trail" }, "cloudtrail-trail-required": "mandatory" },
            [],
        ],
        ["the example of a page", { [DATA_EVENTS]: { resourceTypes: ["AWS::Bedrock::FlowAlias"] } }, []],
        [
            "a misspelt level",
            { [MULTI_REGION]: { enforcementLvel: "mandatory" } },
            [
                `${MULTI_REGION}.enforcementLvel: unknown property; allowed: enforcementLevel, includeEventDataStores, includeTelemetryRules, scope, exemptions`,
            ],
        ],
    ] as const) {
        it(`finds settings that do nothing, as check does: ${name}`, async () => {
            const stdin = JSON.stringify(config);
            const { stdout, exitCode } = await runCommand(["validate-config", "-", "--format", "json"], { stdin });
            const found = (JSON.parse(stdout) as { problems: { path: string; message: string }[] }).problems;
            assert.deepEqual(
                found.map(({ path, message }) => `${path}: ${message}`),
                expected,
            );
            assert.equal(exitCode, expected.length === 0 ? 0 : 1);
            const folder = mkdtempSync(join(tmpdir(), "config-"));
            try {
                writeFileSync(join(folder, "config.json"), stdin);
                writeFileSync(join(folder, "trail.json"), '{"trailList": []}');
                const args = ["check", join(folder, "trail.json"), "--config", join(folder, "config.json")];
                const { stderr } = await runCommand(args);
                for (const line of expected) {
                    assert.ok(stderr.includes(line), stderr);
                }
            } finally {
                rmSync(folder, { recursive: true });
            }
        });
    }

    it("refuses a byte order mark, as the Pulumi CLI does", async () => {
        const { stdout, exitCode } = await runCommand(["validate-config", "-"], { stdin: "\ufeff{}" });
        assert.deepEqual(
            [stdout.split(":").slice(3).join(":"), exitCode],
            [" begins with a byte order mark, which the Pulumi CLI refuses: save it as UTF-8 without one\n", 1],
        );
    });

    it("exits with 2 if there is nothing to read", async () => {
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
