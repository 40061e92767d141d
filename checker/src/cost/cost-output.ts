import { printable } from "../../../src/cloudtrail/quote";
import { MANAGEMENT_COPY_PRICE, type Price, priceText } from "../../../src/compliance/policy/cost";
import type { Terminal } from "../command-line/terminal/verbosity";
import { formatPlace } from "../report/place";
import { alike, headingOf } from "../text/alike";
import { count } from "../text/count";
import { wrap } from "../text/wrap";
import { type Amount, costOf, sumOf, type TrailCost } from "./estimate";
import type { Volume } from "./volume";

/** What an estimate is made from. */
export interface Estimate {
    readonly trails: readonly TrailCost[];
    readonly types: readonly string[];
    readonly volume: Volume;
    readonly price: Price;
}

/** The data of `trail-guard cost --format json`. Amounts are dollars a month. */
export function costData({ trails, types, volume, price }: Estimate) {
    const together = volume.together(types);
    return {
        price: { dollars: price.dollars, events: price.events, source: price.source, seen: price.seen },
        types,
        eachTrail: together === undefined ? null : costOf(together, price),
        trails: trails.map(({ trail, types: judged, adds, managementLogged }) => ({
            id: trail.id,
            name: trail.trail.label,
            source: trail.place,
            types: judged,
            managementLogged,
            adds,
        })),
        adds: sumOf(trails.map(({ adds }) => adds)),
    };
}

/** An estimate as text: each trail, the sum, and what the figures are based on. */
export function formatCost(estimate: Estimate, { colours, width }: Terminal): string {
    const { trails, types, volume, price } = estimate;
    const together = volume.together(types);
    const described = trails.map(cost => ({ cost, lines: costLines(cost) }));
    const blocks = alike(described, ({ lines }) => lines.join("\n")).map(group => {
        return [colours.bold(headingOf(namesOf(group.map(({ cost }) => cost)))), ...group[0].lines];
    });
    const each =
        together === undefined
            ? formatKnownPart(estimate)
            : `Each trail that records all of them costs ${money(costOf(together, price))} a month.`;
    const sum =
        trails.length === 0
            ? []
            : [
                  `To record all of them, ${count(trails.length, "trail")} would add ${range(sumOf(trails.map(({ adds }) => adds)))} a month.`,
              ];
    const basis = [
        `Events: ${volume.origin}, of ${types.map(printable).join(", ")}.`,
        `Price: ${priceText(price)} data events, for each trail that delivers them (${price.source}, ${price.seen}).`,
        ...(trails.some(({ managementLogged }) => managementLogged !== "all")
            ? [
                  `Management events: the first copy in a Region is free; each further trail that delivers them costs ${priceText(MANAGEMENT_COPY_PRICE)} (${MANAGEMENT_COPY_PRICE.source}, ${MANAGEMENT_COPY_PRICE.seen}), which the figures don't include.`,
              ]
            : []),
        "Not included: storage in S3, CloudWatch Logs, KMS requests, Insights on data events.",
    ];
    return [...blocks, [each, ...sum], basis]
        .map(lines => lines.flatMap(line => wrap(line, width)).join("\n"))
        .join("\n\n");
}

/** What is known where some types have no number, and which ones those are: nobody can look for "some types". */
function formatKnownPart({ types, volume, price }: Estimate): string {
    const missing = types.filter(type => volume.of(type) === undefined);
    const known = types.filter(type => !missing.includes(type));
    const part =
        known.length === 0
            ? ""
            : ` ${known.map(printable).join(", ")} alone: ${money(costOf(volume.together(known) ?? 0, price))} a month.`;
    return `The total cost is unknown: there is no number for ${missing.map(printable).join(", ")}.${part}`;
}

/** One trail with its place; several by their names, unless two have the same name. */
function namesOf(costs: readonly TrailCost[]): string[] {
    const names = costs.map(({ trail }) => printable(trail.trail.label));
    return costs.length > 1 && new Set(names).size === names.length
        ? names
        : costs.map(({ trail }, index) => `${names[index]}${placeOf(trail.place)}`);
}

function placeOf(place: TrailCost["trail"]["place"]): string {
    const text = formatPlace(place);
    return text === "" ? "" : ` (${printable(text)})`;
}

const WORDS = {
    all: "already recorded and charged for",
    some: "partly recorded",
    none: "not recorded",
    unknown: "can't be known yet",
} as const;

function costLines({ types, adds }: TrailCost): string[] {
    const width = Math.max(...types.map(({ type }) => type.length));
    return [
        ...types.map(({ type, logged, eventsPerMonth }) => {
            const events =
                eventsPerMonth === undefined
                    ? ""
                    : `, ${Math.round(eventsPerMonth).toLocaleString("en-US")} events a month`;
            return `  ${type.padEnd(width)}  ${WORDS[logged]}${events}`;
        }),
        `  adds ${range(adds)} a month`,
    ];
}

function range({ least, most }: Amount): string {
    if (most === undefined) {
        return least === 0 ? "an unknown amount" : `${money(least)} plus an unknown amount`;
    }
    if (most === least) {
        return most === 0 ? "nothing" : money(most);
    }
    return least === 0 ? `at most ${money(most)}` : `${money(least)} to ${money(most)}`;
}

function money(dollars: number): string {
    return dollars > 0 && dollars < 0.01
        ? "less than $0.01"
        : `$${dollars.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}
