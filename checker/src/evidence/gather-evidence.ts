import { partitionOfRegion } from "../../../src/cloudtrail/bedrock/partition";
import { type Connection, type ConnectOptions, connect } from "../live/aws/connect";
import type { ApiAnswer } from "../live/read/api-answer";
import { askHistory, selectorsOf } from "./ask-trail";
import { conclude } from "./conclude";
import { KeyRing } from "./digests/key-ring";
import { historyPart } from "./event-history";
import type { Evidence, TrailAction } from "./evidence";
import type { FoundPlace } from "./files/find-places";
import { findTrailAsked, type LiveTrail } from "./find-live-trail";
import { gapsOf } from "./gaps/gaps-of-places";
import type { Span } from "./gaps/span";
import { baseName } from "./keys/file-name";
import { DUE_AFTER, HOUR, isoTime, MINUTE } from "./keys/time";
import { openSource } from "./open-source";
import type { Question } from "./question";
import { DELIVERED_FROM, DELIVERED_TO } from "./read/file-standing";
import { type FilesRead, readFiles } from "./read/read-files";
import { openUnitFile } from "./read/resume-file";
import { inOrder, type ReadTotals } from "./read/totals";
import { costlyFieldsOf } from "./reconcile/matcher";
import type { EventHistory } from "./record-consumer";
import type { CountedRecords, CountingSetup } from "./records/counting";
import { RecordTotals } from "./records/record-totals";
import { WorkerPool } from "./workers/worker-pool";

/** The question for this machine, which reads the files itself. */
export interface EvidenceQuestion extends Question {
    /** How many files to read at once. */
    readonly concurrency: number;
    /** How many threads read them. */
    readonly workers: number;
    /** The file of `--resume`. */
    readonly resume: string | undefined;
    /** Receives the lines of `--events`. */
    readonly onLines: ((lines: string) => Promise<void>) | undefined;
}

/** The SDK itself accepts a clock this far off. */
const TOLERATED_OFFSET = 5 * MINUTE;

/**
 * Reads, verifies and reconciles.
 * @param reach connects to AWS, if needed
 * @throws UserError if there is nothing to read
 */
export async function gatherEvidence(
    question: EvidenceQuestion,
    reach: (options: ConnectOptions) => Promise<Connection> = connect,
): Promise<Evidence> {
    const { asked } = question;
    let connection: Promise<Connection> | undefined;
    const connected = () => {
        connection ??= reach(question.connection);
        return connection;
    };
    const trail = await findTrailAsked(question, connected);
    const { store, places, unread } = await openSource(question.source, trail, question, connected);
    // AWS's clock decides which digests are due.
    const offset = connection === undefined ? 0 : (await connection).logFiles.clockOffset();
    const isClockOff = Math.abs(offset) > TOLERATED_OFFSET;
    const now = isClockOff ? question.now + offset : question.now;
    const history = trail === undefined ? undefined : await askHistory(trail, await connected(), asked, now);
    const span = { from: asked.from + DELIVERED_FROM, to: asked.to + DELIVERED_TO };
    const listKeys = store.bucket === undefined ? undefined : (await connected()).logFiles.listPublicKeys;
    const keys = listKeys === undefined ? undefined : new KeyRing(listKeys, span.from - HOUR, span.to + DUE_AFTER);
    const counting: CountingSetup = {
        from: isoTime(asked.from),
        to: isoTime(asked.to),
        by: question.by,
        costlyFields: costlyFieldsOf(selectorsOf(trail)),
        events: question.onLines !== undefined,
    };
    const resumed = { source: store.title, trail: trail?.reading.arn ?? null, from: counting.from, to: counting.to };
    const resume = question.resume === undefined ? undefined : openUnitFile(question.resume, { ...resumed, counting });
    const records = new RecordTotals(question.by);
    const pool = new WorkerPool(question.workers, { counting });
    try {
        const read = await readFiles({
            digests: { store, keys, isTrailsBucket: store.bucket !== undefined && store.bucket === trail?.bucket },
            places,
            span,
            due: now - DUE_AFTER,
            pool,
            concurrency: question.concurrency,
            resume,
            stop: question.stop,
            progress: question.progress,
            onCounted: counted => records.add(counted as CountedRecords),
            onLines: question.onLines ?? (async () => {}),
        });
        const notes = [...(isClockOff ? [clockNote(offset)] : []), ...unread];
        const complete = read.complete && unread.length === 0;
        const gathered = { title: store.title, trail, history, places, read, complete, records, counting, notes };
        return assemble(asked, now, gathered);
    } finally {
        await pool.close();
    }
}

