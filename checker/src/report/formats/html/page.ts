import { createHash } from "node:crypto";
import { REPOSITORY } from "../../../../../src/compliance/policy/policy-url";
import type { Outcome } from "../../outcome";
import { html, Markup } from "./markup";

/** The parts of a page. */
export interface Page {
    /** In lower case; it is also the heading. */
    readonly title: string;
    /** It gives the heading its colour. */
    readonly outcome: Outcome;
    /** The version of trail-guard. */
    readonly version: string;
    readonly time: Date;
    /** One sentence below the heading, without the full stop. */
    readonly summary: string;
    /** Where the skip link leads. */
    readonly skip: { readonly target: string; readonly text: string };
    readonly style: string;
    readonly script?: string;
    readonly sections: readonly Markup[];
    /** What follows the page's text. */
    readonly after?: Markup;
}

/** A self-contained page: it loads nothing from the network, and its Content-Security-Policy forbids it to. */
export function page({ title, outcome, version, time, summary, skip, style, script, sections, after }: Page): string {
    const date = time.toISOString();
    const policy = [
        "default-src 'none'",
        `style-src '${hash(style)}'`,
        ...(script === undefined ? [] : [`script-src '${hash(script)}'`]),
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
<title>trail-guard: ${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#${skip.target}">${skip.text}</a>
<header class="${outcome}">
<p>trail-guard ${version} · <time datetime="${date}">${date.slice(0, 16).replace("T", " ")} UTC</time></p>
<h1>${title.charAt(0).toUpperCase() + title.slice(1)}</h1>
<p>${summary}.</p>
</header>
<main>
${sections}</main>
<footer><p><a href="${REPOSITORY}">trail-guard</a>: does every CloudTrail trail log all that Bedrock does?</p></footer>
${after ?? new Markup("")}${script === undefined ? [] : [html`<script>${new Markup(script)}</script>\n`]}</body>
</html>
`.text;
}

/** How Content-Security-Policy identifies an inline style or script. */
function hash(text: string): string {
    return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
