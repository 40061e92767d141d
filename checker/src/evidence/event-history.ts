import { isRecord } from "../../../src/cloudtrail/plain-data";
import { pagesOf } from "../live/aws/calls/read-pages";
import type { LogFileApi } from "../live/aws/log-file-api";
import { type ApiAnswer, attempt } from "../live/read/api-answer";
import { TRAIL_ACTIONS } from "./evidence";
import type { Span } from "./gaps/span";
import { DAY, isoTime } from "./keys/time";
import type { EventHistory } from "./record-consumer";
import { trailActionConsumer } from "./workers/trail-actions";

/** How far back CloudTrail's event history goes. Source: CloudTrail user guide, "Viewing CloudTrail event history". */
const KEPT = 90 * DAY;

/**
 * The calls that changed trails, from the event history of an account: regardless of what trails themselves record, and
 * including changes after the requested period, up to now.
 * @param home the trail's account and home Region
 */
export function readEventHistory(
    api: Pick<LogFileApi, "lookupEvents">,
    home: { readonly account: string; readonly region: string },
    asked: Span,
    now: number,
): Promise<ApiAnswer<EventHistory>> {
    const from = Math.max(asked.from, now - KEPT);
    return attempt(async () => {
        const actions = trailActionConsumer();
        for (const name of TRAIL_ACTIONS) {
            const pages = pagesOf("LookupEvents", page =>
                api.lookupEvents(home.region, name, new Date(from), new Date(now), page),
            );
            for await (const entries of pages) {
                for (const text of entries) {
                    const record: unknown = JSON.parse(text);
                    if (isRecord(record)) {
                        actions.consume(record, { ...home, key: "", trail: undefined, trust: "valid" });
                    }
                }
            }
        }
        return { from: isoTime(from), to: isoTime(now), actions: actions.take() };
    });
}

/** What the event history adds to a report: the history if it was read, or a note that says why it was not. */
export function historyPart(answer: ApiAnswer<EventHistory> | undefined): {
    readonly eventHistory?: EventHistory;
    readonly notes: readonly string[];
} {
    if (answer === undefined) {
        return { notes: [] };
    }
    return "value" in answer
        ? { eventHistory: answer.value, notes: [] }
        : { notes: [`the event history could not be read: ${answer.failure}`] };
}
