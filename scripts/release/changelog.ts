const UNRELEASED = /^## \[Unreleased\][ \t]*$/m;
const NEXT_SECTION = /^## \[/m;

/**
 * Gives what is unreleased a version and a day, and begins a new unreleased section.
 * @param day `YYYY-MM-DD`
 * @returns the changelog and the notes of the release, or what is wrong with it
 */
export function releaseChangelog(
    changelog: string,
    version: string,
    day: string,
): { readonly changelog: string; readonly notes: string } | { readonly problem: string } {
    const heading = UNRELEASED.exec(changelog);
    if (heading === null) {
        return { problem: "CHANGELOG.md has no section [Unreleased]" };
    }
    const before = changelog.slice(0, heading.index);
    const { notes, older } = sectionAfter(changelog, heading);
    if (notes === "") {
        return { problem: "CHANGELOG.md says of nothing that it is unreleased" };
    }
    const released = `## [Unreleased]\n\n## [${version}] - ${day}\n\n${notes}\n${older === "" ? "" : `\n${older}`}`;
    return { changelog: `${before}${released}`, notes };
}

/** What a changelog says of a release, or why it says nothing. */
export function notesOf(changelog: string, version: string): { readonly notes: string } | { readonly problem: string } {
    const heading = new RegExp(`^## \\[${version.replace(/\./g, "\\.")}\\] - .*$`, "m").exec(changelog);
    return heading === null
        ? { problem: `CHANGELOG.md has no section [${version}]` }
        : { notes: sectionAfter(changelog, heading).notes };
}

function sectionAfter(changelog: string, heading: RegExpExecArray): { readonly notes: string; readonly older: string } {
    const after = changelog.slice(heading.index + heading[0].length);
    const next = NEXT_SECTION.exec(after)?.index ?? after.length;
    return { notes: after.slice(0, next).trim(), older: after.slice(next) };
}
