// `npm run release:notes -- TAG`: what the changelog says of the version of a tag, for the release's page. Fails where the
// tag is not that of this version: what is published would be something else.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { notesOf } from "./release/changelog";

function main([tag, ...more]: readonly string[], root: string): number {
    const read = (path: string) => readFileSync(join(root, path), "utf8");
    const versions = ["package.json", "checker/package.json"].map(path => String(JSON.parse(read(path)).version));
    const other = versions.find(version => `v${version}` !== tag);
    if (tag === undefined || more.length > 0) {
        return fail("usage: npm run release:notes -- TAG");
    }
    if (other !== undefined) {
        return fail(`the tag ${JSON.stringify(tag)} is not that of version ${other}`);
    }
    const result = notesOf(read("CHANGELOG.md"), tag.slice(1));
    if ("problem" in result) {
        return fail(result.problem);
    }
    process.stdout.write(`${result.notes}\n`);
    return 0;
}

function fail(message: string): number {
    process.stderr.write(`release: ${message}\n`);
    return 2;
}

process.exitCode = main(process.argv.slice(2), process.cwd());
