import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";

/** How one language writes what the examples of the registry consist of. */
interface Language {
    /** The fence of a code block. */
    readonly fence: string;
    /** The documentation of each page, from the SDK that is installed: the registry shows the same. */
    readonly pages: () => readonly string[];
    /** Declares a resource: its type, and its name as a capture group. */
    readonly resource: RegExp;
    readonly runtime: string;
    /** A property of a resource's arguments. */
    readonly property: (name: "s3_bucket_name" | "kms_key_id", value: string) => string;
    /** A bucket that lets CloudTrail deliver. */
    readonly bucket: { readonly variable: string; readonly code: string };
    /** A trail with these properties. */
    readonly trail: (properties: readonly string[]) => string;
    readonly write: (folder: string, programs: readonly string[]) => void;
}

const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const DELIVERY = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
        { Action: "s3:GetBucketAcl", Resource: "arn:aws:s3:::added" },
        {
            Action: "s3:PutObject",
            Resource: "arn:aws:s3:::added/AWSLogs/*",
            Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
        },
    ].map(statement => ({ Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, ...statement })),
});

const SDK = join(__dirname, "../../../node_modules/@pulumi/aws");

export const typescript: Language = {
    fence: "typescript",
    pages: () =>
        ["cloudtrail/trail", "kms/key", "kms/keyPolicy", "s3/bucketPolicy"].map(page =>
            readFileSync(join(SDK, `${page}.d.ts`), "utf8").replace(/^ *\* ?/gm, ""),
        ),
    resource: /(?<=new aws\.\w+\.\w+\()"([^"]+)"/g,
    runtime: "nodejs",
    property: (name, value) => `${camelCase(name)}: ${value}`,
    bucket: {
        variable: "added",
        code: `
const added = new aws.s3.Bucket("added", { bucket: "added" });
new aws.s3.BucketPolicy("added", { bucket: added.id, policy: ${JSON.stringify(DELIVERY)} });`,
    },
    trail: properties => `new aws.cloudtrail.Trail("added", { ${properties.join(", ")} });`,
    write: (folder, programs) => {
        for (const [index, program] of programs.entries()) {
            const { outputText } = transpileModule(program, {
                compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
            });
            writeFileSync(join(folder, `example${index}.js`), outputText);
        }
        writeFileSync(join(folder, "index.js"), programs.map((_, index) => `require("./example${index}");`).join("\n"));
        writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "examples", main: "index.js" }));
    },
};

export const python: Language = {
    fence: "python",
    pages: () => {
        const { stdout, stderr, status } = spawnSync(
            "python3",
            ["-c", "import pulumi_aws; print(pulumi_aws.__path__[0])"],
            {
                encoding: "utf8",
            },
        );
        if (status !== 0) {
            throw new Error(stderr);
        }
        return ["cloudtrail/trail", "kms/key", "kms/key_policy", "s3/bucket_policy"].map(page =>
            readFileSync(join(stdout.trim(), `${page}.py`), "utf8").replace(/^ {8}/gm, ""),
        );
    },
    resource: /(?<=aws\.\w+\.[A-Z]\w*\()"([^"]+)"/g,
    runtime: "python",
    property: (name, value) => `${name}=${value}`,
    bucket: {
        variable: "added",
        code: `
added = aws.s3.Bucket("added", bucket="added")
aws.s3.BucketPolicy("added", bucket=added.id, policy=${JSON.stringify(DELIVERY)})`,
    },
    trail: properties => `aws.cloudtrail.Trail("added", ${properties.join(", ")})`,
    write: (folder, programs) => {
        for (const [index, program] of programs.entries()) {
            writeFileSync(join(folder, `example${index}.py`), program);
        }
        const imports = programs.map((_, index) => `import example${index}`);
        writeFileSync(join(folder, "__main__.py"), imports.join("\n"));
    },
};

/**
 * Writes a program of all examples of the registry's pages of trails, KMS keys and bucket policies. Each resource's name gets
 * its example's number; a trail that uses the bucket or the key is added if an example declares none.
 * @returns the number of examples
 */
export function writeExamples(folder: string, language: Language): number {
    const blocks = new RegExp(`\`\`\`${language.fence}\\n(.*?)\\n\`\`\``, "gs");
    const examples = language.pages().flatMap(page => [...page.matchAll(blocks)].map(([, code = ""]) => code));
    // Python's SDK repeats them for each overload.
    const programs = [...new Set(examples)].map((code, index) =>
        withTrail(code, language).replace(language.resource, `"e${index}-$1"`),
    );
    mkdirSync(folder, { recursive: true });
    writeFileSync(
        join(folder, "Pulumi.yaml"),
        `name: registry-examples\nruntime:\n    name: ${language.runtime}\n${language.runtime === "nodejs" ? "    options:\n        typescript: false\n" : ""}`,
    );
    language.write(folder, programs);
    return programs.length;
}

/**
 * Writes the program in Pulumi YAML, which is written by hand.
 * @returns the number of examples
 */
export function writeYamlExamples(folder: string): number {
    const source = join(__dirname, "yaml");
    cpSync(source, folder, { recursive: true });
    const text = readFileSync(join(source, "Pulumi.yaml"), "utf8");
    return new Set([...text.matchAll(/name: (e\d+)-/g)].map(([, number]) => number)).size;
}

function withTrail(code: string, { property, bucket, trail }: Language): string {
    const variable = (type: string) => new RegExp(`(\\w+) = (?:new )?aws\\.${type}\\(`).exec(code)?.[1];
    if (variable("cloudtrail\\.Trail") !== undefined) {
        // The property is required, but most of the examples leave it out.
        return /s3BucketName|s3_bucket_name/.test(code)
            ? code
            : code.replace(/cloudtrail\.Trail\("example",\s*\{?/, `$&${property("s3_bucket_name", '"elsewhere"')}, `);
    }
    const key = variable("kms\\.Key");
    const own = variable("s3\\.Bucket");
    const properties = [
        property("s3_bucket_name", `${own ?? bucket.variable}.id`),
        ...(key === undefined ? [] : [property("kms_key_id", `${key}.arn`)]),
    ];
    return [code, ...(own === undefined ? [bucket.code] : []), trail(properties)].join("\n");
}
