import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { TrailCall } from "../../diff/sides/trail-call";
import type { PlainData } from "../../live/aws/api";
import type { TrailReading } from "../../live/read/account/account-reading";
import type { ApiAnswer } from "../../live/read/api-answer";

/** Everything that AWS showed of a trail, and its Insights if they could be read; `null`: the trail is gone. */
export type WatchedReading = (TrailReading & { readonly insights?: ApiAnswer<readonly PlainData[]> }) | null;

interface Entry {
    /** When, ISO 8601 in UTC. */
    readonly time: string;
    /** The rules that were reported for it. */
    readonly reported: readonly string[];
}

/** What AWS showed at some time. */
export interface ReadingEntry extends Entry {
    readonly kind: "reading";
    readonly reading: WatchedReading;
}

/** A call that changed the trail. */
export interface CallEntry extends Entry {
    readonly kind: "call";
    /** The event's ID. */
    readonly id: string;
    readonly call: TrailCall;
    /** What AWS showed after the call, if nothing was known before it or the record leaves out what it set. */
    readonly reading?: WatchedReading;
}

/** An entry that says what a trail was from then on. */
export type HistoryEntry = ReadingEntry | CallEntry;

/** What the watch knows about a trail: what AWS showed, and the calls that changed it, in order of time. */
export interface TrailHistory {
    readonly version: 1;
    /** Its ARN. */
    readonly trail: string;
    readonly entries: readonly HistoryEntry[];
    /** Events that were handled and are no longer entries. */
    readonly handled: readonly string[];
}

/** A history in which nothing is known yet. */
export function emptyHistory(trail: string): TrailHistory {
    return { version: 1, trail, entries: [], handled: [] };
}

/** Was this event handled before? EventBridge may deliver it twice. */
export function isHandled({ entries, handled }: TrailHistory, id: string): boolean {
    return handled.includes(id) || entries.some(entry => entry.kind === "call" && entry.id === id);
}

/** The history with one more entry, placed by its time. */
export function withEntry(history: TrailHistory, entry: HistoryEntry): TrailHistory {
    const at = history.entries.findIndex(({ time }) => time > entry.time);
    const index = at < 0 ? history.entries.length : at;
    return {
        ...history,
        entries: [...history.entries.slice(0, index), entry, ...history.entries.slice(index)],
    };
}

/** The history with an entry in place of another. */
export function replaceEntry(history: TrailHistory, old: HistoryEntry, entry: HistoryEntry): TrailHistory {
    return { ...history, entries: history.entries.map(candidate => (candidate === old ? entry : candidate)) };
}

/** EventBridge tries to deliver an event for a day. Source: EventBridge user guide, "How EventBridge retries delivering events". */
const LATEST = 24 * 3600 * 1000;

/** The most entries and events to keep: a trail is seldom changed so often in a day. */
const MOST_ENTRIES = 500;
const MOST_HANDLED = 2000;

/**
 * The history without what came before a state that AWS showed and that no late event can precede any more.
 * @param now the time in milliseconds
 */
export function forgetOld(history: TrailHistory, now: number): TrailHistory {
    const settled = (entry: HistoryEntry) =>
        entry.kind === "reading" && Date.parse(entry.time) < now - LATEST ? [entry] : [];
    const base = history.entries.flatMap(settled).at(-1);
    return base === undefined ? history : startingWith(history, base);
}

/** Does it have so many entries that it should begin again with what AWS shows now? */
export function isFull({ entries }: TrailHistory): boolean {
    return entries.length > MOST_ENTRIES;
}

/** The history from an entry on. The events before it stay known as handled. */
export function startingWith({ entries, handled, ...history }: TrailHistory, base: HistoryEntry): TrailHistory {
    const index = entries.indexOf(base);
    const dropped = entries.slice(0, index).flatMap(entry => (entry.kind === "call" ? [entry.id] : []));
    return { ...history, entries: entries.slice(index), handled: [...handled, ...dropped].slice(-MOST_HANDLED) };
}

/**
 * Reads a saved history.
 * @throws Error if the text isn't one: then what was known is lost, and somebody must know
 */
export function parseHistory(text: string, place: string): TrailHistory {
    const value: unknown = JSON.parse(text);
    if (
        !isRecord(value) ||
        value.version !== 1 ||
        typeof value.trail !== "string" ||
        !Array.isArray(value.entries) ||
        !Array.isArray(value.handled)
    ) {
        throw new Error(`${place} is not the history of a trail: delete it, and the next daily check begins a new one`);
    }
    return value as unknown as TrailHistory;
}
