import { DIALECTS } from "../../../../../src/cloudtrail/selectors/dialect";
import type { TrailSelectors } from "../../../../../src/cloudtrail/selectors/event-selector";
import { readSelectors } from "../../../../../src/cloudtrail/selectors/read-selectors";
import type { PlainData, SelectorsInput } from "../../aws/api";

/** What a trail without selectors logs, written out: that is the only way to put it back. */
const DEFAULT_EVENT_SELECTORS = [{ ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [] }];

/** The selectors from `GetEventSelectors`, as `PutEventSelectors` accepts them. */
export function asInput(answer: PlainData): SelectorsInput {
    const { EventSelectors, AdvancedEventSelectors } = answer;
    if (Array.isArray(AdvancedEventSelectors) && AdvancedEventSelectors.length > 0) {
        return { AdvancedEventSelectors };
    }
    const basic = Array.isArray(EventSelectors) && EventSelectors.length > 0 ? EventSelectors : DEFAULT_EVENT_SELECTORS;
    return { EventSelectors: basic };
}

/** The same selectors as policies see them: what AWS has shown, with at most plain ones added. */
export function canonical(selectors: SelectorsInput): TrailSelectors {
    return { ...readSelectors({ ...selectors }, DIALECTS["aws-api"]), shownByAws: true };
}

/** Do two answers mean the same selectors? Order doesn't matter, and absent means the default. */
export function sameSelectors(a: SelectorsInput, b: SelectorsInput): boolean {
    return keyOf(a) === keyOf(b);
}

function keyOf(selectors: SelectorsInput): string {
    const written =
        "EventSelectors" in selectors ? { EventSelectors: selectors.EventSelectors.map(withDefaults) } : selectors;
    return JSON.stringify(ordered(written));
}

function withDefaults(selector: unknown): unknown {
    return { ReadWriteType: "All", IncludeManagementEvents: true, ...(selector as object) };
}

/** Plain data in a fixed order, without empty parts. */
function ordered(value: unknown): unknown {
    if (Array.isArray(value)) {
        const keys = value.map(entry => JSON.stringify(ordered(entry)));
        return keys.sort();
    }
    if (typeof value === "object" && value !== null) {
        return Object.fromEntries(
            Object.entries(value)
                .filter(([, entry]) => !isEmpty(entry))
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([key, entry]) => [key, ordered(entry)]),
        );
    }
    return value;
}

function isEmpty(value: unknown): boolean {
    return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
