// `npm run new:policy NAME`: writes every file that the tests require of a trail policy.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Files } from "./files";
import { policySource } from "./policy-source";
import { isTaken, register } from "./register";

const USAGE = "usage: npm run new:policy NAME";
const NAME = /^cloudtrail(-[a-z][a-z0-9]*)+$/;
const REGISTRY = "policies/index.ts";

/** What is wrong with the arguments, in one line; `undefined` if a policy can be written. */
function problemOf(files: Files, [name, ...others]: readonly string[]): string | undefined {
    if (name === undefined || others.length > 0) {
        return name === undefined ? USAGE : `unexpected argument '${others[0]}'; ${USAGE}`;
    }
    if (!NAME.test(name)) {
        return `'${name}' is not a policy name: expected cloudtrail-… in lower case, words joined by hyphens`;
    }
    const present = filesOf(name).find(path => existsSync(join(files.root, path)));
    if (present !== undefined) {
        return `${present} already exists`;
    }
    return isTaken(files.read(REGISTRY), name)
        ? `the words of '${name}' are another name in ${REGISTRY}, or a word of the language: choose others`
        : undefined;
}

function filesOf(name: string): readonly [policy: string, cases: string, page: string] {
    return [`policies/${name}.ts`, `test/cases/policies/${name}.json`, `docs/policies/${name}.md`];
}

/** Writes them; if anything fails, everything is restored. */
function write(files: Files, name: string): void {
    const [policy, cases] = filesOf(name);
    files.write(policy, policySource(name));
    files.write(cases, "[]\n");
    files.write(REGISTRY, register(files.read(REGISTRY), name));
    // Loaded only now: it shows the policy that was just written.
    const { generatedFiles } = require("../docs") as typeof import("../docs");
    for (const [path, content] of generatedFiles(files.root)) {
        files.write(path, content);
    }
}

function main(root: string, args: readonly string[]): number {
    const files = new Files(root);
    const problem = problemOf(files, args);
    if (problem !== undefined) {
        process.stderr.write(`new:policy: ${problem}\n`);
        return 2;
    }
    const [name = ""] = args;
    try {
        write(files, name);
    } catch (error) {
        files.restore();
        process.stderr.write(`new:policy: nothing was written: ${(error as Error).message}\n`);
        return 1;
    }
    const [policy, cases] = filesOf(name);
    process.stdout.write(
        `${files.written.map(path => `wrote ${path}\n`).join("")}
Next: replace each TODO and the check in ${policy}, write the cases in ${cases}, and run
  npm run docs && npx mocha --spec test/compliance/trail-policies.test.ts --grep ${name}
`,
    );
    return 0;
}

process.exitCode = main(join(__dirname, "../.."), process.argv.slice(2));
