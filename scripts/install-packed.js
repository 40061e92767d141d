// Installs a published package, the command or the pack, without this repository's build dependencies: for the action
// and the pre-commit hooks, which get this repository as it is. As a command: `node scripts/install-packed.js
// trail-guard FOLDER` prints the folder with the executable.
const { spawnSync } = require("node:child_process");
const { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { join, resolve } = require("node:path");

const root = join(__dirname, "..");
/** The two files of a release, and the folder of the package that each is packed from. */
const PACKAGES = { "trail-guard": "checker", "policy-pack": "." };
const OLDEST_NODE = 20;

/**
 * Installs one of them in `FOLDER/NAME`, unless it is there.
 * @param {"trail-guard" | "policy-pack"} name
 * @param {string} folder
 * @returns {{ package: string, bin: string }} the folder of the package, and that of its executables
 * @throws {Error} with one line if it is not available
 */
function installPacked(name, folder) {
    if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
        throw new Error(`Node ${OLDEST_NODE} or later is needed; this is ${process.version}`);
    }
    const target = resolve(folder, name);
    if (!existsSync(target)) {
        const partial = `${target}.${process.pid}`;
        try {
            mkdirSync(partial, { recursive: true });
            writeFileSync(join(partial, "package.json"), '{ "private": true }\n');
            npm(partial, "install", "--omit=dev", "--no-audit", "--no-fund", tarball(name, partial));
            renameSync(partial, target);
        } finally {
            rmSync(partial, { recursive: true, force: true });
        }
    }
    const [installed] = Object.keys(manifest(target).dependencies);
    const modules = join(target, "node_modules");
    return { package: join(modules, installed), bin: join(modules, ".bin") };
}

/**
 * Its source: TRAIL_GUARD_TARBALLS, a folder or URL with both files; an installed clone, packed as it is; or else the
 * release of this clone's version.
 */
function tarball(name, folder) {
    const { TRAIL_GUARD_TARBALLS: given } = process.env;
    if (given !== undefined && given !== "") {
        return /^https?:/.test(given) ? `${given.replace(/\/$/, "")}/${name}.tgz` : resolve(given, `${name}.tgz`);
    }
    if (existsSync(join(root, "node_modules/esbuild"))) {
        const packed = npm(join(root, PACKAGES[name]), "pack", "--silent", "--pack-destination", folder);
        return join(folder, packed.trim());
    }
    const { repository, version } = manifest(root);
    const home = repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
    return `${home}/releases/download/v${version}/${name}.tgz`;
}

function npm(cwd, ...args) {
    const shell = process.platform === "win32";
    const { status, stdout, stderr, error } = spawnSync("npm", [...args, "--loglevel=error"], {
        cwd,
        encoding: "utf8",
        shell,
    });
    if (status !== 0) {
        const lines = (stderr ?? "").split("\n").filter(line => line.trim() !== "" && !line.includes("complete log"));
        throw new Error(
            `npm ${args[0]} ${args.at(-1)}: ${error?.message ?? lines.join(" ").replaceAll("npm error ", "")}`,
        );
    }
    return stdout;
}

function manifest(folder) {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

module.exports = { installPacked };

if (require.main === module) {
    const [name = "", folder = ""] = process.argv.slice(2);
    try {
        process.stdout.write(`${installPacked(name, folder).bin}\n`);
    } catch (error) {
        process.stderr.write(`trail-guard can't be installed: ${error.message}\n`);
        process.exitCode = 2;
    }
}
