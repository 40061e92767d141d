import { SOURCES } from "../../checker/src/sources/registry";

/** The section of docs/checker.md that says what `check` reads. */
export function sourceTable(): string {
    const rows = Object.entries(SOURCES).map(
        ([name, { documented }]) => `| \`${name}\` | ${documented.what} | ${documented.from} |`,
    );
    const extensions = [...new Set(Object.values(SOURCES).flatMap(source => source.extensions))].sort();
    return [
        "| `--source` | what | how to get it |",
        "| --- | --- | --- |",
        ...rows,
        "",
        `A folder is searched for files whose names end in ${extensions.map(name => `\`${name}\``).join(", ")};`,
        "hidden folders and `node_modules` are left out. A file that was named itself has to be one of the kinds above; in a",
        "folder, what is none of them is passed over.",
    ].join("\n");
}
