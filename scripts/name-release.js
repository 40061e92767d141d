// Part of a release: `node scripts/name-release.js VERSION` writes the version wherever a document says to install a
// release.
const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..");
const NAMED = /(releases\/download\/v|bedrock-trail-guard@v|bedrock-trail-guard\.git#v|\brev: v)\d+\.\d+\.\d+/g;
const [version] = process.argv.slice(2);
const documents = readdirSync(join(root, "docs")).filter(file => file.endsWith(".md"));
for (const file of ["README.md", ...documents.map(file => join("docs", file))]) {
    const text = readFileSync(join(root, file), "utf8");
    writeFileSync(join(root, file), text.replace(NAMED, `$1${version}`));
}
