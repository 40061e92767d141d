import { html, type Markup } from "../../../report/formats/html/markup";
import type { Outcome } from "../../../report/outcome";
import type { Evidence, Period, PlaceTimeline, TimelineSpan, TrailAction } from "../../evidence";
import { DAY, HOUR } from "../../keys/time";

type State = TimelineSpan["state"];

/** The colour and the words for each state; doubtful ones are also hatched, so that colour is never the only sign. */
const STATES: Readonly<Record<State, { readonly outcome: Outcome; readonly words: string; readonly hatched?: true }>> =
    {
        verified: { outcome: "pass", words: "verified" },
        unverified: { outcome: "pass", words: "digests, not verified", hatched: true },
        pending: { outcome: "not-applicable", words: "digest not due yet" },
        "logging-stopped": { outcome: "advisory", words: "logging stopped" },
        "validation-off": { outcome: "undetermined", words: "log file validation off" },
        elsewhere: { outcome: "undetermined", words: "delivered elsewhere" },
        "digests-missing": { outcome: "violation", words: "digests missing" },
        "digest-invalid": { outcome: "violation", words: "digest not valid", hatched: true },
        unknown: { outcome: "undetermined", words: "unknown", hatched: true },
        unread: { outcome: "not-applicable", words: "not read", hatched: true },
    };

/** The width of a drawing, in its own units: thousandths of the requested period. */
const WIDTH = 1000;
const HEIGHT = 40;
/** Nobody sees anything narrower than this. */
const LEAST_WIDTH = 2;
const PLACES_DRAWN = 500;

/** The hours of each account and Region: what vouches for them, what was delivered, what was changed. */
export function timelineSection(evidence: Evidence): Markup[] {
    const { timeline, trailActions, from, to } = evidence;
    if (timeline.length === 0) {
        return [];
    }
    const scale = scaleOf({ from, to });
    const drawn = timeline.slice(0, PLACES_DRAWN);
    const left = timeline.length - drawn.length;
    return [
        html`<section id="timeline">
<h2>Hours</h2>
${legend(timeline, trailActions)}<div class="timelines">
${drawn.map(place => figure(place, trailActions, scale, { from, to }))}</div>
${left === 0 ? [] : [html`<p>And ${left} more accounts and Regions: the JSON format has all.</p>\n`]}</section>
`,
    ];
}

type Scale = (time: string) => number;

function scaleOf({ from, to }: Period): Scale {
    const start = Date.parse(from);
    const length = Math.max(1, Date.parse(to) - start);
    return time => round(Math.min(WIDTH, Math.max(0, ((Date.parse(time) - start) * WIDTH) / length)));
}

function round(value: number): number {
    return Math.round(value * 100) / 100;
}

function figure(place: PlaceTimeline, actions: readonly TrailAction[], scale: Scale, window: Period): Markup {
    const { account, region, spans, delivered, tampered } = place;
    const described = spans.map(span => `${span.from} to ${span.to} ${STATES[span.state].words}`);
    const label = `${account} ${region}: ${described.slice(0, 5).join(", ")}${described.length > 5 ? ", and more" : ""}`;
    return html`<figure>
<figcaption><b>${account}</b> <span>${region}</span></figcaption>
<svg class="timeline" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}">
${ticks(window, scale)}${spans.flatMap(span => stateBar(span, scale))}${delivered.map(period => bar(period, scale, 30, 8, "delivered", "log files delivered"))}${tampered.map(period => bar(period, scale, 2, 8, "tampered", "changed, deleted or added"))}${actions.map(action => changeLine(action, scale))}</svg>
<div class="axis"><span>${window.from}</span><span>${window.to}</span></div>
<details><summary>The hours in words</summary>
<ul>
${spans.map(span => html`<li>${span.from} to ${span.to}: ${STATES[span.state].words}</li>\n`)}${tampered.map(({ from, to }) => html`<li>${from} to ${to}: changed, deleted or added</li>\n`)}<li>Log files delivered: ${delivered.length === 0 ? "none" : delivered.map(({ from, to }) => `${from} to ${to}`).join(", ")}</li>
</ul></details>
</figure>
`;
}

function stateBar(span: TimelineSpan, scale: Scale): Markup[] {
    const { outcome, words, hatched } = STATES[span.state];
    return [
        bar(span, scale, 12, 16, outcome, words),
        ...(hatched === true ? [bar(span, scale, 12, 16, "doubt", words)] : []),
    ];
}

function bar({ from, to }: Period, scale: Scale, y: number, height: number, style: string, words: string): Markup {
    const x = Math.min(scale(from), WIDTH - LEAST_WIDTH);
    const width = round(Math.max(LEAST_WIDTH, scale(to) - scale(from)));
    return html`<rect class="${style}" x="${x}" y="${y}" width="${width}" height="${height}"><title>${from} to ${to}: ${words}</title></rect>
`;
}

function changeLine({ time, eventName, by, errorCode }: TrailAction, scale: Scale): Markup {
    const x = scale(time);
    const answer = errorCode === undefined ? "" : ` (${errorCode})`;
    return html`<line class="change" x1="${x}" x2="${x}" y1="0" y2="${HEIGHT}"><title>${time}: ${eventName}${answer}${by === null ? "" : ` by ${by}`}</title></line>
`;
}

/** A line at each hour of a day or two, at each sixth hour of a week, at each day of more. */
function ticks({ from, to }: Period, scale: Scale): Markup[] {
    const start = Date.parse(from);
    const end = Date.parse(to);
    const length = end - start;
    const step = length <= 2 * DAY ? HOUR : length <= 8 * DAY ? 6 * HOUR : length <= 100 * DAY ? DAY : 30 * DAY;
    const marks: Markup[] = [];
    for (let time = Math.ceil(start / step) * step; time < end; time += step) {
        const x = scale(new Date(time).toISOString());
        marks.push(html`<line class="tick" x1="${x}" x2="${x}" y1="0" y2="${HEIGHT}"/>\n`);
    }
    return marks;
}

function legend(timeline: readonly PlaceTimeline[], actions: readonly TrailAction[]): Markup {
    const used = new Set(timeline.flatMap(({ spans }) => spans.map(({ state }) => state)));
    const swatch = (styles: readonly string[]) =>
        html`<svg viewBox="0 0 16 9" aria-hidden="true">${styles.map(style => html`<rect class="${style}" width="16" height="9"/>`)}</svg>`;
    const states = (Object.keys(STATES) as State[])
        .filter(state => used.has(state))
        .map(state => {
            const { outcome, words, hatched } = STATES[state];
            return html`<li>${swatch([outcome, ...(hatched === true ? ["doubt"] : [])])} ${words}</li>\n`;
        });
    return html`<svg width="0" height="0" class="hidden" aria-hidden="true"><defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="8"/></pattern></defs></svg>
<ul class="legend">
${states}<li>${swatch(["delivered"])} log files delivered (below)</li>
${timeline.some(({ tampered }) => tampered.length > 0) ? [html`<li>${swatch(["tampered"])} changed, deleted or added (above)</li>\n`] : []}${actions.length > 0 ? [html`<li>┊ a call that changes the trail</li>\n`] : []}</ul>
`;
}
