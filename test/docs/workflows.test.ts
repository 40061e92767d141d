import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const ROOT = join(__dirname, "../..");
const WORKFLOWS = join(ROOT, ".github/workflows");

interface Step {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
    readonly steps: readonly Step[];
    readonly permissions?: Readonly<Record<string, string>>;
    readonly strategy?: { readonly matrix: { readonly node: readonly number[] } };
    readonly "timeout-minutes"?: number;
}

interface Workflow {
    readonly permissions: Readonly<Record<string, string>>;
    readonly jobs: Readonly<Record<string, Job>>;
}

const { scripts, engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const workflow = (file: string): Workflow => parse(readFileSync(join(WORKFLOWS, file), "utf8"));
const steps = ({ jobs }: Workflow) => Object.values(jobs).flatMap(job => job.steps);

/** To a commit, with its version beside it; only this repository's own action needs none. */
const PINNED = /uses: (\.\/|[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/;

/** The jobs of a workflow that may do more than read. */
const MORE_PERMISSIONS: Readonly<Record<string, readonly unknown[]>> = {
    "release.yml": [["publish", { contents: "write", "id-token": "write" }]],
    "trails.yml": [["examples", { contents: "read", "pull-requests": "write" }]],
};

describe("the GitHub workflows", () => {
    for (const file of readdirSync(WORKFLOWS)) {
        describe(file, () => {
            it("runs only existing scripts", () => {
                for (const name of steps(workflow(file)).flatMap(({ run = "" }) => scriptsIn(run))) {
                    assert.ok(name in scripts, `there is no script ${name}`);
                }
            });

            it("pins every action to a commit, and names its version", () => {
                const text = readFileSync(join(WORKFLOWS, file), "utf8");
                const uses = text.split("\n").filter(line => line.includes("uses:"));
                assert.equal(uses.length, steps(workflow(file)).filter(step => step.uses !== undefined).length);
                for (const line of uses) {
                    assert.match(line, PINNED);
                }
            });

            it("may only read, except for the job that publishes and the one that comments", () => {
                const { permissions, jobs } = workflow(file);
                assert.deepEqual(permissions, { contents: "read" });
                const more = Object.entries(jobs).filter(([, job]) => job.permissions !== undefined);
                assert.deepEqual(
                    more.map(([name, job]) => [name, job.permissions]),
                    MORE_PERMISSIONS[file] ?? [],
                );
            });

            it("leaves no credentials behind, and has a timeout", () => {
                for (const { steps, "timeout-minutes": timeout } of Object.values(workflow(file).jobs)) {
                    assert.ok(timeout !== undefined && timeout <= 30);
                    const [checkout] = steps;
                    assert.match(checkout?.uses ?? "", /^actions\/checkout@/);
                    assert.equal(checkout?.with?.["persist-credentials"], false);
                }
            });
        });
    }

    it("and the action pin what they use", () => {
        const uses = readFileSync(join(ROOT, "action.yml"), "utf8")
            .split("\n")
            .filter(line => line.includes("uses:"));
        assert.equal(uses.length, 2);
        for (const line of uses) {
            assert.match(line, PINNED);
        }
    });

    it("test every version of Node that the package is for", () => {
        const versions = workflow("ci.yml").jobs.test?.strategy?.matrix.node ?? [];
        assert.deepEqual(versions, [20, 22, 24]);
        assert.equal(engines.node, `>=${versions[0]}`);
    });

    it("run everything that `npm run check` runs", () => {
        const named = new Set(steps(workflow("ci.yml")).flatMap(({ run = "" }) => scriptsIn(run)));
        for (const name of scriptsIn(scripts.check)) {
            assert.ok(named.has(name), name);
        }
    });
});

/** The scripts that a command line names: `npm run NAME`, `npm test`. */
function scriptsIn(command: string): string[] {
    return [...command.matchAll(/\bnpm (?:run )?(?:--silent )?(?!ci\b|pack\b|publish\b|view\b)([\w:-]+)/g)].map(
        ([, name = ""]) => name,
    );
}
