import type { Requirement } from "../bedrock/requirement";
import { type CloudTrailEvent, FIELDS, type Field } from "../event";
import { ANYTHING, type FieldDomain, isInDomain } from "../event-domain";
import type { Path } from "../path";
import { type EffectiveSelector, type EffectiveSelectors, effectiveSelectors } from "../selectors/effective-selectors";
import type { TrailSelectors } from "../selectors/event-selector";
import type { Recorder } from "../selectors/field-rules";
import { asKnownSelector } from "../selectors/known-selector";
import { byComparison } from "../selectors/operators";
import { selectorProblems } from "../selectors/selector-validity";
import { namesSeveralTypes } from "../selectors/several-types";
import { isUnknown } from "../value";
import { intersection, isEmpty } from "./bitset";
import {
    type Constraints,
    constraintOfKnown,
    constraintsOf,
    isUndecided,
    type Literals,
    mayAccept,
    type Reading,
} from "./constraint";
import { findEscape } from "./escape";
import { type Rejection, rejectEvent, rejectValue } from "./match";
import { fieldOptions, type Representative } from "./representatives";
import { splitPrefixAndSuffix } from "./split-prefix-suffix";
import { makeEvent } from "./witness";

/** How much of a requirement is logged. */
export type Logged = "all" | "some" | "none" | "unknown";

/** The selector that comes nearest to logging an event, and the field that rejects the event. */
export interface NearestSelector {
    readonly index: number;
    readonly name?: string;
    readonly rejection: Rejection;
}

/** Whether a trail logs a requirement. */
export interface Coverage {
    readonly requirement: Requirement;
    readonly logged: Logged;
    /** For `some` and `none`: a required event that no selector logs. */
    readonly unloggedEvent?: CloudTrailEvent;
    /** For `some` and `none`, if the trail itself has advanced event selectors. */
    readonly nearest?: NearestSelector;
    /** For `unknown`: the selectors, or whole lists of them, whose values decide. */
    readonly dependsOn?: readonly Path[];
}

/**
 * Decides whether a trail's selectors log every event of a requirement.
 *
 * The question is containment in a union. For each field only finitely many values behave differently
 * (`representatives.ts`); an event escapes exactly if one of them can be chosen for each field so that no selector
 * accepts them all (`search.ts`). Unknown values are read twice: as if they matched nothing, and as well as they could
 * turn out.
 *
 * @param selectors the trail's selectors, as read
 * @param recorder the kind of recorder that has them
 * @returns the answer, with an event that escapes if one certainly does
 */
export function coverage(selectors: TrailSelectors, requirement: Requirement, recorder: Recorder = "Trail"): Coverage {
    const effective = effectiveSelectors(selectors);
    const usable = effective.selectors.filter(
        ({ selector }) =>
            isUnknown(selector) ||
            selectorProblems(selector, [], recorder).every(({ severity }) => severity === "warning"),
    );
    const mayBeRefused = mayBeRefusedIn(selectors);
    const read = (reading: Reading) =>
        usable
            .filter(({ selector }) => reading === "possible" || !mayBeRefused(selector))
            .flatMap(({ selector }) => constraintsOf(selector, reading, recorder) ?? []);

    const certain = decide(effective.kind === "unknown" ? [] : read("certain"), requirement);
    if (certain.escaping === undefined) {
        return { requirement, logged: "all" };
    }
    const possible =
        effective.kind === "unknown" || usable.some(({ selector }) => isUndecided(selector) || mayBeRefused(selector))
            ? decide(read("possible"), requirement)
            : certain;
    if (possible.escaping === undefined) {
        const open = usable.filter(({ selector }) => isUndecided(selector) || mayBeRefused(selector));
        return { requirement, logged: "unknown", dependsOn: dependencies(effective, open, requirement, recorder) };
    }
    const nearest = nearestSelector(possible.escaping, effective);
    return {
        requirement,
        logged: possible.logsSome ? "some" : "none",
        unloggedEvent: possible.escaping,
        ...(nearest === undefined ? {} : { nearest }),
    };
}

/** Selectors that are only declared, where AWS's documentation is inconsistent on whether it accepts them. */
function mayBeRefusedIn({ shownByAws }: TrailSelectors): (selector: EffectiveSelector["selector"]) => boolean {
    return selector => shownByAws !== true && namesSeveralTypes(selector);
}

/** Where the deciding values are: lists that are completely unknown, and selectors that may log what is required. */
function dependencies(
    { undecided }: EffectiveSelectors,
    open: readonly EffectiveSelector[],
    requirement: Requirement,
    recorder: Recorder,
): readonly Path[] {
    if (undecided.length > 0) {
        return undecided;
    }
    const paths = open.flatMap(({ selector, path }) => {
        const constraints = constraintsOf(selector, "possible", recorder);
        return constraints !== undefined && isRelevant(constraints, requirement) ? [path] : [];
    });
    // One basic selector may become several advanced ones.
    return paths.filter((path, index) => paths.findIndex(other => other.join() === path.join()) === index);
}

interface Decision {
    readonly escaping: CloudTrailEvent | undefined;
    readonly logsSome: boolean;
}

