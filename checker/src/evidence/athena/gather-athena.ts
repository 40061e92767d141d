import { createHash } from "node:crypto";
import { quote } from "../../../../src/cloudtrail/quote";
import { UserError } from "../../command-line/user-error";
import type { AthenaApi } from "../../live/aws/athena-api";
import { type AthenaConnection, type ConnectOptions, connect } from "../../live/aws/connect";
import type { ApiAnswer } from "../../live/read/api-answer";
import { askHistory, selectorsOf } from "../ask-trail";
import { conclude } from "../conclude";
import { historyPart } from "../event-history";
import type { Evidence, Gap, Place } from "../evidence";
import type { FoundPlace } from "../files/find-places";
import { findTrailAsked, type LiveTrail } from "../find-live-trail";
import { isoTime } from "../keys/time";
import { openSource } from "../open-source";
import type { Question } from "../question";
import { noDigests, noLogFiles } from "../read/file-counts";
import { inOrder } from "../read/totals";
import { costlyFieldsOf } from "../reconcile/matcher";
import type { EventHistory } from "../record-consumer";
import type { InventoryColumn } from "../records/inventory";
import { RecordTotals } from "../records/record-totals";
import { size } from "../report/overview";
import { costOf } from "./cost";
import {
    createDatabase,
    createView,
    EVIDENCE_COLUMNS,
    evidenceQuery,
    inventoryQuery,
    type QueryScope,
} from "./queries";
import { type AthenaCounted, type EvidenceRow, RowReader } from "./read-rows";
import { answerOf, runStatement, type StatementOptions } from "./run-statement";
import { createTable, type Layout, tableName } from "./table";

/** The question for Athena. */
export interface AthenaQuestion extends Question {
    readonly workgroup: string;
    readonly database: string;
    readonly outputLocation: string | undefined;
    /** Milliseconds between polls of a query; default one second. */
    readonly interval?: number;
}

type Reach = (options: ConnectOptions) => Promise<AthenaConnection>;

/**
 * Lets Athena count what the log files contain, and reconciles it. The files are not verified.
 * @param reach connects to AWS
 * @throws UserError if there is nothing to read, or a query fails
 */
export async function gatherAthena(question: AthenaQuestion, reach: Reach = connect): Promise<Evidence> {
    const prepared = await prepare(question, reach);
    const { connection, scope, costlyFields, setup } = prepared;
    const { workgroup, outputLocation, stop, progress, interval } = question;
    const options: StatementOptions = {
        workgroup,
        outputLocation,
        stop,
        ...(interval === undefined ? {} : { interval }),
        onScanned: bytes => progress.show(0, () => `Athena has scanned ${size(bytes)}`),
    };
    try {
        for (const sql of setup) {
            await runStatement(connection.athena, sql, options);
        }
        const { id, scannedBytes } = await runStatement(connection.athena, evidenceQuery(scope, costlyFields), options);
        const counted = await readAnswer(connection.athena, id, question.by);
        return assemble(question, prepared, counted, scannedBytes);
    } finally {
        progress.end();
    }
}

/** The SQL that `gatherAthena` runs, and the inventory's own, each statement with its semicolon. */
export async function athenaSql(question: AthenaQuestion, reach: Reach = connect): Promise<string> {
    const { scope, costlyFields, setup } = await prepare(question, reach);
    const statements = [
        ...setup,
        `-- What trail-guard evidence runs: all it needs, in one scan.\n${evidenceQuery(scope, costlyFields)}`,
        `-- The inventory alone, from the view.\n${inventoryQuery(scope, question.by)}`,
    ];
    return statements.map(sql => `${sql};\n`).join("\n");
}

interface Prepared {
    readonly connection: AthenaConnection;
    readonly trail: LiveTrail | undefined;
    /** What the event history says about changes; `undefined` if it was not read. */
    readonly history: ApiAnswer<EventHistory> | undefined;
    readonly places: readonly FoundPlace[];
    /** What was requested, or is due, and is not read. */
    readonly unread: readonly string[];
    readonly scope: QueryScope;
    readonly costlyFields: ReturnType<typeof costlyFieldsOf>;
    /** The statements that create the database, the tables and the view. */
    readonly setup: readonly string[];
}

