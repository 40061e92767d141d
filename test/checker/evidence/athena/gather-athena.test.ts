import assert from "node:assert/strict";
import { type AthenaQuestion, athenaSql, gatherAthena } from "../../../../checker/src/evidence/athena/gather-athena";
import type { Evidence } from "../../../../checker/src/evidence/evidence";
import { ALL_COLUMNS } from "../../../../checker/src/evidence/records/inventory";
import type { AthenaApi, AthenaRow } from "../../../../checker/src/live/aws/athena-api";
import type { AthenaConnection } from "../../../../checker/src/live/aws/connect";
import { FakeAws } from "../../live/fake-aws";
import { inProcess } from "../../live/fake-in-process";
import { runCommand } from "../../run-command";
import { countRecords, file, invokeAgent, invokeModel, SETUP, type Written } from "../made-records";
import { findPython, runSql } from "./duckdb";

const ORGANIZATION = "AWSLogs/o-abc/";
const member = (account: string, region: string) =>
    file({
        account,
        region,
        key: `${ORGANIZATION}${account}/CloudTrail/${region}/2026/11/02/${account}_CloudTrail_${region}_20261102T1025Z_x.json.gz`,
    });

/** An organization trail's bucket, in which Athena is DuckDB: it runs each statement that it receives. */
class FakeAthena implements AthenaApi {
    readonly statements: string[] = [];
    private readonly answers = new Map<string, readonly AthenaRow[]>();
    failure: string | undefined;
    looks = 0;

    constructor(
        private readonly python: string | undefined,
        private readonly records: readonly Written[],
    ) {}

    async start(sql: string): Promise<string> {
        this.statements.push(sql);
        const id = `query-${this.statements.length}`;
        if (sql.startsWith("SELECT") && this.python !== undefined) {
            const tables = this.statements.filter(statement => statement.startsWith("CREATE EXTERNAL TABLE"));
            const [, name = ""] = /`trail_guard`\.`([^`]+)`/.exec(tables[0] ?? "") ?? [];
            const { answer = [] } = runSql(this.python, {
                tables,
                view: this.statements.find(statement => statement.startsWith("CREATE OR REPLACE VIEW")) ?? "",
                queries: { answer: sql },
                records: this.records.map(([record, { account, region, key } = file()]) => ({
                    table: name,
                    account,
                    region,
                    day: "2026/11/02",
                    path: `s3://logs/${key}`,
                    record,
                })),
            });
            const rows = answer.map(row => Object.values(row));
            this.answers.set(id, [Object.keys(answer[0] ?? {}), ...rows]);
        }
        return id;
    }

    async progressOf() {
        this.looks += 1;
        // The first look is always too early.
        if (this.looks % 2 === 1) {
            return { state: "running" as const, scannedBytes: 1000 };
        }
        return this.failure === undefined
            ? { state: "succeeded" as const, scannedBytes: 3_000_000_000_000 }
            : { state: "failed" as const, reason: this.failure, scannedBytes: 0 };
    }

    async stop(id: string): Promise<void> {
        this.statements.push(`stopped ${id}`);
    }

    /** Two rows a page. */
    async rows(id: string, from: string | undefined) {
        const rows = this.answers.get(id) ?? [];
        const start = Number(from ?? 0);
        const next = start + 2;
        return { entries: rows.slice(start, next), ...(next < rows.length ? { next: `${next}` } : {}) };
    }
}

function connectionOf(athena: AthenaApi, records: readonly Written[]): AthenaConnection {
    const keys = records.map(([, inFile = file()]) => inFile.key);
    return Object.assign(inProcess(new FakeAws()), {
        athena,
        logFiles: {
            listFolder: async (_bucket: string, folder: string) => {
                const below = keys.filter(key => key.startsWith(folder)).map(key => key.slice(folder.length));
                const names = new Set(below.map(key => key.slice(0, key.indexOf("/") + 1)));
                return { entries: [...names].map(name => folder + name) };
            },
        },
    }) as unknown as AthenaConnection;
}

const QUESTION: AthenaQuestion = {
    source: "s3://logs",
    trail: undefined,
    asked: { from: Date.parse(SETUP.from), to: Date.parse(SETUP.to) },
    now: Date.parse(SETUP.to),
    accounts: [],
    regions: [],
    by: ALL_COLUMNS,
    connection: { timeout: 1, maxAttempts: 1, connections: 1 },
    workgroup: "primary",
    database: "trail_guard",
    outputLocation: undefined,
    stop: new AbortController().signal,
    progress: { show: () => {}, forget: () => {}, quietly: <T>(work: () => Promise<T>) => work(), end: () => {} },
    interval: 1,
};

const RECORDS: readonly Written[] = [
    [invokeAgent(), member("111122223333", "us-east-1")],
    [invokeModel(), member("111122223333", "us-east-1")],
    [invokeModel({ errorCode: "AccessDenied" }), member("999988887777", "eu-west-1")],
    [{ eventSource: "s3.amazonaws.com", eventName: "ListBuckets" }, member("999988887777", "eu-west-1")],
];

