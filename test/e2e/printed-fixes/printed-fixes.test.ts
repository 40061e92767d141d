import assert from "node:assert/strict";
import { type ChildProcess, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { stackPolicies } from "../../../policies";
import { generatedFiles } from "../../../scripts/docs";
import { PLACES } from "../../../scripts/docs/fixes-page";
import { ThrowAwayStack } from "../../../scripts/throw-away-stack";
import { evaluateStack } from "../../../src/compliance/stack/evaluate-stack";
import { readPulumiStack } from "../../../src/pulumi/stack/read-stack";
import { runCommand } from "../../checker/run-command";
import { notOnPath, pythonWithPulumi } from "../languages/python-with-pulumi";
import { findPythonCommand } from "../live/from-pypi";
import { findMotoServer, startMotoServer } from "../live/moto-server";
import { needsPulumi } from "../needs-pulumi";
import { type Result, runPreview } from "../offline-preview/run-preview";

const ROOT = join(__dirname, "../../..");

/** The whole trail of the page of fixes, as the command and the pack show it. */
const CODE = new Map(
    [...(generatedFiles(ROOT).get("docs/fixes.md") ?? "").matchAll(/\n### ([^\n]*)\n\n```\w+\n(.*?)\n```/gs)].map(
        ([, title = "", code = ""]) => [title, `${code}\n`] as const,
    ),
);

function codeOf(title: string): string {
    const code = CODE.get(title);
    assert.ok(code !== undefined, `no code in ${title}`);
    return code;
}

/** What a tool says about some text. */
function run(command: string, args: readonly string[], input = "", options: { cwd?: string; env?: object } = {}) {
    const env = { ...process.env, ...options.env };
    return spawnSync(command, [...args], { ...options, env, input, encoding: "utf8", timeout: 300_000 });
}

/** These policies are mandatory; each reports something only if a trail, its bucket or its policy is wrong. */
const CONFIG = {
    "cloudtrail-trail-required": { enforcementLevel: "mandatory", when: "always" },
    "cloudtrail-bucket-policy": "mandatory",
};

describe("the trail that fixes a stack without one, with the tools of each language", function () {
    this.timeout(400_000);
    let folder: string;
    let config: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "printed-fixes-"));
        config = join(folder, "config.json");
        writeFileSync(config, JSON.stringify(CONFIG));
    });
    after(() => rmSync(folder, { recursive: true }));

    function skip(context: Mocha.Context, why: string | undefined): void {
        if (why !== undefined) {
            console.log(`    skipped: ${why}`);
            context.skip();
        }
    }

    /** `check` finds a trail, and nothing that is violated. */
    async function complies(file: string, text: string): Promise<void> {
        const path = join(folder, file);
        const config = join(folder, "required.json");
        writeFileSync(path, text);
        // What a bucket policy with an unknown ARN allows is only known later.
        writeFileSync(config, JSON.stringify({ ...CONFIG, "cloudtrail-bucket-policy": "advisory" }));
        const { exitCode, stdout, stderr } = await runCommand(["check", path, "--config", config, "--format", "json"]);
        const { trails } = JSON.parse(stdout) as { trails: readonly unknown[] };
        assert.equal(trails.length, 1, stdout);
        assert.equal(exitCode, 0, stdout + stderr);
    }

    it("exists for every dialect", () => {
        assert.deepEqual(
            [...CODE.keys()],
            PLACES.map(([title]) => title),
        );
    });

    it("TypeScript: the program complies, in the runtime; its types are checked with the examples", async () => {
        const program = join(folder, "typescript");
        const stack = join(ROOT, "examples/default-trail");
        run("cp", ["-r", stack, program]);
        // The SDK is found from the repository.
        writeFileSync(join(program, "index.ts"), codeOf("TypeScript"));
        run("ln", ["-s", join(ROOT, "node_modules"), join(program, "node_modules")]);
        const args = [program, "--format", "json", "--policy-pack-config", config];
        const { stdout, stderr } = await runPreview(args);
        assert.ok(stdout.startsWith("{"), stderr);
        const result = JSON.parse(stdout) as Result;
        const mandatory = result.violations.filter(({ level }) => level === "mandatory");
        assert.deepEqual(mandatory, []);
        assert.ok(result.resources >= 4);
    });

    it("Python: the program runs with its SDK, and complies", function () {
        skip(this, pythonWithPulumi());
        const { status, stdout, stderr } = run("python3", [join(__dirname, "run-python.py")], codeOf("Python"));
        assert.equal(status, 0, stderr);
        judgePulumi(JSON.parse(stdout));
    });

    it("Python: it compiles", function () {
        skip(this, notOnPath("python3"));
        const check = "import sys; compile(sys.stdin.read(), 'fix.py', 'exec')";
        const { status, stderr } = run("python3", ["-c", check], codeOf("Python"));
        assert.equal(status, 0, stderr);
    });

    it("Go: gofmt leaves it unchanged", function () {
        skip(this, notOnPath("gofmt"));
        const { status, stdout, stderr } = run("gofmt", [], codeOf("Go"));
        assert.equal(status, 0, stderr);
        assert.equal(stdout, codeOf("Go"));
    });

    it("Go: go vet finds nothing, if the SDK is in the module cache", function () {
        skip(this, notOnPath("go"));
        const module = join(folder, "go");
        run("mkdir", [module]);
        writeFileSync(join(module, "main.go"), codeOf("Go"));
        // Nothing is downloaded: the SDK is large.
        const env = { GOPROXY: "off", GOFLAGS: "-mod=mod" };
        run("go", ["mod", "init", "fix"], "", { cwd: module });
        const tidied = run("go", ["mod", "tidy"], "", { cwd: module, env });
        skip(this, tidied.status === 0 ? undefined : "github.com/pulumi/pulumi-aws/sdk/v7 is not in the module cache");
        const { status, stderr } = run("go", ["vet", "."], "", { cwd: module, env });
        assert.equal(status, 0, stderr);
    });

    it("C#: it builds with its SDK", function () {
        skip(this, notOnPath("dotnet"));
        const project = join(folder, "csharp");
        run("mkdir", [project]);
        writeFileSync(join(project, "Program.cs"), codeOf("C#"));
        writeFileSync(join(project, "fix.csproj"), CSPROJ);
        const { status, stdout } = run("dotnet", ["build"], "", { cwd: project });
        assert.equal(status, 0, stdout);
    });

    it("Pulumi YAML: the program complies, in the real CLI", function () {
        needsPulumi(this);
        skip(this, notOnPath("pulumi-language-yaml"));
        const program = join(folder, "whole-trail-yaml");
        run("mkdir", [program]);
        writeFileSync(join(program, "Pulumi.yaml"), `name: whole-trail\nruntime: yaml\n${codeOf("Pulumi YAML")}`);
        const stack = new ThrowAwayStack(program);
        try {
            const up = stack.up(["--policy-pack", ROOT, "--policy-pack-config", config]);
            assert.equal(up.status, 0, up.stdout + up.stderr);
            assert.match(stack.state(), /AWS::Bedrock::KnowledgeBase/);
        } finally {
            stack.dispose();
        }
    });

    it("Terraform: this command reads a trail that complies", () =>
        complies("main.tf", `provider "aws" {\n  region = "us-east-1"\n}\n\n${codeOf("Terraform and OpenTofu")}`));

    it("Terraform: tofu fmt leaves it unchanged", function () {
        skip(this, notOnPath("tofu"));
        const { status, stdout } = run("tofu", ["fmt", "-check", "-diff", "-"], codeOf("Terraform and OpenTofu"));
        assert.equal(status, 0, stdout);
    });

    it("Terraform: python-hcl2, which other tools use, finds the trail", function () {
        const hcl2 = findPythonCommand({
            variable: "HCL2TOJSON",
            requirement: "python-hcl2==8.1.4",
            command: "hcl2tojson",
        });
        skip(this, hcl2 === undefined ? "python-hcl2 can't be installed" : undefined);
        const source = join(folder, "python-hcl2.tf");
        writeFileSync(source, codeOf("Terraform and OpenTofu"));
        const { status, stdout, stderr } = run(hcl2 ?? "", [source]);
        assert.equal(status, 0, stderr);
        assert.match(stdout, /aws_cloudtrail.*"advanced_event_selector"/s);
    });

    it("CloudFormation: this command reads a trail that complies", () =>
        complies("template.yaml", codeOf("CloudFormation")));

    describe("with tools from PyPI", () => {
        let moto: string;
        let server: ChildProcess | undefined;
        let url: string;

        before(async function () {
            const found = findMotoServer();
            skip(this, found === undefined ? "Python or PyPI is missing" : undefined);
            moto = found ?? "";
            ({ url, process: server } = await startMotoServer(moto));
        });
        after(() => {
            server?.kill();
        });

        it("CloudFormation: cfn-lint finds nothing", function () {
            const template = join(folder, "linted.yaml");
            writeFileSync(template, codeOf("CloudFormation"));
            const lint = join(dirname(moto), "cfn-lint");
            skip(this, notOnPath(lint));
            const { status, stdout, stderr } = run(lint, [template]);
            assert.equal(status, 0, stdout + stderr);
        });

        it("AWS CLI: the commands create a trail that complies", async function () {
            const aws = findPythonCommand({ variable: "AWS_CLI", requirement: "awscli==1.45.11", command: "aws" });
            skip(this, aws === undefined ? "the AWS CLI can't be installed" : undefined);
            const env = {
                PATH: `${dirname(aws ?? "")}${delimiter}${process.env.PATH}`,
                HOME: folder,
                AWS_ENDPOINT_URL: url,
                AWS_ACCESS_KEY_ID: "testing",
                AWS_SECRET_ACCESS_KEY: "testing",
                AWS_REGION: "us-east-1",
            };
            const made = run("bash", ["-e"], codeOf("AWS CLI"), { env });
            assert.equal(made.status, 0, made.stderr);
            const command = [join(ROOT, "checker/bin/trail-guard.js"), "check", "--aws", "--bucket-policies"];
            const checked = run(process.execPath, [...command, "--config", config], "", { env });
            assert.equal(checked.status, 0, checked.stdout + checked.stderr);
            assert.match(checked.stdout, /1 trail: 1 compliant/);
        });
    });
});

