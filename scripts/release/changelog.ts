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
    const after = changelog.slice(heading.index + heading[0].length);
    const next = NEXT_SECTION.exec(after)?.index ?? after.length;
    const notes = after.slice(0, next).trim();
    if (notes === "") {
        return { problem: "CHANGELOG.md says of nothing that it is unreleased" };
    }
    const older = after.slice(next);
    const released = `## [Unreleased]\n\n## [${version}] - ${day}\n\n${notes}\n${older === "" ? "" : `\n${older}`}`;
    return { changelog: `${before}${released}`, notes };
}
