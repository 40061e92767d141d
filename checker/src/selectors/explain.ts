import { type Rejection, rejectEvent } from "../../../src/cloudtrail/coverage/match";
import type { CloudTrailEvent } from "../../../src/cloudtrail/event";
import type { Path } from "../../../src/cloudtrail/path";
import type { Problem } from "../../../src/cloudtrail/problem";
import {
    type EffectiveSelector,
    effectiveSelectors,
    type SelectorKind,
} from "../../../src/cloudtrail/selectors/effective-selectors";
import { asKnownSelector } from "../../../src/cloudtrail/selectors/known-selector";
import { selectorProblems } from "../../../src/cloudtrail/selectors/selector-validity";
import { namesSeveralTypes } from "../../../src/cloudtrail/selectors/several-types";
import { isUnknown } from "../../../src/cloudtrail/value";
import type { EventInput } from "./event-input";
import type { SelectorInput } from "./selector-input";

/** Is an event logged? `unknown` if that depends on something unknown. */
export type Logged = "yes" | "no" | "unknown";

/** One selector's verdict on an event. */
export type SelectorAnswer = {
    readonly path: Path;
    readonly name?: string;
} & (
    | { readonly kind: "matches" }
    | { readonly kind: "rejects"; readonly rejection: Rejection }
    /** AWS refuses such a selector, or doesn't define it: it logs nothing for certain. */
    | { readonly kind: "invalid"; readonly problem: Problem }
    /** It depends on unknown values, or on whether AWS accepts a selector with several resource types. */
    | { readonly kind: "undecided"; readonly why: "values" | "types" }
);

/** The selectors' verdict on one form of an event. */
export interface Reading {
    readonly event: CloudTrailEvent;
    readonly answer: Logged;
    readonly selectors: readonly SelectorAnswer[];
}

/** Whether an event is logged, and why. */
export interface Explanation {
    readonly answer: Logged;
    /** Which selectors are in force. */
    readonly kind: SelectorKind;
    /** The forms of the event, the deciding one first. */
    readonly readings: readonly [Reading, ...Reading[]];
}

/** Explains whether an event is logged by the selectors of a trail. */
export function explain({ selectors }: Pick<SelectorInput, "selectors">, { groups }: EventInput): Explanation {
    const { kind, selectors: effective } = effectiveSelectors(selectors);
    const read = (event: CloudTrailEvent): Reading => {
        const answers = effective.map((entry): SelectorAnswer => {
            const answer = ask(entry, event, kind === "unknown");
            const mayBeRefused = selectors.shownByAws !== true && namesSeveralTypes(entry.selector);
            return answer.kind === "matches" && mayBeRefused ? { ...answer, kind: "undecided", why: "types" } : answer;
        });
        const is = (wanted: SelectorAnswer["kind"]) => answers.some(answer => answer.kind === wanted);
        const answer = is("matches") ? "yes" : is("undecided") ? "unknown" : "no";
        return { event, answer, selectors: answers };
    };
    const readings = groups.map(group => group.map(read));
    const answers = readings.map(group => summarize(group.map(({ answer }) => answer)));
    const answer = answers.includes("yes") ? "yes" : answers.every(each => each === "no") ? "no" : "unknown";
    const deciding = readings[answers.indexOf(answer)] ?? [];
    const [first, ...others] = [...deciding.filter(reading => reading.answer === answer), ...readings.flat()];
    if (first === undefined) {
        throw new Error("defect: an event without any form");
    }
    return { answer, kind, readings: [first, ...others.filter(reading => reading !== first)] };
}

/** For forms that may all count: logged for certain only if each is. */
function summarize(answers: readonly Logged[]): Logged {
    const [first = "no"] = answers;
    return answers.every(answer => answer === first) ? first : "unknown";
}

/** @param doubtful is it unknown whether the selector is in force? */
function ask({ selector, path }: EffectiveSelector, event: CloudTrailEvent, doubtful: boolean): SelectorAnswer {
    if (isUnknown(selector)) {
        return { path, kind: "undecided", why: "values" };
    }
    const name = typeof selector.name === "string" ? { name: selector.name } : {};
    const problem = selectorProblems(selector, path).find(({ severity }) => severity === "error");
    if (problem !== undefined) {
        return { path, ...name, kind: "invalid", problem };
    }
    const { fieldSelectors } = selector;
    const fields = isUnknown(fieldSelectors)
        ? [undefined]
        : fieldSelectors.map(entry => asKnownSelector({ fieldSelectors: [entry] }));
    const rejection = fields.flatMap(field => (field === undefined ? [] : (rejectEvent(field, event) ?? [])))[0];
    if (rejection !== undefined) {
        return { path, ...name, kind: "rejects", rejection };
    }
    return doubtful || fields.includes(undefined)
        ? { path, ...name, kind: "undecided", why: "values" }
        : { path, ...name, kind: "matches" };
}
