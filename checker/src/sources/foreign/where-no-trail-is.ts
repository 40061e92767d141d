import { count } from "../../text/count";
import { saidOfUnusable } from "../unusable";
import { foreignKind, makerOfTrails } from "./foreign-file";
import { type ForeignKind, HELP } from "./foreign-kinds";

/** How many files are looked into: there may be very many. */
const MOST = 1000;

/**
 * What to say about folders in which no trail is found: files from which other tools create trails, if there are any,
 * and otherwise what the files are.
 * @param paths the files in them that no source claims
 * @param known did a source recognise any file, or has anything been said about one?
 */
export function saidWhereNoTrailIs(paths: readonly string[], known: "read" | "said" | "nothing"): readonly string[] {
    const makers = kindsOf(paths, makerOfTrails);
    if (makers.length > 0) {
        return makers.map(said);
    }
    const kinds = kindsOf(paths.slice(0, MOST), foreignKind);
    const helpful = kinds.filter(({ kind }) => kind.instead !== HELP);
    if (helpful.length > 0 || known === "read") {
        return helpful.map(said);
    }
    const [most] = kinds.sort((a, b) => b.paths.length - a.paths.length);
    if (most !== undefined) {
        return [said(most)];
    }
    const looked =
        paths.length === 0
            ? "there is no file that can be read"
            : `${count(paths.length, "file")} looked at, and none is of a kind that declares trails`;
    return known === "said" ? [] : [`${looked}: ${HELP}`];
}

/** The files of one kind. */
interface Found {
    readonly kind: ForeignKind;
    readonly paths: string[];
}

function kindsOf(paths: readonly string[], kindOf: (path: string) => ForeignKind | undefined): Found[] {
    const found = new Map<ForeignKind, Found>();
    for (const path of paths) {
        const kind = kindOf(path);
        if (kind !== undefined) {
            const entry = found.get(kind) ?? { kind, paths: [] };
            entry.paths.push(path);
            found.set(kind, entry);
        }
    }
    return [...found.values()];
}

function said({ kind, paths: [first = "", ...others] }: Found): string {
    const more = others.length === 0 ? "" : ` (and ${count(others.length, "other")} like it)`;
    return `${first}${more}: ${saidOfUnusable(kind)}`;
}
