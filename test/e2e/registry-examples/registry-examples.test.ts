import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CliResult, ThrowAwayStack } from "../../../scripts/throw-away-stack";
import { notOnPath, pythonWithPulumi } from "../languages/python-with-pulumi";
import { needsPulumi } from "../needs-pulumi";
import { python, typescript, writeExamples, writeYamlExamples } from "./example-programs";

const ROOT = join(__dirname, "../../..");

/** `least`: how many examples the pages of trails, KMS keys, key policies and bucket policies have, at least. */
const LANGUAGES: readonly {
    readonly name: string;
    readonly least: number;
    readonly write: (folder: string) => number;
    readonly missing: () => string | undefined;
}[] = [
    {
        name: "TypeScript",
        least: 14,
        write: folder => writeExamples(folder, typescript),
        missing: () => undefined,
    },
    { name: "Python", least: 14, write: folder => writeExamples(folder, python), missing: pythonWithPulumi },
    { name: "YAML", least: 9, write: writeYamlExamples, missing: () => notOnPath("pulumi-language-yaml") },
];

for (const { name, least, write, missing } of LANGUAGES) {
    describe(`every example of the registry, in ${name}: what is violated at the first preview is still violated after the update`, function () {
        this.timeout(600_000);
        const path = process.env.PATH;
        let folder: string;
        let made: string | undefined;
        let count: number;
        let first: CliResult;
        let known: CliResult;

        before(function () {
            needsPulumi(this);
            const problem = missing();
            if (problem !== undefined) {
                console.log(`    skipped: ${problem}`);
                this.skip();
            }
            mkdirSync(join(ROOT, ".cache"), { recursive: true });
            folder = mkdtempSync(join(ROOT, ".cache", "registry-"));
            made = folder;
            count = write(join(folder, "program"));
            const config = (levels: Record<string, string>) => {
                const file = join(folder, `${Object.values(levels)[0]}.json`);
                writeFileSync(file, JSON.stringify(levels));
                return ["--policy-pack", ROOT, "--policy-pack-config", file];
            };
            const stack = new ThrowAwayStack(join(folder, "program"));
            try {
                first = stack.preview(config({ all: "mandatory" }));
                const { status, stdout, stderr } = stack.up(config({ all: "advisory" }));
                assert.equal(status, 0, stdout + stderr);
                known = stack.preview(config({ all: "mandatory" }));
            } finally {
                stack.dispose();
            }
        });
        after(() => {
            process.env.PATH = path;
            if (made !== undefined) {
                rmSync(made, { recursive: true, force: true });
            }
        });

        it("tries all of them, each with a trail", () => {
            assert.ok(count >= least, `${count} examples`);
            const trails = new Set(reported(known).map(line => line.split("-")[0]));
            for (let index = 0; index < count; index += 1) {
                assert.ok(trails.has(`e${index}`), `example ${index} has no trail that is judged`);
            }
        });

        it("is only advisory at the first preview about what the update doesn't violate", () => {
            const after = reported(known);
            assert.deepEqual(
                reported(first).filter(violation => !after.includes(violation)),
                [],
                messages(first),
            );
        });

        it("says that the first example's bucket policy isn't known yet, and later that it complies", () => {
            assert.match(
                messages(first),
                /"e0-example": can't decide before the update whether the policy of its bucket/,
            );
            assert.doesNotMatch(messages(known), /"e0-example" can't deliver/);
        });
    });
}

/** The mandatory violations, by resource and policy. */
function reported({ events }: CliResult): string[] {
    return events
        .flatMap(({ policyEvent: event }) =>
            event?.enforcementLevel === "mandatory"
                ? [`${event.resourceUrn?.split("::").at(-1)}: ${event.policyName}`]
                : [],
        )
        .sort();
}

/** What the policy over buckets and keys says. */
function messages({ events }: CliResult): string {
    return events
        .flatMap(({ policyEvent: event }) =>
            event?.policyName === "cloudtrail-bucket-policy" ? [event.message.split("\n  Fix")[0]] : [],
        )
        .join("\n");
}
