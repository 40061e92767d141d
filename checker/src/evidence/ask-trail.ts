import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";
import type { TrailSelectors } from "../../../src/cloudtrail/selectors/event-selector";
import { readSelectors } from "../../../src/cloudtrail/selectors/read-selectors";
import type { Connection } from "../live/aws/connect";
import { type ApiAnswer, attempt } from "../live/read/api-answer";
import { readEventHistory } from "./event-history";
import type { LiveTrail } from "./find-live-trail";
import type { Span } from "./gaps/span";
import type { EventHistory } from "./record-consumer";

/** What the event history says about changes to a trail. Only the trail's own account has it. */
export async function askHistory(
    trail: LiveTrail,
    connection: Connection,
    asked: Span,
    now: number,
): Promise<ApiAnswer<EventHistory> | undefined> {
    const caller = await attempt(() => connection.getCallerIdentity());
    const home = { account: trail.account, region: trail.reading.homeRegion };
    return "value" in caller && caller.value.account === trail.account
        ? readEventHistory(connection.logFiles, home, asked, now)
        : undefined;
}

/** The selectors that a trail has now, as far as they could be read. */
export function selectorsOf(trail: LiveTrail | undefined): TrailSelectors | undefined {
    const answer = trail?.reading.selectors;
    return answer !== undefined && "value" in answer ? readSelectors(answer.value, DIALECTS["aws-api"]) : undefined;
}
