// Builds the three things that run: dist/index.js (the pack: what every stack installs and boots),
// checker/dist/trail-guard.js (the command) and checker/dist/lambda.js (the functions of the watch). The pack is one file,
// because a preview pays for every file that it loads, and so are the functions. The command is several
// (command-files.js), and beside it are the AWS SDK, which is larger than the rest, the parser of Terraform's language, and
// what threads start with. The licences of everything that is bundled are written beside them.
const {
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
    utimesSync,
    writeFileSync,
} = require("node:fs");
const { basename, dirname, join, resolve } = require("node:path");

const root = join(__dirname, "..");
try {
    require.resolve("esbuild");
} catch {
    console.error("The packages of this repository are not installed yet: run `npm ci` first.");
    process.exit(2);
}
const { build } = require("esbuild");
const { commandFiles, SHARED } = require("./command-files");
const { thirdPartyNotices } = require("./third-party-notices");

const dist = join(root, "checker/dist");

/** @typedef {import("esbuild").BuildResult<{ write: false, metafile: true }>} Built */

/** @type {import("esbuild").BuildOptions} */
const common = {
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "warning",
    metafile: true,
    write: false,
};

/** @type {import("esbuild").BuildOptions} */
const PACK = {
    entryPoints: ["index.ts"],
    outfile: "dist/index.js",
    // The engine starts the pack with the pack's own copy of these, so they must not be bundled.
    external: ["@pulumi/*"],
};

/** @type {import("esbuild").BuildOptions} */
const COMMAND = {
    // The libraries' ES modules: some CommonJS builds (jsonc-parser's) can't be bundled.
    mainFields: ["module", "main"],
    minifySyntax: true,
    // Built below: loaded only for live accounts, and for Terraform source.
    external: ["./aws-sdk", "./bedrock-sdk", "./tree-sitter"],
};

/** @type {import("esbuild").BuildOptions[]} */
const BESIDE_THE_COMMAND = [
    { entryPoints: ["checker/src/live/aws/sdk/aws-sdk.ts"], outfile: "checker/dist/aws-sdk.js", minify: true },
    { entryPoints: ["checker/src/live/aws/sdk/bedrock-sdk.ts"], outfile: "checker/dist/bedrock-sdk.js", minify: true },
    // The threads of `trail-guard evidence` start from their own file.
    {
        entryPoints: ["checker/src/evidence/workers/worker.ts"],
        outfile: "checker/dist/evidence-worker.js",
        minifySyntax: true,
    },
    {
        // The functions of the watch: one file that needs nothing beside it, because that is what Lambda runs.
        entryPoints: ["checker/src/watch/lambda.ts"],
        outfile: "checker/dist/lambda.js",
        mainFields: ["module", "main"],
        minify: true,
        // Only `check --aws --bedrock-use` lists Bedrock resources.
        external: ["./bedrock-sdk"],
        // Reports of defects need the names of functions.
        keepNames: true,
    },
    {
        entryPoints: ["checker/src/sources/terraform-source/parse/tree-sitter.ts"],
        outfile: "checker/dist/tree-sitter.js",
        minify: true,
        // Its ES module looks up its own location, which doesn't exist in a single file.
        alias: { "web-tree-sitter": require.resolve("web-tree-sitter") },
    },
];

const COPIED = [
    "web-tree-sitter/web-tree-sitter.wasm",
    "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm",
];

/**
 * Writes a file in one step, so that what runs it meanwhile finds the old one or the new one. One that stays the same only
 * gets a new date.
 */
function writeWhole(file, contents) {
    if (existsSync(file) && readFileSync(file).equals(Buffer.from(contents))) {
        const now = new Date();
        utimesSync(file, now, now);
        return;
    }
    mkdirSync(dirname(file), { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, contents);
    renameSync(unfinished, file);
}

/** @param {readonly { readonly path: string, readonly contents: Uint8Array }[]} files what others load comes first */
function writeFiles(files) {
    for (const { path, contents } of [...files].sort(
        (a, b) => SHARED.test(basename(b.path)) - SHARED.test(basename(a.path)),
    )) {
        writeWhole(path, contents);
    }
}

/** Packages carry it beside their licence. */
function writeNotices(folder, files) {
    writeWhole(join(root, folder, "THIRD-PARTY-NOTICES.txt"), `${thirdPartyNotices(files)}\n`);
}

/** @param {readonly Built[]} results */
function inputsOf(results) {
    return results.flatMap(({ metafile }) => Object.keys(metafile.inputs).map(input => resolve(root, input)));
}

async function buildPack() {
    const pack = await build({ ...common, ...PACK });
    writeFiles(pack.outputFiles);
    writeNotices(".", inputsOf([pack]));
}

async function buildCommand() {
    const results = await Promise.all([
        commandFiles({ ...common, ...COMMAND }),
        ...BESIDE_THE_COMMAND.map(options => build({ ...common, ...options })),
    ]);
    const copied = COPIED.map(file => require.resolve(file));
    const copies = copied.map(file => ({ path: join(dist, basename(file)), contents: readFileSync(file) }));
    const files = [...copies, ...results.flatMap(({ outputFiles }) => outputFiles)];
    writeFiles(files);
    const written = new Set(files.map(({ path }) => basename(path)));
    for (const name of readdirSync(dist).filter(name => SHARED.test(name) && !written.has(name))) {
        rmSync(join(dist, name));
    }
    writeNotices("checker", [...inputsOf(results), ...copied]);
}

Promise.all([buildPack(), buildCommand()]).catch(error => {
    // What esbuild finds wrong, it has printed.
    if (error.errors === undefined) {
        console.error(error);
    }
    process.exitCode = 1;
});
