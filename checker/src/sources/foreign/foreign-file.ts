import { closeSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { saidOfUnusable } from "../unusable";
import { FOREIGN_KINDS } from "./foreign-kinds";

/** How much of a file is enough to recognise it. */
const HEAD = 64 * 1024;

/** What a file that no source can read is, and what to run instead; `undefined` if it isn't recognised. */
export function foreignFile(path: string): string | undefined {
    const name = basename(path);
    let head: string | undefined;
    const found = FOREIGN_KINDS.find(kind => {
        if (kind.name !== undefined && !kind.name.test(name)) {
            return false;
        }
        return (kind.texts ?? []).every(pattern => {
            head ??= headOf(path);
            return pattern.test(head);
        });
    });
    return found === undefined ? undefined : saidOfUnusable(found);
}

/** What to say about a file if its folder contains no trail: by its name alone, because there may be many files. */
export function makerOfTrails(path: string): string | undefined {
    const name = basename(path);
    const found = FOREIGN_KINDS.find(kind => kind.makesTrails === true && kind.name?.test(name) === true);
    return found === undefined ? undefined : saidOfUnusable(found);
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
