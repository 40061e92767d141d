import { printable } from "../../../../../src/cloudtrail/quote";
import { resultTextLines, type Subject, type TextLine } from "../../../../../src/compliance/findings/result-text";
import { alike, headingOf } from "../../../text/alike";
import { wrap } from "../../../text/wrap";
import { isNotable, OUTCOMES, type Outcome, outcomeOf } from "../../outcome";
import { formatPlace } from "../../place";
import type { ReportResult } from "../../report";
import type { ShownSubject } from "../../subjects";
import { type Colours, paints, symbolOf } from "./look";

/** How details are shown. */
export interface DetailOptions {
    readonly colours: Colours;
    /** Also show what does not count, and each trail separately. */
    readonly verbose: boolean;
    /** How wide a line may be; absent: unlimited. */
    readonly width: number | undefined;
}

/** The details of each trail. Trails with the same details share them. */
export function details(subjects: readonly ShownSubject[], options: DetailOptions): string[][] {
    const linked = new Set<string>();
    return groupsOf(subjects, options)
        .map(group => groupDetails(group, options, linked))
        .filter(lines => lines.length > 0);
}

/** Trails with the same details; the first stands for all. */
interface Group {
    readonly first: ShownSubject;
    readonly others: readonly ShownSubject[];
    /** Their details, what counts first. */
    readonly results: readonly ReportResult[];
}

function groupsOf(subjects: readonly ShownSubject[], { verbose }: DetailOptions): readonly Group[] {
    const shown = subjects.map(subject => ({ subject, results: shownResults(subject, verbose) }));
    const groups = alike(shown, ({ subject, results }, index) => {
        // Commands name the trail, so those for another are never the same.
        const said = results.map(({ fix, ...result }) =>
            fix?.code?.includes("aws cloudtrail") ? result : { ...result, fix },
        );
        return verbose ? `${index}` : JSON.stringify([subject.subject.noun, said]);
    });
    return groups.map(([first, ...others]) => ({
        first: first.subject,
        others: others.map(({ subject }) => subject),
        results: first.results,
    }));
}

function shownResults({ results }: ShownSubject, verbose: boolean): readonly ReportResult[] {
    const counting = results.filter(result => COUNTING.includes(outcomeOf(result)));
    return verbose
        ? [...counting, ...results.filter(result => isNotable(outcomeOf(result)) && !counting.includes(result))]
        : counting;
}

/** The outcomes that decide the exit code. */
const COUNTING: readonly Outcome[] = ["violation", "undetermined"];

function groupDetails({ first, others, results }: Group, options: DetailOptions, linked: Set<string>): string[] {
    const { colours, verbose, width } = options;
    const facts = verbose
        ? Object.entries(first.facts ?? {}).map(([fact, value]) => `  ${printable(fact)}: ${printable(value)}`)
        : [];
    const subject = { ...first.subject, others: others.length };
    const said = saidOnce(subject, results).flatMap(({ outcome, policies, lines }) => [
        `  ${paints(colours)[outcome](`${symbolOf(outcome)} ${OUTCOMES[outcome].word}`)}  ${namesOf(policies)}`,
        ...(outcome === "baseline" ? lines.slice(0, 1) : lines)
            .filter(line => verbose || isNewLink(line, linked))
            .flatMap(({ text, code }) => {
                const line = `    ${printable(text)}`;
                return code === true ? [line] : wrap(line, width);
            }),
    ]);
    const lines = [...facts, ...said];
    return lines.length === 0 ? [] : [...heading(first, others, options), ...lines];
}

/** The page of a policy is named once. */
function isNewLink({ text }: TextLine, linked: Set<string>): boolean {
    if (!text.startsWith("  More: ")) {
        return true;
    }
    const isNew = !linked.has(text);
    linked.add(text);
    return isNew;
}

function heading(first: ShownSubject, others: readonly ShownSubject[], { colours, width }: DetailOptions): string[] {
    const place = formatPlace(first.source);
    if (others.length === 0) {
        return [`${colours.bold(printable(first.title))}${place === "" ? "" : colours.dim(`  ${printable(place)}`)}`];
    }
    const names = [first, ...others].map(({ title }) => printable(title));
    return wrap(headingOf(names), width).map(line => colours.bold(line));
}

/** The details for one policy, or for several with the same ones: for what could not be read. */
interface Said {
    readonly outcome: Outcome;
    readonly lines: readonly TextLine[];
    readonly policies: readonly string[];
}

function saidOnce(subject: Subject, results: readonly ReportResult[]): readonly Said[] {
    const said = new Map<string, Said>();
    for (const result of results) {
        const outcome = outcomeOf(result);
        const { policy, ...same } = result;
        const key = JSON.stringify([outcome, same]);
        const before = said.get(key);
        said.set(key, {
            outcome,
            lines: before?.lines ?? resultTextLines(subject, policy, result),
            policies: [...(before?.policies ?? []), policy],
        });
    }
    return [...said.values()];
}

/** How many policies to name if several have the same details. */
const MOST_NAMES = 3;

function namesOf(policies: readonly string[]): string {
    return policies.length > MOST_NAMES ? `${policies.length} policies` : policies.map(printable).join(", ");
}
