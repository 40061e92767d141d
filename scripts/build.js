// Builds the two things that run: dist/index.js (the pack: what every stack installs and boots) and
// checker/dist/trail-guard.js (the command). One file each, because a preview pays for every file that it loads; only
// the AWS SDK, which is larger than the rest, the parser of Terraform's language, and what threads start with are files
// beside the command.
const { copyFileSync, existsSync } = require("node:fs");
const { basename, join } = require("node:path");

const root = join(__dirname, "..");
try {
    require.resolve("esbuild");
} catch {
    console.error("The packages of this repository are not installed yet: run `npm ci` first.");
    process.exit(2);
}
const { buildSync } = require("esbuild");

/** @type {import("esbuild").BuildOptions} */
const common = {
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "warning",
};

if (existsSync(join(root, "index.ts"))) {
    buildSync({
        ...common,
        entryPoints: ["index.ts"],
        outfile: "dist/index.js",
        // The engine starts the pack with the pack's own copy of these: they must stay what they are.
        external: ["@pulumi/*"],
    });
}
if (existsSync(join(root, "checker/src/main.ts"))) {
    buildSync({
        ...common,
        entryPoints: ["checker/src/main.ts"],
        outfile: "checker/dist/trail-guard.js",
        // The ES modules of the libraries: some CommonJS builds (jsonc-parser's) can't be put into one file.
        mainFields: ["module", "main"],
        minifySyntax: true,
        // Stay files of their own, beside this one: loaded only for live accounts, and for Terraform source.
        external: ["./aws-sdk", "./bedrock-sdk", "./tree-sitter"],
    });
    buildSync({
        ...common,
        entryPoints: ["checker/src/live/aws/aws-sdk.ts"],
        outfile: "checker/dist/aws-sdk.js",
        minify: true,
    });
    buildSync({
        ...common,
        entryPoints: ["checker/src/live/aws/bedrock-sdk.ts"],
        outfile: "checker/dist/bedrock-sdk.js",
        minify: true,
    });
    // The threads of `trail-guard evidence` start with a file of their own.
    buildSync({
        ...common,
        entryPoints: ["checker/src/evidence/workers/worker.ts"],
        outfile: "checker/dist/evidence-worker.js",
        minifySyntax: true,
    });
    buildSync({
        ...common,
        entryPoints: ["checker/src/sources/terraform-source/parse/tree-sitter.ts"],
        outfile: "checker/dist/tree-sitter.js",
        minify: true,
        // Its ES module asks where it stands, which nothing knows in one file.
        alias: { "web-tree-sitter": require.resolve("web-tree-sitter") },
    });
    for (const file of [
        "web-tree-sitter/web-tree-sitter.wasm",
        "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm",
    ]) {
        copyFileSync(require.resolve(file), join(root, "checker/dist", basename(file)));
    }
}
