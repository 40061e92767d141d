import { BASE_STYLE } from "../../../report/formats/html/base-style";

/** The style of the evidence page, in addition to the common one. */
export const EVIDENCE_STYLE = `${BASE_STYLE}
.figures { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: .6rem; }
.figures li { background: var(--card); border: 1px solid var(--line); border-left: .35rem solid var(--strong); border-radius: .6rem; padding: .6rem .9rem; }
.figures b { display: block; }
.findings { list-style: none; padding: 0; }
.findings > li { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: .8rem 1rem; margin-top: .6rem; break-inside: avoid-page; }
.findings ul { padding-left: 1.2rem; margin-top: .35rem; font-size: .9rem; }
.findings p { color: var(--muted); font-size: .85rem; }

.legend { display: flex; flex-wrap: wrap; gap: .35rem .9rem; list-style: none; padding: 0; font-size: .85rem; }
.legend li { display: inline-flex; align-items: center; gap: .4rem; }
.legend svg { width: 1.6rem; height: .9rem; border: 1px solid var(--line); border-radius: .2rem; }
.timelines { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: 1rem 1.1rem; margin-top: .75rem; display: grid; gap: 1rem; }
figure { margin: 0; break-inside: avoid; min-width: 0; }
figcaption { font-size: .9rem; display: flex; flex-wrap: wrap; gap: .1rem .6rem; }
.timeline { display: block; width: 100%; height: 2.6rem; margin-top: .25rem; background: var(--code); border: 1px solid var(--line); border-radius: .3rem; }
.axis { display: flex; justify-content: space-between; font-size: .75rem; color: var(--muted); font-variant-numeric: tabular-nums; gap: 1rem; }
.tick { stroke: var(--line); stroke-width: 1; vector-effect: non-scaling-stroke; }
.change { stroke: var(--text); stroke-width: 2; stroke-dasharray: 3 2; vector-effect: non-scaling-stroke; }
.delivered { fill: var(--link); }
.tampered { fill: var(--violation); }
.hatch { stroke: var(--page); stroke-width: 2.5; }
.doubt { fill: url(#hatch); }
details { font-size: .85rem; }
summary { cursor: pointer; color: var(--muted); width: fit-content; }

.scroll { overflow: auto; max-height: max(24rem, 80vh); border: 1px solid var(--line); border-radius: .7rem; background: var(--card); }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .85rem; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
.short { white-space: nowrap; }
.long { min-width: 14rem; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { position: sticky; top: 0; background: var(--card); white-space: nowrap; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }

@media screen and (max-width: 48rem) {
    .scroll { max-height: none; }
}
@media print {
    .skip { display: none !important; }
    .scroll { max-height: none; overflow: visible; }
    thead th { position: static; }
    tr { break-inside: avoid; }
    .short, .long { min-width: 0; white-space: normal; }
}
@media (forced-colors: active) {
    .timeline rect, .legend rect { forced-color-adjust: none; }
}
`;
