// The command is a file for each command, and what they share: Node compiles a file whole before it runs, and `trail-guard
// --version` needs 0.1 of 1.9 MB (bench/checker/startup.ts).
const { existsSync, readdirSync } = require("node:fs");
const { basename, dirname, join, resolve } = require("node:path");
const { build, transformSync } = require("esbuild");

const SOURCE = join(__dirname, "../checker/src");

/** What the source loads with `require` on demand: the names of the files in checker/dist, and their sources. */
const LOADED_LATER = {
    ...Object.fromEntries(
        readdirSync(join(SOURCE, "commands"))
            .filter(file => file !== "index.ts")
            .map(file => [basename(file, ".ts"), join(SOURCE, "commands", file)]),
    ),
    live: join(SOURCE, "live/index.ts"),
    "live-fix": join(SOURCE, "live/fix/index.ts"),
    "gather-evidence": join(SOURCE, "evidence/gather-evidence.ts"),
    "gather-athena": join(SOURCE, "evidence/athena/gather-athena.ts"),
    "terraform-source": join(SOURCE, "sources/terraform-source/terraform-source.ts"),
};

/** The names of the files that several of the others load. */
const SHARED = /^shared-\w+\.js$/;

/**
 * Builds checker/src/main.ts. esbuild splits ES modules only, so each file becomes CommonJS afterwards, which Node starts
 * faster.
 * @param {import("esbuild").BuildOptions} options
 * @returns {Promise<import("esbuild").BuildResult<{ write: false, metafile: true }>>}
 */
async function commandFiles(options) {
    const result = await build({
        ...options,
        entryPoints: { "trail-guard": join(SOURCE, "main.ts"), ...LOADED_LATER },
        outdir: "checker/dist",
        format: "esm",
        splitting: true,
        chunkNames: "shared-[hash]",
        plugins: [{ name: "loaded later", setup: leaveOut }],
    });
    for (const file of result.outputFiles) {
        const { code } = transformSync(file.text, { format: "cjs", platform: "node", target: options.target });
        file.contents = Buffer.from(code);
    }
    return result;
}

/** @param {import("esbuild").PluginBuild} build */
function leaveOut({ onResolve }) {
    const names = new Map(Object.entries(LOADED_LATER).map(([name, file]) => [file, name]));
    onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, importer }) => {
        if (kind !== "require-call") {
            return undefined;
        }
        const required = resolve(dirname(importer), path);
        const name = names.get([`${required}.ts`, join(required, "index.ts")].find(existsSync));
        return name === undefined ? undefined : { path: `./${name}.js`, external: true };
    });
}

module.exports = { commandFiles, SHARED };