function decide(selectors: readonly Constraints[], requirement: Requirement): Decision {
    const relevant = selectors.filter(constraints => isRelevant(constraints, requirement));
    const required = new Map(
        requirement.selector.fieldSelectors.map(entry => [entry.field, constraintOfKnown(entry)] as const),
    );
    const fields = FIELDS.filter(field => required.has(field) || relevant.some(constraints => constraints.has(field)));
    const parts = relevant.flatMap(splitPrefixAndSuffix);
    let logsSome = false;
    let escaping: CloudTrailEvent | undefined;
    for (const ofRequired of splitPrefixAndSuffix(required)) {
        const options = fields.map(field =>
            fieldOptions(
                requirement.domain[field] ?? ANYTHING,
                ofRequired.get(field),
                parts.map(constraints => constraints.get(field)),
            ),
        );
        logsSome ||= !isEmpty(options.map(({ acceptedBySome }) => acceptedBySome).reduce(intersection));
        const { representatives } = findEscape(options, parts.length);
        escaping ??= representatives && realise(fields, representatives, relevant, requirement);
    }
    return { logsSome, escaping };
}

const NO_LITERALS: Literals = byComparison(() => []);

/** May a selector log anything of the requirement, judging by the requirement's own fields? */
function isRelevant(constraints: Constraints, { selector }: Requirement): boolean {
    return selector.fieldSelectors.every(entry => {
        const constraint = constraints.get(entry.field);
        const { select } = constraintOfKnown(entry);
        return (
            constraint === undefined ||
            // If anything but whole values is selected, any value may be meant.
            select.whole.length === 0 ||
            select.start.length > 0 ||
            select.end.length > 0 ||
            select.whole.some(value => mayAccept(constraint, value, { ...NO_LITERALS, whole: [value] }))
        );
    });
}

/** Makes the event that escapes, and proves it: every selector rejects it. */
function realise(
    fields: readonly Field[],
    chosen: readonly Representative[],
    relevant: readonly Constraints[],
    requirement: Requirement,
): CloudTrailEvent {
    const literals = new Map(fields.map(field => [field, literalsOf(field, relevant, requirement)]));
    const escapes = (event: CloudTrailEvent) =>
        isRequired(event, requirement) &&
        relevant.every(constraints =>
            [...constraints].some(
                ([field, constraint]) => !mayAccept(constraint, event[field], literals.get(field) ?? NO_LITERALS),
            ),
        );
    const representatives = new Map(fields.map((field, index) => [field, chosen[index] as Representative]));
    const event = makeEvent(requirement, representatives, field => literals.get(field) ?? NO_LITERALS, escapes);
    if (!escapes(event)) {
        throw new Error(
            `defect: the event found for ${requirement.name} is logged after all: ${JSON.stringify(event)}`,
        );
    }
    return event;
}

/** Is this an event of the requirement? */
export function isRequired(event: CloudTrailEvent, { domain, selector }: Requirement): boolean {
    return (
        rejectEvent(selector, event) === undefined &&
        (Object.entries(domain) as [Field, FieldDomain][]).every(([field, allowed]) =>
            isInDomain(allowed, event[field]),
        )
    );
}

function literalsOf(
    field: Field,
    relevant: readonly Constraints[],
    { domain, examples, selector }: Requirement,
): Literals {
    const own = selector.fieldSelectors.filter(entry => entry.field === field).map(constraintOfKnown);
    const constraints = [...relevant.flatMap(entry => entry.get(field) ?? []), ...own];
    const literals = byComparison(comparison =>
        constraints.flatMap(({ select, deselect }) => [...select[comparison], ...deselect[comparison]]),
    );
    const undecided = constraints.some(({ unknown }) => Object.keys(unknown).length > 0);
    const allowed = domain[field] ?? ANYTHING;
    return {
        whole: [
            ...literals.whole,
            // An unknown value may well be a typical one: the event must not depend on that.
            ...(undecided ? examples.flatMap(example => example[field] ?? []) : []),
        ],
        start: [...literals.start, allowed.kind === "strings" ? allowed.prefix : ""],
        end: literals.end,
    };
}

function nearestSelector(event: CloudTrailEvent, { kind, selectors }: EffectiveSelectors): NearestSelector | undefined {
    if (kind !== "advanced") {
        return undefined;
    }
    const rejected = selectors.flatMap(({ selector }, index) => {
        const known = asKnownSelector(selector);
        const rejections = (known?.fieldSelectors ?? []).flatMap(entry => rejectValue(entry, event[entry.field]) ?? []);
        // What a selector is for matters more than how it narrows that.
        const rejection = [...rejections].sort((a, b) => strangeness(b) - strangeness(a))[0];
        if (known === undefined || rejection === undefined) {
            return [];
        }
        const distance = rejections.reduce((sum, each) => sum + strangeness(each), 0);
        return [{ index, name: known.name, rejection, distance }];
    });
    // Of several equally near ones, the first: sorting is stable.
    const [nearest] = rejected.sort((a, b) => a.distance - b.distance);
    if (nearest === undefined) {
        return undefined;
    }
    const { index, name, rejection } = nearest;
    return { index, rejection, ...(name === undefined ? {} : { name }) };
}

/** How far a selector that rejects an event for this reason is from logging it: a misspelt type is near. */
function strangeness({ field, value, operators }: Rejection): number {
    if (field === "eventCategory") {
        return 1000;
    }
    if (field !== "resources.type" || value === null) {
        return 1;
    }
    const named = Object.values(operators).flat();
    if (named.some(type => type.toLowerCase().startsWith(value.toLowerCase().slice(0, -1)))) {
        return 10;
    }
    const service = value.slice(0, value.lastIndexOf("::") + 2);
    return named.some(type => type.startsWith(service)) ? 100 : 200;
}
