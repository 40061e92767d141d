import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import {
    createView,
    EVIDENCE_COLUMNS,
    evidenceQuery,
    inventoryQuery,
    type QueryScope,
} from "../../../../checker/src/evidence/athena/queries";
import { type EvidenceRow, RowReader } from "../../../../checker/src/evidence/athena/read-rows";
import { createTable, type Layout, tableName } from "../../../../checker/src/evidence/athena/table";
import type { InventoryRow } from "../../../../checker/src/evidence/evidence";
import { createConsumer } from "../../../../checker/src/evidence/records/counting";
import { ALL_COLUMNS } from "../../../../checker/src/evidence/records/inventory";
import { BEDROCK_RESOURCE_TYPES } from "../../../../src/cloudtrail/bedrock/bedrock";
import { countRecords, file, invokeAgent, invokeModel, SETUP, type Written } from "../made-records";
import { type Answer, findPython, runSql } from "./duckdb";

const LAYOUTS: readonly Layout[] = [
    { bucket: "logs", root: "AWSLogs/", accounts: ["111122223333"], regions: ["us-east-1"] },
    {
        bucket: "logs",
        root: "AWSLogs/o-abc/",
        accounts: ["111122223333", "999988887777"],
        regions: ["us-east-1", "eu-west-1"],
    },
];
const TABLES = LAYOUTS.map(tableName);
const DATABASE = "trail_guard";
const scope: QueryScope = {
    database: DATABASE,
    tables: TABLES,
    from: SETUP.from,
    to: SETUP.to,
    accounts: [],
    regions: [],
};

/** Runs the queries on records, each in the table of its file: that of the organization or of the account. */
function run(python: string, records: readonly Written[], queries: Readonly<Record<string, string>>) {
    return runSql(python, {
        tables: LAYOUTS.map((layout, index) => createTable(DATABASE, TABLES[index] as string, layout)),
        view: createView(scope),
        queries,
        records: records.map(([record, { account, region, key } = file()]) => ({
            table: TABLES[key.includes("/o-abc/") ? 1 : 0] as string,
            account,
            region,
            day: /\/(\d{4}\/\d\d\/\d\d)\//.exec(key)?.[1] ?? "",
            path: `s3://logs/${key}`,
            record: JSON.parse(JSON.stringify(record)),
        })),
    });
}

function counted(rows: Answer, by = ALL_COLUMNS) {
    const reader = new RowReader({ by });
    for (const row of rows) {
        reader.add(row as EvidenceRow);
    }
    return reader.take();
}

/** The rows of the view's inventory as the one pass has them. */
function inventoryOf(rows: Answer): readonly InventoryRow[] {
    return rows.map(row => ({
        account: row.account ?? null,
        region: row.region ?? null,
        requirement: row.requirement ?? null,
        eventName: row.eventname ?? null,
        resource: row.resource ?? null,
        model: row.model ?? null,
        identity: row.identity ?? null,
        count: Number(row.count),
        errors: Number(row.errors),
        first: row.first ?? "",
        last: row.last ?? "",
    }));
}

const sorted = (rows: readonly InventoryRow[]) => rows.map(row => JSON.stringify(row)).sort();

const FOLDER = join(__dirname, "../../../fixtures/records");
const samples = readdirSync(FOLDER)
    .filter(name => name.endsWith(".json"))
    .map((name): Written => {
        const record = JSON.parse(readFileSync(join(FOLDER, name), "utf8"));
        return [{ ...record, eventTime: "2026-11-02T09:00:00Z" }];
    });

const member = file({
    account: "999988887777",
    region: "eu-west-1",
    key: "AWSLogs/o-abc/999988887777/CloudTrail/eu-west-1/2026/11/02/999988887777_CloudTrail_eu-west-1_20261102T1025Z_x.json.gz",
});

