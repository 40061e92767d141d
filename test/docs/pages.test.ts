import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { runInNewContext } from "node:vm";
import { parse } from "jsonc-parser";
import { ModuleKind, transpileModule } from "typescript";
import { parsePolicyConfig } from "../../checker/src/configuration/policy-config";
import { policies, stackPolicies, trailPolicies } from "../../policies";
import { generatedFiles, staleFiles } from "../../scripts/docs";
import { validateConfig } from "../../src/compliance/configuration/configuration";
import type { ExampleResource } from "../../src/compliance/stack/stack-policy";
import { reportConfigProblems } from "../../src/pulumi/report-violation";

const ROOT = join(__dirname, "../..");

describe("generated documents", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "docs-"));
        for (const generated of ["docs", "examples/whole-trail.ts"]) {
            cpSync(join(ROOT, generated), join(folder, generated), { recursive: true });
        }
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("are up to date with the policies", () => {
        assert.deepEqual(staleFiles(ROOT), []);
    });

    it("are reported if stale, missing, or without a policy", () => {
        const pages = join(folder, "docs/policies");
        writeFileSync(join(pages, "README.md"), "an older list");
        rmSync(join(pages, "cloudtrail-multi-region.md"));
        mkdirSync(pages, { recursive: true });
        writeFileSync(join(pages, "cloudtrail-gone.md"), "# cloudtrail-gone\n");
        assert.deepEqual(staleFiles(folder), [
            "docs/policies/cloudtrail-multi-region.md is missing",
            "docs/policies/README.md is stale",
            "docs/policies/cloudtrail-gone.md does not belong to a policy",
        ]);
    });
});

describe("the programs on the pages", () => {
    for (const policy of [...trailPolicies, ...stackPolicies]) {
        it(`${policy.name}: declare what the policy's examples say`, () => {
            const page = generatedFiles(ROOT).get(`docs/policies/${policy.name}.md`) ?? "";
            const programs = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, source = ""]) => run(source));
            const { violates, complies } = policy.examples;
            const expected =
                policy.kind === "stack"
                    ? [violates, complies]
                    : [violates, complies].map(properties => [
                          { type: "aws:cloudtrail/trail:Trail", name: "trail", properties },
                      ]);
            assert.deepEqual(programs, expected);
        });
    }
});

/** Runs a program with an `aws` that only notes what is declared. */
function run(source: string): ExampleResource[] {
    const declared: ExampleResource[] = [];
    const module = (name: string) =>
        new Proxy(
            {},
            {
                get: (_target, type: string) =>
                    class {
                        constructor(resource: string, properties: ExampleResource["properties"]) {
                            const file = type.charAt(0).toLowerCase() + type.slice(1);
                            declared.push({ type: `aws:${name}/${file}:${type}`, name: resource, properties });
                        }
                    },
            },
        );
    const aws = new Proxy({}, { get: (_target, name: string) => module(name) });
    const { outputText } = transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS } });
    runInNewContext(outputText, { require: () => aws, exports: {} });
    // Objects from another context have other prototypes.
    return structuredClone(declared);
}

describe("docs/policy-config.jsonc", () => {
    const text = readFileSync(join(ROOT, "docs/policy-config.jsonc"), "utf8");
    const config: Record<string, Record<string, unknown>> = parse(text);

    it("is valid without its comments", () => {
        const result = parsePolicyConfig({ text: JSON.stringify(config) }, policies);
        assert.ok("settings" in result, JSON.stringify(result));
    });

    it("shows every property of every policy", () => {
        for (const { name, configSchema } of policies) {
            assert.deepEqual(
                Object.keys(config[name] ?? {}),
                ["enforcementLevel", ...Object.keys(configSchema.properties)],
                name,
            );
        }
    });
});

describe("docs/configuration.md", () => {
    const text = readFileSync(join(ROOT, "docs/configuration.md"), "utf8");

    it("shows valid configurations", () => {
        const blocks = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, block = ""]) => block);
        assert.ok(blocks.length > 0);
        for (const block of blocks) {
            const result = parsePolicyConfig({ text: block }, policies);
            assert.ok("settings" in result, JSON.stringify(result));
        }
    });

    it("shows the real message of a mistake", () => {
        const [policy] = trailPolicies;
        assert.ok(policy !== undefined);
        const messages: string[] = [];
        const result = validateConfig({ exemptions: [{ trail: "legacy-*" }] }, policy.configSchema);
        reportConfigProblems(
            violation => messages.push((violation as unknown as { readonly message: string }).message),
            policy,
            result.ok ? [] : result.problems,
        );
        assert.ok(text.includes(messages.join("\n")), messages.join("\n"));
    });
});

describe("links between documents", () => {
    const documents = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
        .filter(name => name.endsWith(".md"))
        .map(name => join("docs", name));

    for (const document of documents) {
        it(`${document}: lead to an existing file and heading`, () => {
            const text = readFileSync(join(ROOT, document), "utf8").replace(/```.*?```/gs, "");
            const broken = [...text.matchAll(/\]\((?!https?:)([^)]*)\)/g)].flatMap(([, link = ""]) => {
                const [path = "", heading] = link.split("#");
                const target = path === "" ? join(ROOT, document) : resolve(ROOT, dirname(document), path);
                return leadsSomewhere(target, heading) ? [] : [link];
            });
            assert.deepEqual(broken, []);
        });
    }
});

function leadsSomewhere(target: string, heading: string | undefined): boolean {
    try {
        return heading === undefined
            ? readdirSync(dirname(target)).includes(target.slice(dirname(target).length + 1))
            : headingsOf(readFileSync(target, "utf8")).includes(heading);
    } catch {
        return false;
    }
}

/** The anchors that GitHub gives the headings. */
function headingsOf(text: string): string[] {
    return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
        title
            .toLowerCase()
            .replace(/[^\p{L}\p{N} _-]/gu, "")
            .replaceAll(" ", "-"),
    );
}
