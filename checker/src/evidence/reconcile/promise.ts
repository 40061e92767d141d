import { requirementOf } from "../../../../src/cloudtrail/bedrock/requirement";
import { coverage } from "../../../../src/cloudtrail/coverage/coverage";
import type { TrailSelectors } from "../../../../src/cloudtrail/selectors/event-selector";
import { isUnknown, knownList } from "../../../../src/cloudtrail/value";
import type { Period, ReconciliationRow } from "../evidence";
import { isoTime } from "../keys/time";
import { formatOrigin, type PlacePhase } from "./place-history";

/** How much of a requirement a trail promises to record. */
export type Promised = ReconciliationRow["promised"];

/** What is promised for a period, and why it isn't all. */
export interface PromisePeriod extends Period {
    readonly promised: Promised;
    readonly reason: string | undefined;
}

/** Asks the coverage engine; each question only once. */
export class Promises {
    private readonly answers = new Map<TrailSelectors, Map<string, Promised>>();

    /** @param partition the trail's */
    constructor(private readonly partition: string) {}

    /** What was promised for a requirement, ordered by time; neighbours differ. */
    periods(phases: readonly PlacePhase[], requirement: string): readonly PromisePeriod[] {
        return phases.reduce<PromisePeriod[]>((periods, phase) => {
            const next = { ...this.promise(phase, requirement), from: isoTime(phase.from), to: isoTime(phase.to) };
            const last = periods.at(-1);
            if (last !== undefined && last.promised === next.promised && last.reason === next.reason) {
                periods[periods.length - 1] = { ...last, to: next.to };
            } else {
                periods.push(next);
            }
            return periods;
        }, []);
    }

    private promise(phase: PlacePhase, requirement: string): Pick<PromisePeriod, "promised" | "reason"> {
        const { state, records, reason, setBy } = phase;
        if (records === false) {
            return { promised: "none", reason };
        }
        if (state.selectors === undefined) {
            return { promised: "unknown", reason: "the selectors then in force are not known" };
        }
        const promised = this.covered(state.selectors, requirement);
        if (promised === "none") {
            return { promised, reason: `${formatOrigin(setBy)} select none of it` };
        }
        if (records === undefined) {
            return { promised: "unknown", reason };
        }
        const part = `${formatOrigin(setBy)} select only part of it`;
        return { promised, reason: promised === "some" ? part : undefined };
    }

    private covered(selectors: TrailSelectors, requirement: string): Promised {
        const answers = this.answers.get(selectors) ?? new Map<string, Promised>();
        this.answers.set(selectors, answers);
        const answer = answers.get(requirement) ?? this.ask(selectors, requirement);
        answers.set(requirement, answer);
        return answer;
    }

    private ask(selectors: TrailSelectors, requirement: string): Promised {
        return coverage(selectors, requirementOf(requirement, { partition: this.partition })).logged;
    }
}

/** The resource types that selectors name. */
export function typesIn(selectors: TrailSelectors | undefined): readonly string[] {
    return knownList(selectors?.advanced).flatMap(selector =>
        isUnknown(selector)
            ? []
            : knownList(selector.fieldSelectors).flatMap(entry =>
                  isUnknown(entry) || entry.field !== "resources.type"
                      ? []
                      : knownList(entry.operators.Equals).filter(value => typeof value === "string"),
              ),
    );
}
