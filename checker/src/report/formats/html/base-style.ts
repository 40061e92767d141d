/**
 * The style of every page. A status has a symbol and a word as well as its colour; each pair of colours has a contrast
 * of at least 4.5 (WCAG 2.2, AA), which a test measures.
 */
export const BASE_STYLE = `
:root {
    color-scheme: light dark;
    --page: #f3f5f7; --card: #ffffff; --text: #17212b; --muted: #516070; --line: #d5dce3; --link: #0b57b0; --code: #f0f3f6;
    --violation: #b3261e; --on-violation: #ffffff;
    --undetermined: #ffe08a; --on-undetermined: #523b00;
    --advisory: #fbe3cf; --on-advisory: #6b3300;
    --baseline: #d3e9fb; --on-baseline: #0d4470;
    --exempt: #e6e0fb; --on-exempt: #452a91;
    --pass: #d9f2e0; --on-pass: #12532a;
    --not-applicable: #eef1f4; --on-not-applicable: #516070;
    --strong-undetermined: #c98f00; --strong-exempt: #8a74d6; --strong-pass: #3f9a5e;
}
@media screen and (prefers-color-scheme: dark) {
    :root {
        --page: #0e1317; --card: #171e25; --text: #e8edf2; --muted: #a3b1bf; --line: #323d48; --link: #8fc1ff; --code: #10161b;
        --violation: #ff8f85; --on-violation: #3b0703;
        --undetermined: #5c4a0a; --on-undetermined: #ffe08a;
        --advisory: #55300f; --on-advisory: #ffca9b;
        --baseline: #123f61; --on-baseline: #b9dfff;
        --exempt: #3a2f6b; --on-exempt: #d8ceff;
        --pass: #123d22; --on-pass: #9be3b2;
        --not-applicable: #232c35; --on-not-applicable: #a3b1bf;
        --strong-undetermined: #e0b43a; --strong-exempt: #9a86e8; --strong-pass: #4fae70;
    }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
    margin: 0 auto; padding: 1.5rem clamp(1rem, 3vw, 2.5rem); max-width: 92rem;
    background: var(--page); color: var(--text);
    font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
    overflow-wrap: anywhere;
}
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
h1, h2, h3, h4, h5, p, dl, pre, ul { margin: 0; }
h1 { font-size: clamp(1.6rem, 4.5vw, 2.4rem); line-height: 1.15; letter-spacing: -.02em; text-wrap: balance; }
h2 { font-size: 1.25rem; margin-bottom: .75rem; }
h3 { font-size: 1.05rem; }
h4 { font-size: 1rem; display: flex; flex-wrap: wrap; gap: .4rem .7rem; align-items: center; }
h5 { font-size: .85rem; margin-top: .35rem; display: flex; flex-wrap: wrap; gap: .35rem 1rem; align-items: center; justify-content: space-between; }
pre, dd, .place { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.place { color: var(--muted); font-size: .8rem; }
.whole { white-space: nowrap; }
.hidden, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header { border-left: .4rem solid var(--strong); padding: .25rem 0 .25rem 1.1rem; }
header p, footer { color: var(--muted); font-size: .9rem; }
header h1 { margin: .15rem 0 .35rem; }
main > section { margin-top: 2rem; }
footer { margin-top: 2.5rem; }
.problems, .finding, .policy { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: 1rem 1.1rem; }
.problems { border: 2px solid var(--strong-undetermined); }
.problems h2 { font-size: 1.05rem; margin-bottom: .35rem; }
.problems ul { padding-left: 1.2rem; }
.violation { --back: var(--violation); --ink: var(--on-violation); --strong: var(--violation); }
.undetermined { --back: var(--undetermined); --ink: var(--on-undetermined); --strong: var(--strong-undetermined); }
.advisory { --back: var(--advisory); --ink: var(--on-advisory); --strong: var(--on-advisory); }
.baseline { --back: var(--baseline); --ink: var(--on-baseline); --strong: var(--on-baseline); }
.exempt { --back: var(--exempt); --ink: var(--on-exempt); --strong: var(--strong-exempt); }
.pass { --back: var(--pass); --ink: var(--on-pass); --strong: var(--strong-pass); }
.not-applicable { --back: var(--not-applicable); --ink: var(--on-not-applicable); --strong: var(--on-not-applicable); }
.chip { background: var(--back); color: var(--ink); }
rect { fill: var(--strong); }
.chip { display: inline-block; padding: .05rem .6rem; border-radius: 1rem; justify-self: start; font-size: .85rem; font-weight: 600; white-space: nowrap; }

@media print {
    :root { color-scheme: light; --page: #ffffff; --card: #ffffff; --text: #000000; --muted: #444444; --line: #999999; --code: #ffffff; --link: #000000; }
    body { padding: 0; max-width: none; font-size: .8rem; }
    .chip, svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    h2, h3, h4, h5 { break-after: avoid; }
}
@media (forced-colors: active) {
    .chip { border: 1px solid; }
}
`;