const python = findPython();

describe("evidence by Athena", function () {
    this.timeout(120_000);
    const athena = (records = RECORDS) => new FakeAthena(python, records);
    const gather = (fake: FakeAthena, changes: Partial<AthenaQuestion> = {}): Promise<Evidence> =>
        gatherAthena({ ...QUESTION, ...changes }, async () => connectionOf(fake, RECORDS));

    it(`has the same inventory as the files themselves${python === undefined ? " (skipped: no sqlglot and DuckDB)" : ""}`, async function () {
        if (python === undefined) {
            this.skip();
        }
        const fake = athena();
        const evidence = await gather(fake);
        assert.deepEqual(evidence.inventory, countRecords(RECORDS).inventory);
        assert.equal(evidence.source, "athena:primary");
        assert.equal(evidence.logFiles.bytes, 3_000_000_000_000);
        assert.match(evidence.notes[0] ?? "", /^Athena scanned 3\.0 TB: about \$15\.00 at \$5 a TB/);
        assert.deepEqual(
            evidence.timeline.map(({ account, region, delivered }) => [account, region, delivered]),
            [
                ["111122223333", "us-east-1", [{ from: "2026-11-02T10:00:00Z", to: "2026-11-02T11:00:00Z" }]],
                ["999988887777", "eu-west-1", [{ from: "2026-11-02T10:00:00Z", to: "2026-11-02T11:00:00Z" }]],
            ],
        );
        // Without a trail, nothing is known about what was promised: never "not promised", never verified.
        assert.ok(evidence.reconciliation.every(({ verdict }) => verdict === "unknown"));
        assert.equal(evidence.digests.valid, 0);
        assert.deepEqual(
            fake.statements.map(sql => sql.split(/[\s(]/, 3).join(" ")),
            ["CREATE DATABASE IF", "CREATE EXTERNAL TABLE", "CREATE OR REPLACE", 'SELECT "kind", "account",'],
        );
    });

    it("projects the accounts and the Regions of an organization's folder", async () => {
        const sql = await athenaSql(QUESTION, async () => connectionOf(athena(), RECORDS));
        assert.match(sql, /'projection\.account\.values' = '111122223333,999988887777'/);
        assert.match(sql, /'projection\.region\.values' = 'us-east-1,eu-west-1'/);
        assert.match(
            sql,
            /'storage\.location\.template' = 's3:\/\/logs\/AWSLogs\/o-abc\/\$\{account\}\/CloudTrail\/\$\{region\}\/\$\{day\}'/,
        );
        assert.equal(sql.split(";\n").length, 6);
    });

    it("creates another table for other accounts, and replaces none", async () => {
        const nameIn = (sql: string) => /EXISTS `trail_guard`\.`([^`]+)`/.exec(sql)?.[1];
        const one = await athenaSql(QUESTION, async () => connectionOf(athena(), RECORDS));
        const other = await athenaSql(QUESTION, async () => connectionOf(athena(), RECORDS.slice(0, 2)));
        assert.match(nameIn(one) ?? "", /^trail_guard_logs_awslogs_o_abc_[0-9a-f]{8}$/);
        assert.notEqual(nameIn(one), nameIn(other));
        assert.doesNotMatch(one, /\bDROP\b/);
    });

    it("says why a query failed, and cancels it when it is stopped", async () => {
        const failing = athena([]);
        failing.failure = "SYNTAX_ERROR: line 1";
        await assert.rejects(gather(failing), /^Error: Athena could not run the query query-1: SYNTAX_ERROR: line 1$/);
        const controller = new AbortController();
        controller.abort();
        const stopped = athena([]);
        await assert.rejects(
            gather(stopped, { stop: controller.signal }),
            /stopped: Athena's query query-1 is cancelled/,
        );
        assert.equal(stopped.statements.at(-1), "stopped query-1");
    });

    it("refuses options that have no effect, and malformed names", async () => {
        const says = async (args: readonly string[], message: RegExp) => {
            const { exitCode, stderr } = await runCommand(["evidence", "s3://logs", ...args]);
            assert.deepEqual([exitCode, message.test(stderr)], [2, true], stderr);
        };
        await says(["--database", "d"], /--database has no effect without --athena/);
        await says(["--output-location", "s3://b/"], /--output-location has no effect without --athena/);
        await says(["--print-sql"], /--print-sql has no effect without --athena/);
        await says(
            ["--athena", "primary", "--events", "f"],
            /'--athena <workgroup>' cannot be used with option '--events/,
        );
        await says(["--athena", "primary", "--workers", "2"], /cannot be used with option '--workers/);
        await says(["--athena", "primary", "--database", "my-db"], /--database may contain only lowercase letters/);
        await says(["--athena", "primary", "--output-location", "bucket"], /--output-location must be an address/);
    });
});
