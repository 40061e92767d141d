// `npm run docs`: writes everything that can be derived from the policies and the sources. `-- --check`: writes
// nothing, and fails if a file is stale, missing, or belongs to no policy.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { policies, stackPolicies, trailPolicies } from "../policies";
import { cataloguePage } from "./docs/catalogue-page";
import { comparisonPage } from "./docs/comparison/comparison-page";
import { configExample } from "./docs/config-example";
import { fixesPage, wholeTrailProgram } from "./docs/fixes-page";
import { withSection } from "./docs/generated-section";
import { policyIndex } from "./docs/policy-index";
import { policyPage } from "./docs/policy-page";
import { sourceTable } from "./docs/source-table";

const PAGES = "docs/policies";
const CHECKER_PAGE = "docs/checker.md";
const SOURCES_BEGIN = "<!-- begin: the sources, written by scripts/docs.ts -->";

/** Every generated file, by its path in the repository. */
export function generatedFiles(root: string): ReadonlyMap<string, string> {
    const all = [...trailPolicies, ...stackPolicies];
    return new Map([
        ...all.map(policy => [`${PAGES}/${policy.name}.md`, policyPage(policy)] as const),
        [`${PAGES}/README.md`, policyIndex(all)],
        ["docs/bedrock-events.md", cataloguePage()],
        ["docs/comparison.md", comparisonPage()],
        ["docs/fixes.md", fixesPage()],
        // A program, so that the compiler checks it with the examples.
        ["examples/whole-trail.ts", wholeTrailProgram()],
        ["docs/policy-config.jsonc", configExample(policies)],
        [CHECKER_PAGE, withSection(readFileSync(join(root, CHECKER_PAGE), "utf8"), SOURCES_BEGIN, sourceTable())],
    ]);
}

/** What is wrong with the existing files, a line each. */
export function staleFiles(root: string): string[] {
    const files = generatedFiles(root);
    const orphans = list(join(root, PAGES)).filter(name => !files.has(`${PAGES}/${name}`));
    return [
        ...[...files].flatMap(([path, content]) => {
            const present = read(join(root, path));
            return present === content ? [] : [`${path} is ${present === undefined ? "missing" : "stale"}`];
        }),
        ...orphans.map(name => `${PAGES}/${name} does not belong to a policy`),
    ];
}

function read(path: string): string | undefined {
    try {
        return readFileSync(path, "utf8");
    } catch {
        return undefined;
    }
}

function list(folder: string): string[] {
    try {
        return readdirSync(folder);
    } catch {
        return [];
    }
}

function main(root: string, check: boolean): number {
    if (check) {
        const stale = staleFiles(root);
        process.stderr.write(stale.map(line => `docs: ${line}: run npm run docs\n`).join(""));
        return stale.length === 0 ? 0 : 1;
    }
    for (const [path, content] of generatedFiles(root)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), content);
    }
    return 0;
}

if (require.main === module) {
    process.exitCode = main(join(__dirname, ".."), process.argv.includes("--check"));
}
