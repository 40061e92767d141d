import { MANAGEMENT, type Operations, type Requirement, requirementOf } from "../../cloudtrail/bedrock/requirement";
import type { Coverage } from "../../cloudtrail/coverage/coverage";
import { message } from "../../cloudtrail/message";
import type { Path } from "../../cloudtrail/path";
import type { Trail } from "../../cloudtrail/recorders/trail";
import { repairSelectors } from "../../cloudtrail/repair";
import type { AdvancedEventSelector } from "../../cloudtrail/selectors/event-selector";
import { selectorProblems } from "../../cloudtrail/selectors/selector-validity";
import { namesSeveralTypes } from "../../cloudtrail/selectors/several-types";
import { isKnown, isUnknown, knownList } from "../../cloudtrail/value";
import type { PropertySchema } from "../configuration/configuration";
import { coverageOf, remediationOf } from "../coverage-cache";
import type { Remediation } from "../findings/change";
import type { Finding } from "../findings/finding";
import { coverageNote, equalsOf } from "./coverage-note";

/** The configuration of every policy that requires events. */
export interface EventsConfig {
    readonly operations?: Operations;
    /** Default `complete`. */
    readonly reading?: "complete" | "cis";
}

/** The configuration property that every policy that requires events has. */
export const OPERATIONS_SCHEMA: PropertySchema = {
    type: "string",
    enum: ["all", "known"],
    default: "all",
    description:
        "Which operations must be logged: `all`, including any that AWS may add; or only those `known` today, so that a selector may list them by name.",
};

/** The configuration property of every policy that requires data events. */
export const READING_SCHEMA: PropertySchema = {
    type: "string",
    enum: ["complete", "cis"],
    default: "complete",
    description:
        "How selectors are read: `complete`: no event may escape. `cis`, for organizations that must follow that audit literally: a selector that names the resource type counts, [whatever other conditions it has](../comparison.md).",
};

/** Judges whether a trail logs all events of each of these requirements. */
export function checkEvents(trail: Trail, names: readonly string[], config: EventsConfig): Finding[] {
    const open = openNames(trail, names, config);
    return names.flatMap(name => {
        const finding = open.includes(name) ? findingOf(trail, coverageOf(trail, name, config.operations)) : undefined;
        return finding ?? doubtsAbout(trail, name);
    });
}

/** Selectors that suffice decide nothing about a telemetry rule that may record less than they say. */
function doubtsAbout({ telemetryRule }: Trail, name: string): Finding[] {
    const doubts = telemetryRule?.doubts ?? [];
    const template = "whether it logs all {events}: {reasons}";
    const data = { events: eventsOf(requirementOf(name)), reasons: doubts.join("; ") };
    const headline = message("may-record-less", template, data);
    return doubts.length === 0 ? [] : [{ kind: "undetermined", form: "question", requirement: name, headline }];
}

function eventsOf({ name, title }: Requirement): string {
    return name === MANAGEMENT || title.includes(name) ? title : `${title} (${name})`;
}

/** The requirements that remain to be decided under the configured reading. */
function openNames(trail: Trail, names: readonly string[], { reading }: EventsConfig): readonly string[] {
    return reading === "cis" ? names.filter(name => name === MANAGEMENT || !surelyNames(trail, name)) : names;
}

/** Does a data event selector that AWS accepts name the type, whatever other conditions it has? */
function surelyNames({ selectors, recorder }: Trail, type: string): boolean {
    return knownList(selectors.advanced).some(
        selector =>
            isKnown(selector) &&
            equalsOf(selector, "eventCategory").includes("Data") &&
            equalsOf(selector, "resources.type").includes(type) &&
            (selectors.shownByAws === true || !namesSeveralTypes(selector)) &&
            selectorProblems(selector, [], recorder).every(({ severity }) => severity === "warning"),
    );
}

/** What makes a trail log all events of each of these requirements. */
export function remediateEvents(trail: Trail, names: readonly string[], config: EventsConfig): Remediation {
    const plan = remediationOf(trail, openNames(trail, names, config), config.operations);
    return plan.kind === "change" ? { kind: "change", change: { kind: "selectors", plan } } : plan;
}

function findingOf(trail: Trail, decided: Coverage): Finding | undefined {
    const { requirement, logged, unloggedEvent, nearest, dependsOn } = decided;
    const { name } = requirement;
    const note = coverageNote(trail.selectors, requirement, nearest);
    const more = note === undefined ? {} : { note };
    const events = eventsOf(requirement);
    switch (logged) {
        case "all":
            return undefined;
        case "unknown":
            return {
                kind: "undetermined",
                form: "question",
                requirement: name,
                ...whyUndecided(trail, events, dependsOn),
                ...splitAdvice(trail, dependsOn ?? []),
                ...more,
            };
        case "some":
            return {
                kind: "violation",
                requirement: name,
                headline: message("logs-only-some", "logs only some {events}", { events }),
                unloggedEvent,
                nearest,
                ...more,
            };
        case "none":
            return {
                kind: "violation",
                requirement: name,
                headline: message("logs-none", "logs no {events}", { events }),
                unloggedEvent,
                nearest,
                ...more,
            };
    }
}

/** The fix to give each type its own selector, if a selector with several of them decides. */
function splitAdvice(trail: Trail, dependsOn: readonly Path[]): Pick<Finding, "fix" | "change"> {
    const { selectors } = trail;
    const several = dependsOn.filter(([, index]) =>
        namesSeveralTypes(knownList(selectors.advanced)[Number(index)] ?? NONE),
    );
    const template =
        "give each resource type of {paths and} its own selector: AWS's documentation is inconsistent on whether one selector can name several";
    return several.length === 0
        ? {}
        : {
              fix: { headline: message("split-types", template, { paths: several.map(path => ({ path })) }) },
              ...splitChange(trail),
          };
}

function splitChange({ selectors, recorder }: Trail): Pick<Finding, "change"> {
    const repair = repairSelectors(selectors, recorder);
    return repair === undefined
        ? {}
        : { change: { kind: "repair", selectors: repair.selectors, replacesBasic: selectors.basic !== undefined } };
}

const NONE: AdvancedEventSelector = { fieldSelectors: [] };

function whyUndecided(
    { selectors: { advanced } }: Trail,
    events: string,
    dependsOn: Finding["dependsOn"],
): Pick<Finding, "headline" | "dependsOn"> {
    if (isUnknown(advanced) && advanced.reason !== undefined) {
        const template = "whether it logs all {events}: its event selectors could not be read: {reason}";
        return { headline: message("selectors-unreadable", template, { events, reason: advanced.reason }) };
    }
    return { headline: message("may-not-log-all", "whether it logs all {events}", { events }), dependsOn };
}