/** What AWS creates from them. */
const COMPUTED: Readonly<Record<string, (name: string) => Record<string, string>>> = {
    Bucket: name => ({ bucket: name, arn: `arn:aws:s3:::${name}` }),
    Trail: name => ({ arn: `arn:aws:cloudtrail:us-east-1:111122223333:trail/${name}` }),
};

/** Judges what a program has declared with the stack policies. */
function judgePulumi(declared: readonly { type: string; name: string; properties: Record<string, unknown> }[]): void {
    const resources = declared.map(({ type, name, properties }) => ({
        type,
        name,
        urn: `urn:pulumi:dev::p::${type}::${name}`,
        props: { ...properties, ...(COMPUTED[type.split(":")[2] ?? ""]?.(name) ?? {}) },
        provider: { props: { region: "us-east-1" } },
        propertyDependencies: {},
    }));
    const stack = readPulumiStack(resources);
    assert.equal(stack.trails.length, 1);
    for (const [name, given] of Object.entries(CONFIG)) {
        const policy = stackPolicies.find(each => each.name === name);
        assert.ok(policy !== undefined);
        const { enforcementLevel: _, ...properties } = typeof given === "string" ? { enforcementLevel: given } : given;
        const result = evaluateStack(policy, stack, properties);
        assert.equal("configProblems" in result ? result.configProblems : result.status, "pass", name);
    }
}

const CSPROJ = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net8.0</TargetFramework>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Pulumi" Version="3.*" />
    <PackageReference Include="Pulumi.Aws" Version="7.*" />
  </ItemGroup>
</Project>
`;
