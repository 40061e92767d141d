import { closeSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { saidOfUnusable } from "../unusable";
import { FOREIGN_KINDS, type ForeignKind } from "./foreign-kinds";

/** How much of a file is enough to recognise it. */
const HEAD = 64 * 1024;

/** What a file that no source can read is, and what to run instead; `undefined` if it isn't recognised. */
export function foreignFile(path: string): string | undefined {
    const kind = foreignKind(path);
    return kind === undefined ? undefined : saidOfUnusable(kind);
}

/** The kind of a file that no source can read, by its name and its beginning. */
export function foreignKind(path: string): ForeignKind | undefined {
    const name = basename(path);
    let head: string | undefined;
    return FOREIGN_KINDS.find(kind => {
        if (kind.name !== undefined && !kind.name.test(name)) {
            return false;
        }
        return (kind.texts ?? []).every(pattern => {
            head ??= headOf(path);
            return pattern.test(head);
        });
    });
}

/** The kind of a file that makes trails, by its name alone, because there may be many files. */
export function makerOfTrails(path: string): ForeignKind | undefined {
    const name = basename(path);
    return FOREIGN_KINDS.find(kind => kind.makesTrails === true && kind.name?.test(name) === true);
}

function headOf(path: string): string {
    try {
        const file = openSync(path, "r");
        try {
            const bytes = Buffer.alloc(HEAD);
            return bytes.toString("latin1", 0, readSync(file, bytes, 0, HEAD, 0));
        } finally {
            closeSync(file);
        }
    } catch {
        return "";
    }
}
