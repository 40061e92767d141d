import type { AdvancedEventSelector, TrailSelectors } from "../../../../src/cloudtrail/selectors/event-selector";
import { isUnknown, knownList, type Value } from "../../../../src/cloudtrail/value";
import { UserError } from "../../command-line/user-error";
import { type EventInput, readEvent } from "../../selectors/event-input";
import { explain, type Logged } from "../../selectors/explain";
import { formatSelectorAnswer } from "../../selectors/explain-output";
import type { RawRecord } from "../records/record-fields";
import type { CostlyField } from "../records/sightings";

/** Whether selectors log a record, and why. */
export interface Matched {
    readonly answer: Logged;
    readonly reason: string;
}

const SELECTORS_NAMED = 3;

/** Matches records against selectors, as `explain` does; each question only once. */
export class Matcher {
    private readonly answers = new Map<TrailSelectors, Map<string, Matched>>();

    /** @param kept the costly fields that the records still contain */
    constructor(private readonly kept: ReadonlySet<CostlyField>) {}

    /** Would these selectors have logged the record? */
    match(selectors: TrailSelectors, record: RawRecord): Matched {
        const answers = this.answers.get(selectors) ?? new Map<string, Matched>();
        this.answers.set(selectors, answers);
        const key = JSON.stringify(record);
        const answer = answers.get(key) ?? this.ask(selectors, record);
        answers.set(key, answer);
        return answer;
    }

    private ask(selectors: TrailSelectors, record: RawRecord): Matched {
        let event: EventInput;
        try {
            event = readEvent(record, "the record");
        } catch (error) {
            if (error instanceof UserError) {
                return { answer: "unknown", reason: error.message };
            }
            throw error;
        }
        const missing = COSTLY_FIELDS.filter(field => !this.kept.has(field) && filtersOn(selectors, field));
        if (missing.length === 0) {
            return ask(selectors, event);
        }
        // Whatever the values of these fields are: is it logged without the selectors that filter on them, or dropped
        // even if they filtered on nothing?
        const without = ask(
            withAdvanced(selectors, selector => !isUnknown(selector) && !hasField(selector, missing)),
            event,
        );
        if (without.answer === "yes") {
            return without;
        }
        const widened = ask(widen(selectors, missing), event);
        return widened.answer === "no"
            ? widened
            : {
                  answer: "unknown",
                  reason: `the selectors filter on ${missing.join(" and ")}, which was not read`,
              };
    }
}

/** The fields that are kept only if selectors filter on them. */
const COSTLY_FIELDS: readonly CostlyField[] = ["resources.ARN", "userIdentity.arn"];

/** Which of the costly fields selectors filter on. */
export function costlyFieldsOf(selectors: TrailSelectors | undefined): readonly CostlyField[] {
    return COSTLY_FIELDS.filter(field => selectors !== undefined && filtersOn(selectors, field));
}

function ask(selectors: TrailSelectors, event: EventInput): Matched {
    const { answer, kind, readings } = explain({ selectors }, event);
    const [deciding] = readings;
    const said = deciding.selectors.slice(0, SELECTORS_NAMED).map(formatSelectorAnswer);
    const more = deciding.selectors.length - said.length;
    const none = kind === "both" ? "both basic and advanced selectors are set" : "no selector is in force";
    return { answer, reason: said.length === 0 ? none : `${said.join("; ")}${more > 0 ? `; and ${more} more` : ""}` };
}

function filtersOn({ advanced }: TrailSelectors, field: CostlyField): boolean {
    return knownList(advanced).some(selector => !isUnknown(selector) && hasField(selector, [field]));
}

function hasField({ fieldSelectors }: AdvancedEventSelector, fields: readonly CostlyField[]): boolean {
    return knownList(fieldSelectors).some(
        entry => !isUnknown(entry) && (fields as readonly unknown[]).includes(entry.field),
    );
}

function withAdvanced(
    selectors: TrailSelectors,
    keep: (selector: Value<AdvancedEventSelector>) => boolean,
): TrailSelectors {
    // An empty list would mean the default; it is replaced with one that logs nothing.
    const kept = knownList(selectors.advanced).filter(keep);
    return { ...selectors, advanced: kept.length === 0 ? [LOGS_NOTHING] : kept };
}

const LOGS_NOTHING: AdvancedEventSelector = {
    name: "nothing",
    fieldSelectors: [{ field: "eventCategory", operators: { Equals: ["None"] } }],
};

function widen(selectors: TrailSelectors, fields: readonly CostlyField[]): TrailSelectors {
    return {
        ...selectors,
        advanced: knownList(selectors.advanced).map(selector =>
            isUnknown(selector)
                ? selector
                : {
                      ...selector,
                      fieldSelectors: knownList(selector.fieldSelectors).filter(
                          entry => isUnknown(entry) || !(fields as readonly unknown[]).includes(entry.field),
                      ),
                  },
        ),
    };
}
