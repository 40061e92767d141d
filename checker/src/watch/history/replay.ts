import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { afterCall, type TrailCall } from "../../diff/sides/trail-call";
import type { SelectorsInput } from "../../live/aws/api";
import { asInput } from "../../live/fix/plan/live-selectors";
import { readSourceTrail } from "../../live/read/trail/read-source-trail";
import type { SourceTrail } from "../../sources/source-trail";
import type { HistoryEntry, TrailHistory, WatchedReading } from "./trail-history";

/** A trail as it was at some time. */
export interface TrailState {
    readonly source: SourceTrail;
    /** Its selectors as `PutEventSelectors` accepts them, if known. */
    readonly selectors?: SelectorsInput | undefined;
    /** Its types of Insights, if known. */
    readonly insights?: readonly string[] | undefined;
}

/** The state before and after an entry: `gone` if there was no trail, `unknown` if nothing says. */
export interface Step {
    readonly entry: HistoryEntry;
    readonly before: TrailState | "gone" | "unknown";
    readonly after: TrailState | "gone" | "unknown";
}

/** What a trail was before and after each entry of its history. */
export function replay({ entries }: TrailHistory): readonly Step[] {
    let state: Step["after"] = "unknown";
    return entries.map(entry => {
        const before = state;
        state = stateAfter(before, entry);
        return { entry, before, after: state };
    });
}

function stateAfter(before: Step["before"], entry: HistoryEntry): Step["after"] {
    if (entry.reading !== undefined) {
        return stateOf(entry.reading);
    }
    if (entry.kind === "reading" || before === "unknown" || before === "gone") {
        return "unknown";
    }
    return changed(before, entry.call);
}

/** A trail as AWS showed it. */
export function stateOf(reading: WatchedReading): Step["after"] {
    if (reading === null) {
        return "gone";
    }
    const source = readSourceTrail(reading, undefined);
    if ("reason" in source) {
        return "unknown";
    }
    const { selectors, insights } = reading;
    return {
        source,
        selectors: "value" in selectors ? asInput(selectors.value) : undefined,
        insights:
            insights !== undefined && "value" in insights
                ? insights.value.flatMap(({ InsightType: type }) => (typeof type === "string" ? type : []))
                : undefined,
    };
}

function changed(state: TrailState, call: TrailCall): Step["after"] {
    const parameters = isRecord(call.requestParameters) ? call.requestParameters : {};
    if (call.eventName === "PutInsightSelectors") {
        return { ...state, insights: insightsIn(parameters) };
    }
    const source = afterCall(state.source, call);
    if (source === undefined) {
        return "gone";
    }
    return {
        ...state,
        source,
        selectors: call.eventName === "PutEventSelectors" ? selectorsIn(parameters) : state.selectors,
    };
}

/** The types of Insights that a call sets; `undefined` if the record doesn't contain them. */
export function insightsIn({ insightSelectors }: TrailCall): readonly string[] | undefined {
    return Array.isArray(insightSelectors)
        ? insightSelectors.flatMap(selector =>
              isRecord(selector) && typeof selector.insightType === "string" ? selector.insightType : [],
          )
        : undefined;
}

function selectorsIn({ advancedEventSelectors: advanced, eventSelectors: basic }: TrailCall) {
    return asInput(apiNames({ advancedEventSelectors: advanced, eventSelectors: basic }) as Record<string, unknown>);
}

/** Plain data with the API's names, which begin with a capital letter; in records they don't. */
function apiNames(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(apiNames);
    }
    return isRecord(value)
        ? Object.fromEntries(
              Object.entries(value).map(([name, entry]) => [
                  `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
                  apiNames(entry),
              ]),
          )
        : value;
}