async function prepare(question: AthenaQuestion, reach: Reach): Promise<Prepared> {
    const { source, asked, accounts, regions, database } = question;
    const connection = await reach(question.connection);
    const trail = await findTrailAsked(question, async () => connection);
    const { store, places, unread } = await openSource(source, trail, { accounts, regions }, async () => connection);
    if (store.bucket === undefined) {
        throw new UserError(`--athena reads a bucket, and ${quote(store.title)} is a folder`);
    }
    const layouts = layoutsOf(store.bucket, places);
    const tables = layouts.map((layout, index) => ({ layout, name: nameOf(database, layout, index) }));
    const scope = {
        database,
        tables: tables.map(({ name }) => name),
        from: isoTime(asked.from),
        to: isoTime(asked.to),
        accounts,
        regions,
    };
    const history = trail === undefined ? undefined : await askHistory(trail, connection, asked, question.now);
    return {
        connection,
        trail,
        history,
        places,
        unread,
        scope,
        costlyFields: costlyFieldsOf(selectorsOf(trail)),
        setup: [
            createDatabase(database),
            ...tables.map(({ layout, name }) => createTable(database, name, layout)),
            createView(scope),
        ],
    };
}

/** A table for each folder that contains account folders: an organization's, and that of single accounts. */
function layoutsOf(bucket: string, places: readonly FoundPlace[]): readonly Layout[] {
    const roots = new Map<string, { accounts: Set<string>; regions: Set<string> }>();
    for (const { account, region, bases } of places) {
        for (const base of bases) {
            const root = base.slice(0, base.length - account.length - 1);
            const known = roots.get(root) ?? { accounts: new Set(), regions: new Set() };
            roots.set(root, known);
            known.accounts.add(account);
            known.regions.add(region);
        }
    }
    return [...roots].map(([root, { accounts, regions }]) => ({
        bucket,
        root,
        accounts: [...accounts],
        regions: [...regions],
    }));
}

/** Another definition gets another table: accounts come and go, and no existing table is replaced. */
function nameOf(database: string, layout: Layout, index: number): string {
    const definition = createTable(database, tableName(layout, index), layout);
    return `${tableName(layout, index)}_${createHash("sha256").update(definition).digest("hex").slice(0, 8)}`;
}

async function readAnswer(api: AthenaApi, id: string, by: readonly InventoryColumn[]): Promise<AthenaCounted> {
    const reader = new RowReader({ by });
    for await (const row of answerOf(api, id)) {
        const named = EVIDENCE_COLUMNS.map((name, index) => [name, row[index] ?? null] as const);
        reader.add(Object.fromEntries(named) as EvidenceRow);
    }
    return reader.take();
}

function assemble(
    { asked, now, by, workgroup }: AthenaQuestion,
    { trail, history, places: found, unread, costlyFields }: Prepared,
    { counted, trailActions, delivered }: AthenaCounted,
    scannedBytes: number,
): Evidence {
    const totals = new RecordTotals(by);
    totals.add(counted);
    const { from, to } = { from: isoTime(asked.from), to: isoTime(asked.to) };
    const places = found.map(({ account, region }): Place => ({ account, region }));
    // No digest was read: nothing vouches for any hour.
    const gaps = places.map(
        (place): Gap => ({ ...place, from, to, trail: null, reason: "unknown", logging: "unknown", logFiles: 0 }),
    );
    const readAt = isoTime(now);
    const { eventHistory, notes: untold } = historyPart(history);
    const known = inOrder([...trailActions, ...(eventHistory?.actions ?? [])]);
    const { notes, ...concluded } = conclude(totals, costlyFields, {
        from,
        to,
        trail: trail?.reading,
        places,
        trailActions,
        gaps,
        holes: [],
        readAt,
        ...(eventHistory === undefined ? {} : { eventHistory }),
    });
    return {
        trail: trail?.reading.arn ?? null,
        source: `athena:${workgroup}`,
        from,
        to,
        read: { from: readAt, to: new Date().toISOString() },
        complete: unread.length === 0,
        digests: noDigests(),
        logFiles: { ...noLogFiles(), bytes: scannedBytes },
        gaps: [],
        timeline: places.map(place => ({
            ...place,
            spans: [{ from, to, state: "unverified" as const }],
            delivered:
                delivered.find(({ account, region }) => account === place.account && region === place.region)?.hours ??
                [],
            tampered: [],
        })),
        trailActions: known.filter(({ time }) => time >= from && time < to),
        ...concluded,
        notes: [
            `Athena scanned ${size(scannedBytes)}: ${costOf(scannedBytes)}`,
            "Athena does not verify files: run trail-guard evidence without --athena for that, and split large amounts by --account, --region and time",
            ...unread,
            ...untold,
            ...notes,
        ],
    };
}