interface Gathered {
    readonly title: string;
    readonly trail: LiveTrail | undefined;
    /** What the event history says about changes; `undefined` if it was not read. */
    readonly history: ApiAnswer<EventHistory> | undefined;
    readonly places: readonly FoundPlace[];
    readonly read: FilesRead;
    /** Was everything read that was requested or is due? */
    readonly complete: boolean;
    readonly records: RecordTotals;
    readonly counting: CountingSetup;
    readonly notes: readonly string[];
}

function assemble(asked: Span, now: number, gathered: Gathered): Evidence {
    const { title, trail, history, read, records, counting } = gathered;
    const { totals } = read;
    const { eventHistory, notes: untold } = historyPart(history);
    const known = inOrder([...totals.trailActions, ...(eventHistory?.actions ?? [])]);
    const places = gathered.places.map(({ account, region }) => ({ account, region }));
    const found = places.map(place =>
        gapsOf(totals.place(place), { asked, due: now - DUE_AFTER, now, trail: trail?.reading, trailActions: known }),
    );
    const gaps = found.flatMap(({ gaps: ofPlace }) => ofPlace);
    const { from, to } = counting;
    const concluded = conclude(records, counting.costlyFields, {
        from,
        to,
        trail: trail?.reading,
        places,
        trailActions: trail === undefined ? callsOnOnly(totals) : totals.trailActions,
        gaps,
        holes: found.flatMap(({ holes }) => holes),
        readAt: isoTime(now),
        ...(eventHistory === undefined ? {} : { eventHistory }),
    });
    return {
        trail: trail?.reading.arn ?? onlyTrail(gathered),
        source: title,
        from,
        to,
        read: {
            from: new Date(Math.min(totals.readFrom, now)).toISOString(),
            to: new Date(Math.max(totals.readTo, now)).toISOString(),
        },
        complete: gathered.complete,
        digests: totals.digestResults,
        logFiles: totals.logFileResults,
        gaps,
        timeline: found.map(({ timeline }) => timeline),
        trailActions: known.filter(({ time }) => time >= from && time < to),
        ...concluded,
        notes: [
            ...gathered.notes,
            ...emptyNotes(totals),
            ...read.failures,
            ...totals.notes,
            ...untold,
            ...concluded.notes,
        ],
    };
}

/**
 * For files alone, the calls on the trail that wrote them: which one that is, its digests show. If there are none, the
 * calls may be about it.
 */
function callsOnOnly({ trails, trailActions }: ReadTotals): readonly TrailAction[] {
    const [only, ...others] = trails;
    if (only === undefined) {
        return trailActions;
    }
    return others.length > 0
        ? []
        : trailActions.filter(
              ({ trail, region }) => ["", only.trail].includes(baseName(trail)) && region === only.homeRegion,
          );
}

function clockNote(offset: number): string {
    const minutes = Math.round(Math.abs(offset) / MINUTE);
    return `this machine's clock is ${minutes} minutes ${offset > 0 ? "behind" : "ahead of"} AWS's, by which digests are due`;
}

/** If there is nothing in the requested period, it may be the wrong one. */
function emptyNotes({ digestResults, logFileResults, unread }: ReadTotals): string[] {
    const files = [digestResults, logFileResults].flatMap(({ valid, unverified, invalid }) => [
        valid,
        unverified,
        invalid.length,
    ]);
    const others = [logFileResults.pending, logFileResults.unnamed.length, unread];
    return [...files, ...others].every(count => count === 0)
        ? ["there are no log files or digests from this period: choose another with --from and --to"]
        : [];
}

/**
 * Digests show a trail's name and home Region, and its account if they belong to one account and not to an
 * organization.
 */
function onlyTrail({ read, places }: Gathered): string | null {
    const [only, ...others] = read.totals.trails;
    const [account, ...moreAccounts] = new Set(places.map(place => place.account));
    const isOrganizations = places.some(({ bases }) => bases.some(base => base.includes("AWSLogs/o-")));
    return only === undefined || others.length + moreAccounts.length > 0 || isOrganizations
        ? null
        : `arn:${partitionOfRegion(only.homeRegion)}:cloudtrail:${only.homeRegion}:${account}:trail/${only.trail}`;
}
