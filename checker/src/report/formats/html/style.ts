import { TRAIL_OUTCOMES } from "../../trail-outcome";
import { BASE_STYLE } from "./base-style";

/** The style of the page of `check`, in addition to the common one. */
export const STYLE = `${BASE_STYLE}
.bar { display: block; width: 100%; height: .6rem; border-radius: .3rem; background: var(--line); }
.tiles { border: 0; margin: .75rem 0 0; padding: 0; min-width: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
.tiles label {
    display: flex; align-items: center; gap: .5rem; min-height: 2.75rem; padding: .25rem .9rem; cursor: pointer; font-size: .95rem;
    border-radius: .6rem; border: 2px solid var(--line); background: var(--card);
}
.tiles b { font-size: 1.25rem; font-variant-numeric: tabular-nums; }
.tiles input { position: absolute; opacity: 0; }
.tiles .symbol { display: inline-grid; place-items: center; width: 1.5rem; height: 1.5rem; border-radius: .4rem; font-weight: 700; font-size: .85rem; }
.tiles label:has(:checked) { border-color: var(--text); }
.tiles label:has(:focus-visible) { outline: 3px solid var(--link); outline-offset: 2px; }
${Object.keys(TRAIL_OUTCOMES)
    .map(outcome => `body:has([name=show][value=${outcome}]:checked) [data-outcome]:not([data-outcome=${outcome}]),`)
    .join("\n")}
[hidden] { display: none !important; }
.search { margin-top: .75rem; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; font-size: .95rem; }
.search input {
    flex: 1 1 14rem; min-width: 0; max-width: 26rem; font: inherit; padding: .45rem .7rem;
    color: var(--text); background: var(--card); border: 1px solid var(--muted); border-radius: .5rem;
}
::placeholder { color: var(--muted); opacity: 1; }
.search output { color: var(--muted); }

td > a, .tiles .symbol { background: var(--back); color: var(--ink); }

.scroll { margin-top: 1rem; overflow: auto; max-height: max(24rem, 85vh); border: 1px solid var(--line); border-radius: .7rem; background: var(--card); }
table { border-collapse: separate; border-spacing: 0; width: 100%; }
th, td { padding: .4rem .15rem; border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
thead th {
    position: sticky; top: 0; z-index: 2; background: var(--card); padding: .7rem .15rem; vertical-align: bottom;
    font-size: .72rem; line-height: 1.25; font-weight: 600; overflow-wrap: normal;
}
thead th:first-child { left: 0; z-index: 3; text-align: left; padding-left: 1rem; font-size: .9rem; }
thead a { color: inherit; text-decoration: none; }
thead a:hover { text-decoration: underline; }
tbody th { position: sticky; left: 0; z-index: 1; background: var(--card); background-clip: padding-box; text-align: left; padding-left: 1rem; min-width: 14rem; max-width: 30rem; }
tbody th a { color: inherit; text-decoration-color: var(--line); }
tbody th .place { display: block; font-weight: 400; }
td { text-align: center; }
td > a {
    display: inline-flex; align-items: center; justify-content: center; gap: .35rem; min-width: 2.1rem; min-height: 2.1rem;
    border-radius: .5rem; text-decoration: none; font-weight: 700;
}
td > a:hover { box-shadow: 0 0 0 2px var(--text); }
tbody tr:hover > * { background: color-mix(in srgb, var(--text) 5%, var(--card)); }

.trail { margin-top: 1.5rem; content-visibility: auto; contain-intrinsic-size: auto 18rem; }
.finding, .policy { margin-top: .75rem; display: grid; gap: .5rem; }
.policy { gap: .15rem; }
.finding > *, .policy > * { min-width: 0; }
.finding:target, .policy:target { outline: 3px solid var(--link); }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); gap: .15rem 1rem; font-size: .85rem; }
dt { color: var(--muted); }
dd { margin: 0; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .9rem; font-size: .82rem; line-height: 1.45; overflow-x: auto; overflow-wrap: normal; white-space: pre; tab-size: 4; }

button { font: inherit; font-size: .9rem; padding: .4rem .9rem; border-radius: .5rem; border: 1px solid var(--muted); background: var(--card); color: var(--text); cursor: pointer; }
button:hover { border-color: var(--text); }
dialog {
    width: min(48rem, 100vw - 2rem); max-height: 84vh; margin-top: 8vh; padding: 1.25rem 1.4rem 0; border: 1px solid var(--line); border-radius: .9rem;
    background: var(--card); color: var(--text); overflow-y: auto; box-shadow: 0 1rem 3rem rgb(0 0 0 / .35);
}
dialog::backdrop { background: rgb(0 0 0 / .5); }
dialog h3 { margin-bottom: .9rem; font-size: 1.25rem; line-height: 1.3; }
dialog h3:focus { outline: none; }
dialog h3 .place { display: block; font-weight: 400; }
dialog .finding, dialog .policy { border: 0; padding: 0; margin: 0; }
.copy { padding: .15rem .7rem; }
.event { white-space: pre-wrap; overflow-wrap: anywhere; }
.buttons { position: sticky; bottom: 0; display: flex; gap: .5rem; padding: .9rem 0 1.1rem; background: var(--card); }
.buttons output { color: var(--muted); font-size: .9rem; align-self: center; }
#close { margin-left: auto; }

@media screen and (max-width: 48rem) {
    .scroll { max-height: none; overflow: visible; border: 0; background: none; }
    table, tbody { display: block; }
    thead { display: none; }
    tbody tr { display: flex; flex-wrap: wrap; gap: .4rem; background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: .9rem; margin-top: .75rem; content-visibility: auto; contain-intrinsic-size: auto 20rem; }
    tbody tr:hover > * { background: none; }
    tbody th, td { display: block; position: static; border: 0; padding: 0; background: none; min-width: 0; max-width: none; }
    tbody th { flex: 1 0 100%; order: -2; margin-bottom: .25rem; }
    td:empty { display: none; }
    td > a { display: flex; gap: .6rem; padding: .2rem .7rem; min-height: 1.9rem; min-width: 0; font-size: .85rem; }
    td > a::after { content: attr(aria-label); font-weight: 500; text-align: left; }
    td:not(.pass, .not-applicable) { flex: 1 0 100%; order: -1; }
    td:not(.pass, .not-applicable) > a {
        justify-content: flex-start; min-height: 2.75rem; padding: .3rem .9rem; gap: 1.6rem; font-size: .95rem;
        background: linear-gradient(90deg, var(--back) 2.6rem, transparent 0); border: 1px solid var(--line);
    }
    td:not(.pass, .not-applicable) > a::after { color: var(--text); }
    dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
    dd { margin-bottom: .3rem; }
    dialog { width: 100vw; max-width: none; height: 100dvh; max-height: none; margin: 0; border: 0; border-radius: 0; }
    dialog[open] { display: flex; flex-direction: column; }
    .buttons { margin-top: auto; }
}
@media print {
    .search, .tiles, dialog, .skip { display: none !important; }
    .scroll { max-height: none; overflow: visible; }
    .chip, td > a, .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    .trail, tbody tr { content-visibility: visible; }
    .finding, .policy, tr { break-inside: avoid; }
    h3, h4, h5 { break-after: avoid; }
    thead th, tbody th { position: static; min-width: 0; }
    thead th:not(:first-child) { writing-mode: vertical-rl; transform: rotate(180deg); text-align: left; padding: .25rem; border: 0; border-top: 1px solid var(--line); }
    td > a { min-width: 1.4rem; min-height: 1.4rem; }
    pre { white-space: pre-wrap; overflow-wrap: anywhere; }
}
@media (forced-colors: active) {
    .chip, td > a, .tiles label { border: 1px solid; }
    .tiles label:has(:checked) { border-width: 3px; }
}
`;