/** One of everything that is read differently. */
const odd: readonly Written[] = [
    [invokeAgent(), member],
    [invokeModel({ eventTime: "2026-11-01T23:59:59Z" })],
    [invokeModel({ eventTime: "2026-11-03T00:00:00Z" })],
    [invokeModel({ eventTime: "yesterday" })],
    [invokeAgent({ eventTime: undefined })],
    [invokeAgent({ eventCategory: undefined })],
    [invokeAgent({ eventCategory: undefined, managementEvent: undefined })],
    [invokeModel({ eventCategory: undefined, managementEvent: undefined })],
    [invokeAgent({ resources: undefined })],
    [invokeAgent({ resources: [], eventName: "NewOperation" })],
    [
        invokeAgent({
            resources: [
                { type: "AWS::S3::Object", ARN: "a" },
                { type: "AWS::Bedrock::Model", ARN: "b" },
            ],
        }),
    ],
    [invokeAgent({ resources: [{ ARN: "only an ARN" }] })],
    [invokeAgent({ eventSource: "bedrock-new.amazonaws.com", resources: [{ type: "AWS::BedrockNew::Thing" }] })],
    [invokeAgent({ eventSource: "bedrock-new.amazonaws.com", resources: null, eventCategory: "Management" })],
    [invokeAgent({ eventSource: "s3.amazonaws.com", resources: [{ type: "AWS::S3::Object", ARN: "a" }] })],
    [invokeAgent({ eventCategory: "Insight" })],
    [invokeAgent({ eventCategory: "Aggregated" })],
    [invokeAgent({ eventCategory: "NetworkActivity" })],
    [invokeAgent({ recipientAccountId: "1" })],
    [invokeAgent({ userIdentity: undefined, errorCode: "AccessDenied" })],
    [invokeAgent({ userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::1:assumed-role/Role/session/more" } })],
    [invokeAgent({ userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::1:odd" } })],
    [invokeAgent({ userIdentity: { type: "AssumedRole" } })],
    [
        invokeAgent({
            userIdentity: { type: "IdentityCenterUser", onBehalfOf: { userId: "u", identityStoreArn: "store" } },
        }),
    ],
    [invokeAgent({ userIdentity: { type: "IdentityCenterUser", onBehalfOf: { userId: "u" } } })],
    [invokeAgent({ userIdentity: { type: "AWSService", invokedBy: "x.amazonaws.com" } })],
    [invokeAgent({ userIdentity: { type: "AWSAccount", principalId: "AROA:me", accountId: "2" } })],
    [
        invokeAgent({
            userIdentity: { accountId: "anonymous" },
            additionalEventData: { jwt: { claims: { client_id: "c" } } },
        }),
    ],
    [invokeModel({ requestParameters: { model: "m" }, additionalEventData: { inferenceRegion: "us-west-2" } })],
    [invokeModel({ requestParameters: { modelId: "", model: "it's" } })],
    [invokeModel({ readOnly: undefined, sessionCredentialFromConsole: "true" })],
    ...[...BEDROCK_RESOURCE_TYPES.values()].flatMap(({ eventSource, operations, apiOperations }) =>
        [...operations, ...apiOperations].map(
            (eventName): Written => [invokeAgent({ eventSource, eventName, resources: undefined })],
        ),
    ),
];

const python = findPython();

describe(`the SQL for Athena, in DuckDB${python === undefined ? " (skipped: sqlglot and DuckDB can't be installed)" : ""}`, function () {
    this.timeout(120_000);

    before(function () {
        if (python === undefined) {
            this.skip();
        }
    });

    const records = [...samples, ...odd];

    it("gives the same inventory as the single pass, row by row: by the view and by the one query", () => {
        const answers = run(python as string, records, {
            view: inventoryQuery(scope, ALL_COLUMNS),
            byIdentity: inventoryQuery(scope, ["identity"]),
            total: inventoryQuery(scope, []),
            evidence: evidenceQuery(scope, SETUP.costlyFields),
        });
        const onePass = countRecords(records);
        assert.ok(onePass.inventory.length > 60);
        assert.deepEqual(sorted(inventoryOf(answers.view as Answer)), sorted(onePass.inventory));
        const { counted: summed } = counted(answers.evidence as Answer);
        assert.deepEqual(sorted(summed.inventory), sorted(onePass.inventory));
        const byIdentity = countRecords(records, { ...SETUP, by: ["identity"] });
        assert.deepEqual(sorted(inventoryOf(answers.byIdentity as Answer)), sorted(byIdentity.inventory));
        const total = countRecords(records, { ...SETUP, by: [] });
        assert.deepEqual(inventoryOf(answers.total as Answer), total.inventory);
    });

    it("distinguishes what selectors can distinguish, and finds oddities, as the single pass does", () => {
        for (const costlyFields of [SETUP.costlyFields, []] as const) {
            const { evidence } = run(python as string, records, { evidence: evidenceQuery(scope, costlyFields) });
            const onePass = countRecords(records, { ...SETUP, costlyFields });
            const { counted: summed } = counted(evidence as Answer);
            const ours = onePass.sightings.map(sighting => ({ ...sighting, trail: null }));
            const keyed = (sightings: readonly unknown[]) =>
                sightings.map(each => JSON.stringify(canonical(each))).sort();
            assert.deepEqual(keyed(summed.sightings), keyed(ours));
            assert.deepEqual({ ...summed.oddities, outside: 0 }, { ...onePass.oddities, outside: 0 });
        }
    });

    it("has the columns that are read, and the calls that changed a trail", () => {
        const put = samples.find(([{ eventName }]) => eventName === "PutEventSelectors") as Written;
        const denied: Written = [{ ...put[0], errorCode: "AccessDenied", eventTime: "2026-11-02T08:00:00Z" }];
        const { evidence } = run(python as string, [put, denied], { evidence: evidenceQuery(scope, []) });
        assert.deepEqual(Object.keys((evidence as Answer)[0] ?? {}), [...EVIDENCE_COLUMNS]);
        const { trailActions, delivered } = counted(evidence as Answer);
        assert.deepEqual(
            trailActions.map(({ time, eventName, trail, errorCode }) => [time, eventName, trail, errorCode]),
            [
                ["2026-11-02T08:00:00Z", "PutEventSelectors", "stratus-red-team-ctes-trail-khlvciwdor", "AccessDenied"],
                ["2026-11-02T09:00:00Z", "PutEventSelectors", "stratus-red-team-ctes-trail-khlvciwdor", undefined],
            ],
        );
        assert.ok("eventSelectors" in (trailActions[0]?.requestParameters as object));
        assert.deepEqual(delivered[0]?.hours, [{ from: "2026-11-02T08:00:00Z", to: "2026-11-02T10:00:00Z" }]);
    });

    it("keeps to the requested accounts, Regions and days", () => {
        const early = file({ key: file().key.replaceAll("2026/11/02", "2026/11/01") });
        const all: Written[] = [[invokeAgent()], [invokeAgent(), member], [invokeAgent(), early]];
        const count = (part: Partial<QueryScope>) => {
            const { evidence } = run(python as string, all, { evidence: evidenceQuery({ ...scope, ...part }, []) });
            return counted(evidence as Answer).counted.inventory.reduce((sum, row) => sum + row.count, 0);
        };
        assert.deepEqual(
            [count({}), count({ accounts: ["999988887777"] }), count({ regions: ["us-east-1"] })],
            [2, 1, 1],
        );
    });

    it("agrees on random records", () => {
        const text = fc.constantFrom("", "x", "it's", 'a"b', "ü", "AWS::Bedrock::Guardrail");
        const record = fc
            .record(
                {
                    eventName: fc.constantFrom("InvokeAgent", "Retrieve", "Converse", "New", ""),
                    eventSource: fc.constantFrom(
                        "bedrock.amazonaws.com",
                        "bedrock-mantle.amazonaws.com",
                        "s3.amazonaws.com",
                    ),
                    eventCategory: fc.constantFrom("Data", "Management", null, "Insight"),
                    managementEvent: fc.constantFrom(true, false, null),
                    readOnly: fc.constantFrom(true, false, null),
                    errorCode: text,
                    resources: fc.oneof(
                        fc.constant(null),
                        fc.array(fc.record({ type: text, ARN: text }, { requiredKeys: [] }), { maxLength: 3 }),
                    ),
                    userIdentity: fc.record(
                        {
                            type: fc.constantFrom("AssumedRole", "IAMUser"),
                            arn: text,
                            principalId: text,
                            accountId: text,
                            invokedBy: text,
                        },
                        { requiredKeys: [] },
                    ),
                    requestParameters: fc.record({ modelId: text, model: text }, { requiredKeys: [] }),
                    eventID: fc.uuid(),
                },
                { requiredKeys: [] },
            )
            .map((changes): Written => [invokeAgent(changes)]);
        fc.assert(
            fc.property(fc.array(record, { minLength: 50, maxLength: 100 }), made => {
                const answers = run(python as string, made, {
                    view: inventoryQuery(scope, ALL_COLUMNS),
                    evidence: evidenceQuery(scope, []),
                });
                const onePass = countRecords(made);
                assert.deepEqual(sorted(inventoryOf(answers.view as Answer)), sorted(onePass.inventory));
                assert.deepEqual(
                    sorted(counted(answers.evidence as Answer).counted.inventory),
                    sorted(onePass.inventory),
                );
            }),
            { numRuns: 3, endOnFailure: true },
        );
    });

    it("has each event of the view as --events writes it", () => {
        const { events } = run(python as string, records, {
            events: `SELECT * FROM "${DATABASE}"."bedrock_events"`,
        });
        const consumer = createConsumer({ ...SETUP, from: "0", to: "9", events: true });
        for (const [record, inFile = file()] of records) {
            consumer.consume(record, inFile);
        }
        const lines = (consumer.lines?.() ?? "")
            .split("\n")
            .filter(Boolean)
            .map(line => JSON.parse(line));
        const lower = (event: Record<string, unknown>) =>
            JSON.stringify(
                Object.fromEntries(
                    Object.entries(event)
                        .filter(([name]) => name !== "day")
                        .map(([name, value]) => [name.toLowerCase(), typeof value === "boolean" ? `${value}` : value]),
                ),
            );
        assert.deepEqual((events as Answer).map(lower).sort(), lines.map(lower).sort());
    });
});

/** The same, its properties in order. */
function canonical(value: unknown): unknown {
    return typeof value !== "object" || value === null
        ? value
        : Array.isArray(value)
          ? value.map(canonical)
          : Object.fromEntries(
                Object.entries(value)
                    .sort(([a], [b]) => (a < b ? -1 : 1))
                    .map(([name, entry]) => [name, canonical(entry)]),
            );
}
