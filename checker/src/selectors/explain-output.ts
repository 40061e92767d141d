import { type CloudTrailEvent, FIELDS } from "../../../src/cloudtrail/event";
import { messageText } from "../../../src/cloudtrail/message";
import type { Path } from "../../../src/cloudtrail/path";
import { quote } from "../../../src/cloudtrail/quote";
import { DIALECTS, formatPath } from "../../../src/cloudtrail/selectors/dialect";
import { formatEvent } from "../../../src/compliance/findings/format-event";
import { formatRejection } from "../../../src/compliance/findings/format-selector";
import type { Colours } from "../command-line/terminal/colours";
import type { Terminal } from "../command-line/terminal/verbosity";
import { wrap } from "../text/wrap";
import type { Explanation, Logged, Reading, SelectorAnswer } from "./explain";

const LOGGED: Readonly<Record<Logged, boolean | null>> = { yes: true, no: false, unknown: null };

/** The data of `trail-guard explain --format json`. */
export function explanationData({ answer, kind, readings: [deciding, ...others] }: Explanation) {
    return {
        logged: LOGGED[answer],
        kind,
        ...readingData(deciding),
        ...(others.length === 0
            ? {}
            : { otherReadings: others.map(reading => ({ logged: LOGGED[reading.answer], ...readingData(reading) })) }),
    };
}

function readingData({ event, selectors }: Reading) {
    const matching = selectors.find(({ kind }) => kind === "matches");
    return {
        by: matching === undefined ? null : identify(matching),
        event,
        selectors: selectors.map(selector => ({
            ...identify(selector),
            matches: { matches: true, rejects: false, invalid: false, undecided: null }[selector.kind],
            ...(selector.kind === "rejects" ? { rejection: selector.rejection } : {}),
            ...(selector.kind === "invalid" ? { problem: messageText(selector.problem.message) } : {}),
        })),
    };
}

function identify({ path, name }: SelectorAnswer) {
    const index = path.findLast(step => typeof step === "number") ?? null;
    return { index, path: placeOf(path), ...(name === undefined ? {} : { name }) };
}

function placeOf(path: Path): string {
    return path.length === 0 ? "the default" : formatPath(path, API);
}

const API = DIALECTS["aws-api"];

/** An explanation for a reader: the event, whether it is logged, and each selector's verdict. */
export function formatExplanation({ answer, kind, readings }: Explanation, { colours, width }: Terminal): string {
    const [deciding, ...others] = readings;
    return [
        `${describe(deciding.event)}: ${verdict(answer, colours)}`,
        ...KINDS[kind],
        ...deciding.selectors.map(selector => `  ${formatSelectorAnswer(selector)}`),
        ...(answer === "yes" ? [] : others).flatMap(({ event, answer: other, selectors }) => [
            `  Read as ${describe(event)} (${place(event)}): ${verdict(other, colours)}`,
            ...selectors.map(selector => `    ${formatSelectorAnswer(selector)}`),
        ]),
    ]
        .flatMap(line => wrap(line, width))
        .join("\n");
}

/** An event in one line, with nothing that the record doesn't say. */
function describe(event: CloudTrailEvent): string {
    return formatEvent(event, { fields: new Set(FIELDS.filter(field => event[field] !== null)) });
}

function place(event: CloudTrailEvent): string {
    const type = event["resources.type"];
    return `${quote(event.eventCategory ?? "")}${type === null ? "" : `, ${quote(type)}`}`;
}

const KINDS: Readonly<Record<Explanation["kind"], readonly string[]>> = {
    default: ["  No selectors are set, so all management events are logged, and no data events."],
    basic: ["  Basic selectors are set; each is read as what it logs."],
    advanced: [],
    both: ["  Basic and advanced selectors are set, and AWS accepts only one kind: nothing counts as logged."],
    unknown: ["  Which selectors are set is not known."],
};

function verdict(answer: Logged, { green, red, magenta }: Colours): string {
    return {
        yes: green("logged"),
        no: red("not logged"),
        unknown: magenta("can't be decided"),
    }[answer];
}

/** One selector's verdict on an event, in one line. */
export function formatSelectorAnswer(answer: SelectorAnswer): string {
    const selector = `${placeOf(answer.path)}${answer.name === undefined ? "" : ` ${quote(answer.name)}`}`;
    switch (answer.kind) {
        case "matches":
            return `${selector}: logs it`;
        case "undecided":
            return answer.why === "values"
                ? `${selector}: depends on unknown values`
                : `${selector}: matches, but names several resource types, and AWS's documentation is inconsistent on whether it accepts that`;
        case "invalid":
            return `${selector}: not valid, so nothing that it selects counts as logged: ${messageText(answer.problem.message)}`;
        case "rejects": {
            const { value } = answer.rejection;
            const has = value === null ? "the event has none" : `the event has ${quote(value)}`;
            return `${selector}: rejected by its ${formatRejection(answer.rejection)} (${has})`;
        }
    }
}
