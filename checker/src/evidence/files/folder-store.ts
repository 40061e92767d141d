import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { reasonOf } from "../../command-line/user-error";
import { isSamePlace } from "../keys/layout";
import { type FileStore, ReadFailure } from "./file-store";

/**
 * A folder with files as they were in the bucket, or in a part of it. If the folder is itself below a folder `AWSLogs`,
 * its paths begin there.
 */
export function folderStore(folder: string): FileStore {
    const parts = resolve(folder).split(sep);
    const logs = parts.lastIndexOf("AWSLogs");
    const root = (logs === -1 ? parts : parts.slice(0, logs)).join(sep) || sep;
    const start = logs === -1 ? "" : `${parts.slice(logs).join("/")}/`;
    return {
        title: folder,
        start,
        bucket: undefined,
        async list(key) {
            const files: string[] = [];
            const folders: string[] = [];
            const links: string[] = [];
            for (const entry of await entriesOf(join(root, key))) {
                const path = `${key}${entry.name}`;
                // Links to folders could form a cycle.
                const target = entry.isSymbolicLink() ? await stat(join(root, path)).catch(() => undefined) : entry;
                if (entry.isDirectory()) {
                    folders.push(`${path}/`);
                } else if (target?.isFile()) {
                    files.push(path);
                } else if (target?.isDirectory()) {
                    links.push(`${path}/`);
                }
            }
            return { files: files.sort(), folders: folders.sort(), links: links.sort() };
        },
        read: key => readBytes(join(root, key)),
        isKey: isSamePlace,
        fileOf: (bucketKey, base) => {
            const from = bucketKey.lastIndexOf("AWSLogs/");
            const to = base.lastIndexOf("AWSLogs/");
            return from === -1 || to === -1 ? bucketKey : base.slice(0, to) + bucketKey.slice(from);
        },
    };
}

async function entriesOf(folder: string): Promise<Dirent[]> {
    try {
        return await readdir(folder, { withFileTypes: true });
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "ENOENT" || code === "ENOTDIR") {
            return [];
        }
        throw new ReadFailure("unreadable", reasonOf(error));
    }
}

/** Reads a file from disk. */
export async function readBytes(path: string) {
    try {
        return { bytes: await readFile(path), metadata: undefined };
    } catch (error) {
        const kind = (error as NodeJS.ErrnoException).code === "ENOENT" ? "missing" : "unreadable";
        throw new ReadFailure(kind, reasonOf(error));
    }
}
