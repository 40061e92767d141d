import { createHash } from "node:crypto";
import { REPOSITORY } from "../../../../../src/compliance/policy/policy-url";
import type { Outcome } from "../../outcome";
import { html, Markup } from "./markup";

/** What a page is made of. */
export interface Page {
    /** In small letters; it is also the heading. */
    readonly title: string;
    /** It gives the heading its colour. */
    readonly outcome: Outcome;
    /** The version of trail-guard. */
    readonly version: string;
    readonly time: Date;
    /** One sentence below the heading, without its full stop. */
    readonly summary: string;
    /** Where a keyboard gets to at once. */
    readonly skip: { readonly target: string; readonly text: string };
    readonly style: string;
    readonly script?: string;
    readonly sections: readonly Markup[];
    /** What stands behind the page's text. */
    readonly after?: Markup;
}

/**
 * A page that needs nothing else: it asks for nothing on the network, and its Content-Security-Policy forbids it to.
 */
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

/** What Content-Security-Policy calls an inline style or script by. */
function hash(text: string): string {
    return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
