import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { holdsParameters, type TrailCall } from "../../diff/sides/trail-call";
import { parseArn } from "../../text/arn";
import type { Alert } from "../alert/alert";
import { summaryMessage, topicMessage } from "../alert/message";
import { sendAlerts } from "../alert/send";
import { readWatched } from "../history/read-watched";
import { insightsIn, replay, stateOf } from "../history/replay";
import {
    type CallEntry,
    type HistoryEntry,
    isFull,
    isHandled,
    replaceEntry,
    startingWith,
    type TrailHistory,
    withEntry,
} from "../history/trail-history";
import { accountApi, type Outcome, type Watch } from "../watch";
import { stepAlerts } from "./step-alerts";
import { trailOfCall } from "./trail-of-call";

/** How often to try to save a history that others write at the same time. */
const TRIES = 8;

/**
 * Judges a call that changed a trail by what the trail was before, and reports what it lost.
 * @throws Error if anything that it needs can't be read, sent or kept: the event is then retried
 */
export async function trailCallEvent(call: TrailCall, watch: Watch): Promise<Outcome> {
    const { eventID: id, eventTime: time } = call;
    if (typeof id !== "string" || typeof time !== "string" || Number.isNaN(Date.parse(time))) {
        throw new Error("the record has no eventID or no eventTime");
    }
    const trail = trailOfCall(call);
    const sent = new Set<string>();
    for (let tries = 0; tries < TRIES; tries++) {
        const { history, tag } = await watch.histories.load(trail);
        if (isHandled(history, id)) {
            return { outcome: "handled-before", alerts: [] };
        }
        const entry: CallEntry = {
            kind: "call",
            id,
            time: new Date(time).toISOString(),
            call: kept(call),
            reported: [],
        };
        const { known, alerts } = await judgeCall(entry, history, watch);
        const unsent = alerts.filter(alert => !sent.has(alert.id));
        const message = unsent.length < 2 ? unsent.map(topicMessage) : [summaryMessage(subjectOf(unsent), unsent)];
        if (unsent.length > 0) {
            await sendAlerts(unsent, watch.destinations, message);
        }
        for (const alert of unsent) {
            sent.add(alert.id);
        }
        if (await watch.histories.save(withReports(known, alerts), tag)) {
            return { outcome: sent.size > 0 ? "alerted" : "nothing-less", alerts: [...sent] };
        }
        await new Promise(resolve => setTimeout(resolve, Math.random() * 100 * 2 ** tries));
    }
    throw new Error(`the history of ${trail} could not be saved: others wrote to it ${TRIES} times in a row`);
}

function subjectOf([first, ...others]: readonly Alert[]): string {
    return `${first?.title} (and ${others.length} more): ${first?.resource.name}`;
}

/** The part of a record that is kept. */
function kept({ eventName, eventSource, eventID, eventTime, ...record }: TrailCall): TrailCall {
    const { awsRegion, recipientAccountId, requestParameters, sourceIPAddress, userAgent, userIdentity } = record;
    const call = { eventName, eventSource, eventID, eventTime, awsRegion, recipientAccountId };
    return { ...call, requestParameters, sourceIPAddress, userAgent, userIdentity };
}

/** A history with a call, and the alerts to send for it. */
async function judgeCall(
    entry: CallEntry,
    history: TrailHistory,
    watch: Watch,
): Promise<{ readonly known: TrailHistory; readonly alerts: readonly Alert[] }> {
    const [first] = history.entries;
    const read = await readWhereNeeded(entry, history, watch);
    if (first !== undefined && entry.time < first.time) {
        // Nobody knows what was before the first known state; and what AWS shows now belongs after the last entry.
        const after = read.reading === undefined ? "unknown" : stateOf(read.reading);
        const alerts = stepAlerts({ entry: read, before: "unknown", after }, history.trail, watch);
        return { known: { ...history, handled: [...history.handled, entry.id] }, alerts };
    }
    const known = await withReading(withEntry(history, read), watch);
    return { known, alerts: alertsOf(known, entry.id, watch) };
}

/** Reads the trail from AWS if the record alone doesn't say what it is after the call. */
async function readWhereNeeded(entry: CallEntry, history: TrailHistory, watch: Watch): Promise<CallEntry> {
    const before = replay(withEntry(history, entry)).find(step => step.entry === entry)?.before;
    const { eventName } = entry.call;
    if (eventName === "DeleteTrail") {
        return { ...entry, reading: null };
    }
    const isWhole = holdsParameters(entry.call) && (eventName !== "PutInsightSelectors" || holdsInsights(entry.call));
    if (isWhole && typeof before === "object" && eventName !== "CreateTrail") {
        return entry;
    }
    const account = parseArn(history.trail)?.account ?? "";
    const api = await accountApi(watch, account, watch.settings.role);
    return { ...entry, reading: await readWatched(api, history.trail) };
}

function holdsInsights({ requestParameters }: TrailCall): boolean {
    return isRecord(requestParameters) && insightsIn(requestParameters) !== undefined;
}

/** A history that has become too long begins again with what AWS shows now. */
async function withReading(history: TrailHistory, watch: Watch): Promise<TrailHistory> {
    const last = history.entries.at(-1);
    if (!isFull(history) || last === undefined) {
        return history;
    }
    const account = parseArn(history.trail)?.account ?? "";
    const reading = await readWatched(await accountApi(watch, account, watch.settings.role), history.trail);
    // Nothing is forgotten before it is judged: the state after the last call is compared with the current one.
    const base: HistoryEntry = { kind: "reading", time: new Date().toISOString(), reading, reported: [] };
    return withEntry(history, base);
}

/** The alerts for a history's entries, from a call on, that were not sent yet. */
function alertsOf(history: TrailHistory, from: string, watch: Watch): readonly Alert[] {
    const steps = replay(history);
    const first = steps.findIndex(({ entry }) => entry.kind === "call" && entry.id === from);
    return steps
        .slice(first)
        .flatMap(step => stepAlerts(step, history.trail, watch))
        .filter(({ id }) => !steps.some(({ entry }) => entry.reported.includes(id)));
}

/** The history with what was reported for each entry; one that has become too long begins with its last reading. */
function withReports(history: TrailHistory, alerts: readonly Alert[]): TrailHistory {
    let marked = history;
    for (const entry of history.entries) {
        const source = entry.kind === "call" ? entry.id : entry.time;
        const ids = alerts.map(({ id }) => id).filter(id => id.startsWith(`trail-guard/${history.trail}/${source}/`));
        if (ids.length > 0) {
            marked = replaceEntry(marked, entry, { ...entry, reported: [...entry.reported, ...ids] });
        }
    }
    const last = marked.entries.at(-1);
    return isFull(marked) && last?.kind === "reading" ? startingWith(marked, last) : marked;
}
