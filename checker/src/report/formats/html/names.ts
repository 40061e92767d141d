import { formatPlace } from "../../place";
import type { Report } from "../../report";
import { type ShownSubject, shownSubjects } from "../../subjects";
import { html, type Markup } from "./markup";

/** How long a name may be: AWS allows a trail 128 characters, what a file calls it may have thousands. */
const LONGEST = 160;
/** How much of the end stays: it distinguishes addresses and ARNs. */
const END = 40;

/** A name that fits on a page. */
export function shorten(name: string): string {
    const characters = [...name];
    return characters.length <= LONGEST
        ? name
        : `${characters.slice(0, LONGEST - END - 1).join("")}…${characters.slice(-END).join("")}`;
}

/** Everything that a report is about, with names that fit on a page. */
export function pageSubjects(report: Report): readonly ShownSubject[] {
    return shownSubjects(report).map(shown => {
        const { name, title, subject } = shown;
        return {
            ...shown,
            name: shorten(name),
            title: shorten(title),
            subject: { ...subject, name: shorten(subject.name) },
        };
    });
}

/** Where a subject is: a line number stays with the end of its file's name. */
export function placeMarkup(place: ShownSubject["source"]): Markup {
    const [, start = "", end = "", rest = ""] =
        /^(.*?)([^\s/]{0,20}:\d+)(,.*)?$/s.exec(shorten(formatPlace(place))) ?? [];
    return end === ""
        ? html`<span class="place">${shorten(formatPlace(place))}</span>`
        : html`<span class="place">${start}<span class="whole">${end}</span>${rest}</span>`;
}
