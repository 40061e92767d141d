// The licences of everything that is bundled into the command, most of which must be distributed with it.
const { existsSync, readFileSync, readdirSync } = require("node:fs");
const { dirname, join, sep } = require("node:path");

/** Names under which packages keep their licence, and what the Apache licence calls a NOTICE. */
const LEGAL_FILE = /^(licen[cs]e|notice|copying)([.-].*)?$/i;
const RULE = `\n\n${"-".repeat(80)}\n\n`;

/**
 * Packages with the same text share a section.
 * @param {Iterable<string>} files absolute paths of what was bundled or copied, including the repository's own
 * @returns {string} the packages with their versions and licences; empty if nothing belongs to a package
 * @throws if a package doesn't say which licence it has
 */
function thirdPartyNotices(files) {
    const folders = new Set([...files].filter(file => file.includes(`${sep}node_modules${sep}`)).map(packageFolder));
    /** @type {Map<string, Set<string>>} */
    const packages = new Map();
    for (const folder of folders) {
        const text = legalText(folder);
        packages.set(text, (packages.get(text) ?? new Set()).add(titleOf(folder)));
    }
    return [...packages]
        .map(([text, titles]) => `${[...titles].sort().join("\n")}\n\n${text}`)
        .sort()
        .join(RULE);
}

/** The folder of the package that a file belongs to: the nearest one directly below a node_modules. */
function packageFolder(file) {
    for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
        const [scope, name] = dirname(folder).split(sep).slice(-2).reverse();
        const isPackage = scope === "node_modules" || (scope.startsWith("@") && name === "node_modules");
        if (isPackage && existsSync(join(folder, "package.json"))) {
            return folder;
        }
    }
    throw new Error(`${file} belongs to no package`);
}

function titleOf(folder) {
    const { name, version, license } = manifestOf(folder);
    if (typeof license !== "string") {
        throw new Error(`${name} ${version} does not say which licence it has`);
    }
    return `${name} ${version} (${license})`;
}

function legalText(folder) {
    const texts = readdirSync(folder)
        .filter(file => LEGAL_FILE.test(file))
        .sort()
        .map(file => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim());
    const { author, license } = manifestOf(folder);
    return texts.length > 0 ? texts.join("\n\n") : withoutText(license, author?.name ?? author);
}

function withoutText(license, author) {
    const by = author === undefined ? "" : `Author: ${author}\n`;
    return `${by}The package brings no text of its licence: https://spdx.org/licenses/${license}.html`;
}

function manifestOf(folder) {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

module.exports = { thirdPartyNotices };
