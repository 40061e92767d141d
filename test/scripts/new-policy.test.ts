import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ROOT = join(__dirname, "../..");
const NAME = "cloudtrail-organization-trail";
const POLICY = `policies/${NAME}.ts`;
const CASES = `test/cases/policies/${NAME}.json`;
/** Only the types of the policies, with what they need. */
const TYPES = "tsconfig.policies.json";

/** The TODOs that the policy leaves for its author, and what the author writes. */
const TEXTS: readonly (readonly [left: RegExp, written: string])[] = [
    [/"TODO: what trails do.*"/, '"CloudTrail trails are organization trails"'],
    [/"TODO: one sentence.*"/, '"Every CloudTrail trail records all accounts of the organization."'],
    [
        /"TODO: what goes wrong.*"/,
        '"Otherwise an account that nobody thought of leaves no record. The default is false."',
    ],
    [/"TODO: what to do.*"/, '"Set isOrganizationTrail to true on the trail."'],
    [/\n.*\/\/ TODO.*/, ""],
];

describe("npm run new:policy, in a copy of the repository", function () {
    this.timeout(300_000);
    let copy: string;

    before(() => {
        copy = mkdtempSync(join(tmpdir(), "new-policy-"));
        const files = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
        for (const file of files.filter(path => /^(?!docs\/.*svg|examples|test\/fixtures).+/.test(path))) {
            mkdirSync(dirname(join(copy, file)), { recursive: true });
            copyFileSync(join(ROOT, file), join(copy, file));
        }
        git(copy, "init", "--quiet");
        git(copy, "add", "--all");
        symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    });
    after(() => {
        if (copy !== undefined) {
            rmSync(copy, { recursive: true, force: true });
        }
    });

    const read = (path: string) => readFileSync(join(copy, path), "utf8");
    const edit = (path: string, change: (text: string) => string) =>
        writeFileSync(join(copy, path), change(read(path)));
    const changes = () => git(copy, "status", "--porcelain", "--untracked-files=all", "--", ":!node_modules");
    const script = (path: string, ...args: readonly string[]) => run(copy, "node", "-r", "tsx/cjs", path, ...args);
    const newPolicy = (...args: readonly string[]) => script("scripts/new-policy/new-policy.ts", ...args);
    const cases = () =>
        run(
            copy,
            "node",
            "node_modules/mocha/bin/mocha.js",
            "--spec",
            "test/compliance/trail-policies.test.ts",
            "--grep",
            NAME,
        );

    it("refuses what it can't write, in one line, and writes nothing", async () => {
        const index = changes();
        const refused = await Promise.all(
            (
                [
                    [[], "usage: npm run new:policy NAME"],
                    [
                        ["../policy"],
                        "'../policy' is not a policy name: expected cloudtrail-… in lower case, words joined by hyphens",
                    ],
                    [["cloudtrail-kms-encryption"], "policies/cloudtrail-kms-encryption.ts already exists"],
                    [
                        ["cloudtrail-delete"],
                        "the words of 'cloudtrail-delete' are another name in policies/index.ts, or a word of the language: choose others",
                    ],
                    [[NAME, "--mandatory"], "unexpected argument '--mandatory'; usage: npm run new:policy NAME"],
                ] as const
            ).map(async ([args, message]) => [await newPolicy(...args), message] as const),
        );
        for (const [{ status, stdout, stderr }, message] of refused) {
            assert.deepEqual([status, stdout, stderr], [2, "", `new:policy: ${message}\n`]);
        }
        assert.equal(changes(), index);
    });

    it("writes nothing if the documents can't be written", async () => {
        const page = read("docs/checker.md");
        edit("docs/checker.md", () => "# Nothing\n");
        const index = changes();
        const { status, stderr } = await newPolicy(NAME);
        assert.deepEqual([status, stderr.split("\n").length], [1, 2], stderr);
        assert.match(stderr, /^new:policy: nothing was written: /);
        assert.equal(changes(), index);
        edit("docs/checker.md", () => page);
    });

    it("writes all files that the tests require, and leaves only the author's part", async () => {
        const { status, stdout, stderr } = await newPolicy(NAME);
        assert.equal(status, 0, stderr);
        writeFileSync(join(copy, TYPES), '{ "extends": "./tsconfig.json", "include": ["policies"] }');
        for (const path of [POLICY, CASES, "policies/index.ts", `docs/policies/${NAME}.md`]) {
            assert.match(stdout, new RegExp(`^wrote ${path}$`, "m"));
        }
        const [types, lint, documents, levels, tests] = await Promise.all([
            run(copy, "node", "node_modules/typescript/bin/tsc", "--noEmit", "-p", TYPES),
            run(copy, "node", "node_modules/@biomejs/biome/bin/biome", "check", "policies", "config", "test/cases"),
            script("scripts/docs.ts", "--check"),
            run(copy, "node", "node_modules/mocha/bin/mocha.js", "--spec", "test/policies/config-files.test.ts"),
            cases(),
        ]);
        for (const { status: of, stdout: told, stderr: wrong } of [types, lint, documents, levels]) {
            assert.equal(of, 0, told + wrong);
        }
        assert.match(tests.stdout, /\b2 failed\b/);
        assert.ok(tests.stdout.includes(`write the cases in ${CASES}: one that passes, one that violates, one with`));
        assert.ok(tests.stdout.includes(`write what is left in ${POLICY}`));
    });

    it("becomes a policy once its author has written the text and the cases", async () => {
        edit(POLICY, text => TEXTS.reduce((changed, [left, written]) => changed.replace(left, written), text));
        writeFileSync(
            join(copy, CASES),
            JSON.stringify([
                { name: "on", trail: { isOrganizationTrail: true }, expect: "pass" },
                { name: "off by default", trail: {}, expect: "violation" },
                { name: "not known yet", trail: { isOrganizationTrail: "$unknown" }, expect: "undetermined" },
            ]),
        );
        const [{ status, stdout, stderr }, documents] = [await cases(), await script("scripts/docs.ts")];
        assert.equal(status, 0, stdout + stderr);
        assert.equal(documents.status, 0, documents.stderr);
        assert.doesNotMatch(read(`docs/policies/${NAME}.md`), /TODO/);
    });
});

function git(folder: string, ...args: readonly string[]): string {
    return execFileSync("git", args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
}

interface Ended {
    readonly status: number | string | null | undefined;
    readonly stdout: string;
    readonly stderr: string;
}

function run(cwd: string, command: string, ...args: readonly string[]): Promise<Ended> {
    return new Promise(resolve =>
        execFile(command, args, { cwd, encoding: "utf8" }, (error, stdout, stderr) =>
            resolve({ status: error === null ? 0 : error.code, stdout, stderr }),
        ),
    );
}
