import { createHash } from "node:crypto";
import { REPOSITORY } from "../../../../../src/compliance/policy/policy-url";
import { policyColumns } from "../../policy-columns";
import type { Reporter } from "../../reporter";
import { formatSummary, verdictOf } from "../../summary";
import { behaviour } from "./behaviour";
import { html, Markup } from "./markup";
import { findingSection, matrixSection, policySection, problemSection } from "./sections";
import { STYLE } from "./style";

/**
 * One page that needs nothing else: it asks for nothing on the network, and its Content-Security-Policy forbids it to.
 * Without scripts it reads as a document; with them a cell opens in a dialog, and trails can be searched.
 */
export const htmlReporter: Reporter = (report, { policies, version, time }) => {
    const columns = policyColumns(report, policies);
    const { outcome, text } = verdictOf(report);
    const date = time.toISOString();
    const script = `(${behaviour})();`;
    const policy = [
        "default-src 'none'",
        `style-src '${hash(STYLE)}'`,
        `script-src '${hash(script)}'`,
        "base-uri 'none'",
        "form-action 'none'",
    ].join("; ");
    return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>trail-guard: ${text}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#matrix">Skip to the trails</a>
<header class="${outcome}">
<p>trail-guard ${version} · <time datetime="${date}">${date.slice(0, 16).replace("T", " ")} UTC</time></p>
<h1>${text.charAt(0).toUpperCase() + text.slice(1)}</h1>
<p>${formatSummary(report)}.</p>
</header>
<main>
${[
    ...problemSection(report),
    ...matrixSection(report, columns),
    ...findingSection(report, columns),
    ...policySection(columns),
]}</main>
<footer><p><a href="${REPOSITORY}">trail-guard</a>: does every CloudTrail trail log all that Bedrock does?</p></footer>
<dialog id="dialog" aria-labelledby="dialog-title">
<h2 id="dialog-title" tabindex="-1"></h2>
<div id="dialog-body"></div>
<p class="buttons"><button type="button" id="previous">Previous</button> <button type="button" id="next">Next</button> <output id="position"></output> <button type="button" id="close">Close</button></p>
</dialog>
<script>${new Markup(script)}</script>
</body>
</html>
`.text;
};

/** What Content-Security-Policy calls an inline style or script by. */
function hash(text: string): string {
    return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
