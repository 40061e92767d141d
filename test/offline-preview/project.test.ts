import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readStackConfig } from "../../offline-preview/src/engine/stack";
import { PreviewError } from "../../offline-preview/src/preview-error";
import { readProject } from "../../offline-preview/src/program/project";
import { UNKNOWN } from "../../offline-preview/src/values/wire";

let folder: string;

function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
    }
}

const refused = (message: RegExp) => (error: Error) => error instanceof PreviewError && message.test(error.message);

describe("offline preview: the project", () => {
    beforeEach(() => {
        folder = realpathSync(mkdtempSync(join(tmpdir(), "trail-guard-")));
    });

    afterEach(() => rmSync(folder, { recursive: true }));

    describe("a Pulumi project", () => {
        it("is read with Pulumi's defaults", () => {
            write({ "Pulumi.yaml": "name: p\nruntime: nodejs\n" });
            assert.deepEqual(readProject(folder), {
                name: "p",
                file: join(folder, "Pulumi.yaml"),
                folder,
                programFolder: folder,
                entryPoint: ".",
                typescript: true,
                tsconfig: undefined,
                nodeArguments: [],
                config: {},
                stackFolder: folder,
            });
        });

        it("may be JSON, have options, and say where its program and its stacks are", () => {
            const options = { typescript: false, tsconfig: "a.json", nodeargs: "--a 'b c'", packagemanager: "npm" };
            const project = {
                name: "p",
                runtime: { name: "nodejs", options },
                main: "src/app.js",
                stackConfigDir: "stacks",
            };
            write({ "Pulumi.json": JSON.stringify(project), "src/app.js": "" });
            const { programFolder, entryPoint, typescript, tsconfig, nodeArguments, stackFolder } = readProject(folder);
            assert.deepEqual(
                { programFolder, entryPoint, typescript, tsconfig, nodeArguments, stackFolder },
                {
                    programFolder: join(folder, "src"),
                    entryPoint: "app.js",
                    typescript: false,
                    tsconfig: "a.json",
                    nodeArguments: ["--a", "b c"],
                    stackFolder: join(folder, "stacks"),
                },
            );
        });

        it("runs in the folder that main names", () => {
            write({ "Pulumi.yaml": "{name: p, runtime: nodejs, main: infra/}", "infra/index.js": "" });
            const { programFolder, entryPoint } = readProject(folder);
            assert.deepEqual({ programFolder, entryPoint }, { programFolder: join(folder, "infra"), entryPoint: "." });
        });

        it("may name the folder of its stacks 'config', as in older versions", () => {
            write({ "Pulumi.yaml": "{name: p, runtime: nodejs, config: stacks}" });
            const { stackFolder, config } = readProject(folder);
            assert.deepEqual({ stackFolder, config }, { stackFolder: join(folder, "stacks"), config: {} });
        });

        for (const [name, text, message] of [
            ["is not YAML", "name: [", /Pulumi\.yaml: .*line 1/],
            ["is a list", "- 1", /Pulumi\.yaml: expected a map, found a list$/],
            ["has no name", "runtime: nodejs", /the project has no name$/],
            ["has no runtime", "name: p", /the project has no runtime$/],
            ["is written in Go", "{name: p, runtime: go}", /is "go": use `pulumi preview/],
            ["has a runtime of a wrong type", "{name: p, runtime: 1}", /runtime: expected a map, found 1$/],
            [
                "has options of a wrong type",
                "{name: p, runtime: {name: nodejs, options: []}}",
                /runtime\.options: expected a map, found a list$/,
            ],
            [
                "has an option of a wrong type",
                "{name: p, runtime: {name: nodejs, options: {typescript: 1}}}",
                /typescript must be a boolean$/,
            ],
            [
                "has a main outside the project",
                "{name: p, runtime: nodejs, main: ../x}",
                /main must be a path within the project$/,
            ],
            ["has an absolute main", "{name: p, runtime: nodejs, main: /x}", /main must be a path within the project$/],
            [
                "has a missing main",
                "{name: p, runtime: nodejs, main: x.js}",
                /main is "x\.js", and there is no such file$/,
            ],
            [
                "has configuration of a wrong type",
                "{name: p, runtime: nodejs, config: []}",
                /config: expected a map, found a list$/,
            ],
            [
                "multiplies its aliases",
                `a: &a [${"1,".repeat(99)}]\nb: &b [${"*a,".repeat(99)}]\nname: p\nc: [${"*b,".repeat(99)}]`,
                /Pulumi\.yaml: .*alias/i,
            ],
        ] as const) {
            it(`is refused if it ${name}`, () => {
                write({ "Pulumi.yaml": text });
                assert.throws(() => readProject(folder), refused(message));
            });
        }
    });

    describe("a stack", () => {
        const read = (stack?: string, stackConfig: Readonly<Record<string, unknown>> = {}) =>
            readStackConfig(readProject(folder), { stack, stackConfig });
        const project = (config = "{}") => write({ "Pulumi.yaml": `{name: p, runtime: nodejs, config: ${config}}` });

        it("without a file is called dev, in the organization of self-managed backends", () => {
            project();
            const { organization, name, config, file, warnings } = read();
            assert.deepEqual(
                { organization, name, size: config.size, file, warnings },
                { organization: "organization", name: "dev", size: 0, file: undefined, warnings: [] },
            );
        });

        it("is the only one with a file, or the named one", () => {
            project();
            write({ "Pulumi.prod.yaml": "config: {a: 1}", "Pulumi.yaml.bak": "", "Pulumi..yaml": "" });
            assert.equal(read().name, "prod");
            const { organization, name, config } = read("acme/p/dev");
            assert.deepEqual({ organization, name, size: config.size }, { organization: "acme", name: "dev", size: 0 });
        });

        it("has every kind of value as the string that a program gets", () => {
            project();
            write({
                "Pulumi.dev.yaml": [
                    "config:",
                    "  text: x",
                    "  p:number: 1.5",
                    "  p:truth: true",
                    "  p:nothing:",
                    "  aws:config:region: eu-west-1",
                    "  p:list: [1, {a: b}]",
                    "  p:secret: {secure: v1:abc}",
                    "  p:nested: {user: u, password: {secure: v1:abc}}",
                ].join("\n"),
            });
            const { config, hasEncrypted } = read();
            assert.equal(hasEncrypted, true);
            assert.deepEqual(Object.fromEntries(config), {
                "p:text": { value: "x", secret: false },
                "p:number": { value: "1.5", secret: false },
                "p:truth": { value: "true", secret: false },
                "p:nothing": { value: "", secret: false },
                "aws:region": { value: "eu-west-1", secret: false },
                "p:list": { value: '[1,{"a":"b"}]', secret: false },
                "p:secret": { value: UNKNOWN, secret: true },
                "p:nested": { value: `{"user":"u","password":"${UNKNOWN}"}`, secret: true },
            });
        });

        it("overrides the project's values, and is overridden by the command line's", () => {
            project(
                "{a: 1, p:b: {type: string, default: 2}, c: {value: {x: 1}, secret: true}, aws:region: x, d: {type: string}}",
            );
            write({ "Pulumi.dev.yaml": "{config: {b: file, d: file}}" });
            assert.deepEqual(Object.fromEntries(read("dev", { d: "line=1", "aws:region": "" }).config), {
                "p:a": { value: "1", secret: false },
                "p:b": { value: "file", secret: false },
                "p:c": { value: '{"x":1}', secret: true },
                "aws:region": { value: "", secret: false },
                "p:d": { value: "line=1", secret: false },
            });
        });

        it("reports environments that can't be opened", () => {
            project();
            write({ "Pulumi.dev.yaml": "{environment: [a/b], config: {}}" });
            assert.match(read().warnings.join(), /^the environments of .*Pulumi\.dev\.yaml can't be opened offline/);
        });

        for (const [name, files, args, message] of [
            [
                "several have files",
                { "Pulumi.b.yaml": "", "Pulumi.a.yaml": "" },
                [],
                /the project has several stacks \("a", "b"\) \(see the option stack\)$/,
            ],
            ["its file is no YAML", { "Pulumi.dev.yaml": "{" }, [], /Pulumi\.dev\.yaml: .*line 1/],
            [
                "its configuration is a list",
                { "Pulumi.dev.yaml": "config: []" },
                [],
                /Pulumi\.dev\.yaml: config: expected a map, found a list$/,
            ],
            [
                "a key has too many parts",
                { "Pulumi.dev.yaml": "config: {a:b:c: 1}" },
                [],
                /"a:b:c" is not a configuration key/,
            ],
            ["its name leads elsewhere", {}, ["../dev"], /^stack: "\.\.\/dev": a stack's name may contain only/],
            ["its name has too many parts", {}, ["a/b/c/d"], /^stack: "a\/b\/c\/d"/],
            [
                "a key of the options has too many parts",
                {},
                ["dev", { "a:b:c": 1 }],
                /^stackConfig: "a:b:c" is not a configuration key/,
            ],
        ] as const) {
            it(`is refused if ${name}`, () => {
                project();
                write(files);
                const [stack, config] = args;
                assert.throws(() => read(stack, config), refused(message));
            });
        }

        it("is refused if a value that the project requires is missing", () => {
            project("{size: {type: integer}}");
            assert.throws(() => read(), {
                reason: 'stack dev has no value for "p:size", which Pulumi.yaml requires',
                remedy: { option: "stackConfig", key: "p:size" },
            });
        });
    });
});
