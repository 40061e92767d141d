import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MadeBucket } from "../evidence/made/made-bucket";
import { runCommand } from "../run-command";

const AGENT = "AWS::Bedrock::AgentAlias";
const KNOWLEDGE_BASE = "AWS::Bedrock::KnowledgeBase";

/** A selector of CloudFormation for the data events of a type. */
const data = (type: string, ...fields: object[]) => ({
    FieldSelectors: [
        { Field: "eventCategory", Equals: ["Data"] },
        { Field: "resources.type", Equals: [type] },
        ...fields,
    ],
});
const MANAGEMENT = { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] };
const READS = { Field: "readOnly", Equals: ["true"] };

/** Of a week, which took three seconds to read. */
const EVIDENCE = {
    schemaVersion: 1,
    from: "2026-11-01T00:00:00Z",
    to: "2026-11-08T00:00:00Z",
    read: { from: "2026-11-09T12:00:00Z", to: "2026-11-09T12:00:03Z" },
    complete: true,
    inventory: [{ requirement: AGENT, count: 70_000 }],
};

describe("trail-guard cost", () => {
    let folder: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "trail-guard-cost-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    /** A template with a trail for each list of selectors; none: the default. */
    function template(...trails: (readonly object[])[]): string {
        const file = join(folder, "template.json");
        const resources = trails.map((AdvancedEventSelectors, index) => [
            `Trail${index}`,
            {
                Type: "AWS::CloudTrail::Trail",
                Properties: {
                    S3BucketName: "logs",
                    IsLogging: true,
                    ...(AdvancedEventSelectors.length === 0 ? {} : { AdvancedEventSelectors }),
                },
            },
        ]);
        writeFileSync(file, JSON.stringify({ Resources: Object.fromEntries(resources) }));
        return file;
    }

    async function adds(args: readonly string[]): Promise<{ exitCode: number; adds: unknown; trails: unknown[] }> {
        const { exitCode, stdout } = await runCommand(["cost", ...args, "--format", "json"]);
        const { adds: sum, trails } = JSON.parse(stdout) as { adds: unknown; trails: { adds: unknown }[] };
        return { exitCode, adds: sum, trails: trails.map(trail => trail.adds) };
    }

    it("says what one trail costs, with the source of the price and its date", async () => {
        const { exitCode, stdout } = await runCommand(["cost", "--events-per-month", "2,000,000"]);
        assert.equal(exitCode, 0);
        assert.match(stdout, /^Each trail that records all of them costs \$2\.00 a month\.\n/);
        assert.match(
            stdout,
            /\$0\.10 per 100,000 data events, .*https:\/\/aws\.amazon\.com\/cloudtrail\/pricing\/, November 2026\)/,
        );
    });

    it("charges each trail for what it doesn't record yet", async () => {
        const file = template(
            [],
            [MANAGEMENT, data(AGENT), data(KNOWLEDGE_BASE)],
            [MANAGEMENT, data(AGENT)],
            [data(AGENT, READS), data(KNOWLEDGE_BASE)],
        );
        const one = { least: 0, most: 1 };
        assert.deepEqual(await adds([file, "--events-per-month", "1000000"]), {
            exitCode: 0,
            adds: { least: 1, most: 3 },
            trails: [{ least: 1, most: 1 }, { least: 0, most: 0 }, one, one],
        });
        const typed = ["--events-per-month", `${AGENT}=400000`, "--events-per-month", `${KNOWLEDGE_BASE}=100000`];
        assert.deepEqual((await adds([file, ...typed])).trails, [
            { least: 0.5, most: 0.5 },
            { least: 0, most: 0 },
            { least: 0.1, most: 0.1 },
            { least: 0, most: 0.4 },
        ]);
        const { stdout } = await runCommand(["cost", file, ...typed]);
        assert.match(
            stdout,
            /Trail0 \(.*template\.json:\d+, Trail0\)\n {2}AWS::Bedrock::AgentAlias {5}not recorded, 400,000 events a month\n/,
        );
        assert.match(stdout, /adds at most \$0\.40 a month/);
        assert.match(stdout, /4 trails would add \$0\.60 to \$1\.00 a month\./);
        assert.match(stdout, /Management events: .*\$2\.00 per 100,000/);
    });

    it("names trails that cost the same once, and where they are if their names are the same", async () => {
        const same = await runCommand(["cost", template([], []), "--events-per-month", "1000000"]);
        assert.match(same.stdout, /^2 alike: Trail0, Trail1\n/);
        const other = join(folder, "other.json");
        writeFileSync(other, readFileSync(template([])));
        const { stdout } = await runCommand(["cost", template([]), other, "--events-per-month", "1000000"]);
        assert.match(
            stdout,
            /^2 alike: Trail0 \(\S+template\.json:\d+, Trail0\), Trail0 \(\S+other\.json:\d+, Trail0\)\n/,
        );
    });

    it("gives no general estimate if the input can't be read", async () => {
        const { exitCode, stdout, stderr } = await runCommand(["cost", join(folder, "no"), "--events-per-month", "5"]);
        assert.deepEqual({ exitCode, stdout }, { exitCode: 2, stdout: "" });
        assert.match(stderr, /^trail-guard: [^\n]*no such file or directory\n$/);
    });

    it("accepts another price, and says so", async () => {
        const { stdout } = await runCommand(["cost", "--events-per-month", "100000", "--price", "0.12"]);
        assert.match(stdout, /costs \$0\.12 a month/);
        assert.match(stdout, /\$0\.12 per 100,000 data events, .*\(--price, as given\)/);
    });

    it("scales what evidence counted to a month, and does not guess what was never recorded", async () => {
        const inventory = [
            { requirement: AGENT, count: 700 },
            { requirement: AGENT, count: 70_000 - 700 },
            { requirement: "Management", count: 5 },
        ];
        const stdin = JSON.stringify({ ...EVIDENCE, inventory });
        const file = template([MANAGEMENT, data(KNOWLEDGE_BASE)]);
        const only = await runCommand(["cost", file, "--evidence", "-", "--require", AGENT], { stdin });
        assert.equal(only.exitCode, 0);
        assert.match(only.stdout, /costs \$0\.30 a month/);
        assert.match(only.stdout, /from what standard input counted in 7 days/);
        const both = await runCommand(["cost", template([]), "--evidence", "-"], { stdin });
        assert.equal(both.exitCode, 3);
        assert.match(both.stdout, /an unknown amount/);
        const total = /^The total cost is unknown: there is no number for (\S+)\. (\S+) alone: \$(\S+) a month\.$/m;
        assert.deepEqual(total.exec(both.stdout)?.slice(1), [KNOWLEDGE_BASE, AGENT, "0.30"]);
        const empty = JSON.stringify({ ...EVIDENCE, inventory: [] });
        const none = await runCommand(["cost", "--evidence", "-"], { stdin: empty });
        assert.match(none.stdout, new RegExp(`there is no number for ${AGENT}, ${KNOWLEDGE_BASE}\\.$`, "m"));
    });

    it("uses what the evidence command really prints, and says when that is incomplete", async () => {
        const logs = join(folder, "logs");
        new MadeBucket({ hours: 4 }).copyTo(logs);
        const week = ["--from", "2026-11-01", "--to", "2026-11-08"];
        const printed = await runCommand(["evidence", logs, ...week, "--format", "json"]);
        const counted = { ...JSON.parse(printed.stdout), inventory: EVIDENCE.inventory, complete: false };
        const { exitCode, stdout, stderr } = await runCommand(["cost", "--evidence", "-", "--require", AGENT], {
            stdin: JSON.stringify(counted),
        });
        assert.match(stdout, /costs \$0\.30 a month/);
        assert.match(stdout, /counted in 7 days/);
        assert.equal(exitCode, 3);
        assert.match(stderr, /not all of its log files were read, so there are more events than it counted/);
    });

    for (const [title, inventory, more, message] of [
        ["a negative count", '[{"requirement": "T", "count": -5}]', {}, /the count of "T" .* is not a whole number/],
        ["a count that is too large", '[{"requirement": "T", "count": 1e999}]', {}, /the count of "T"/],
        ["no period", "[]", { from: undefined }, /is not what `trail-guard evidence/],
        ["nothing about completeness", "[]", { complete: undefined }, /is not what `trail-guard evidence/],
    ] as const) {
        it(`refuses evidence with ${title}`, async () => {
            const text = JSON.stringify({ ...EVIDENCE, ...more, inventory: 0 });
            const stdin = text.replace('"inventory":0', `"inventory":${inventory}`);
            const { exitCode, stdout, stderr } = await runCommand(["cost", "--evidence", "-"], { stdin });
            assert.deepEqual({ exitCode, stdout }, { exitCode: 2, stdout: "" });
            assert.match(stderr, message);
        });
    }

    it("reports evidence that isn't JSON as every other command does", async () => {
        const { exitCode, stderr } = await runCommand(["cost", "--evidence", "-"], { stdin: "{bad" });
        assert.equal(exitCode, 2);
        assert.match(stderr, /^trail-guard: standard input:1:2: malformed JSON: [^\n]+\n$/);
    });

    for (const [title, args, message] of [
        ["a missing number", [], /the number of events is missing/],
        ["a malformed number", ["--events-per-month", "many"], /whole number/],
        ["separators without a number", ["--events-per-month", ","], /whole number/],
        ["an infinite price", ["--events-per-month", "1", "--price", "9".repeat(300)], /amount in dollars/],
        ["a number for a type that is not required", ["--events-per-month", "AWS::Bedrock::Tool=1"], /has no effect/],
        ["two numbers", ["--events-per-month", "1", "--events-per-month", "2"], /two numbers/],
        [
            "both kinds of numbers",
            ["--events-per-month", "1", "--events-per-month", `${AGENT}=2`],
            /one number, or TYPE=N/,
        ],
        [
            "management events",
            ["--events-per-month", "1", "--require", "Management"],
            /first copy of management events is free/,
        ],
        ["a malformed price", ["--events-per-month", "1", "--price", "-1"], /amount in dollars/],
    ] as const) {
        it(`refuses ${title} in one line`, async () => {
            const { exitCode, stdout, stderr } = await runCommand(["cost", ...args]);
            assert.deepEqual({ exitCode, stdout }, { exitCode: 2, stdout: "" });
            assert.match(stderr, message);
            assert.match(stderr, /^[^\n]+\n$/);
        });
    }
});
