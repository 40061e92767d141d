import { baseName, parseFileName } from "../keys/file-name";
import { dayFolder } from "../keys/layout";
import { dayOf } from "../keys/time";
import type { FileStore } from "./file-store";
import { linkNote } from "./find-places";

/**
 * The log files and digests of a folder without the bucket's layout: recognised by their names, and shown in the
 * folders that they came from. All names are held in memory.
 */
export async function looseStore(
    store: FileStore,
): Promise<{ readonly store: FileStore; readonly unread: readonly string[] }> {
    const byFolder = new Map<string, string[]>();
    const links: string[] = [];
    for await (const file of filesBelow(store, store.start, links)) {
        const name = parseFileName(baseName(file));
        if (name !== undefined) {
            const time = name.kind === "log" ? name.time : name.end;
            const kind = name.kind === "log" ? "CloudTrail" : "CloudTrail-Digest";
            const folder = dayFolder(`AWSLogs/${name.account}/`, kind, name.region, dayOf(time));
            byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
        }
    }
    const piled: FileStore = {
        ...store,
        start: "",
        list: async folder => ({
            files: byFolder.get(folder) ?? [],
            folders: subfolders(byFolder.keys(), folder),
        }),
        isKey: (file, bucketKey) => baseName(file) === baseName(bucketKey),
        fileOf: bucketKey => {
            const folder = [...byFolder.values()].find(files =>
                files.some(file => baseName(file) === baseName(bucketKey)),
            );
            return folder?.find(file => baseName(file) === baseName(bucketKey)) ?? bucketKey;
        },
    };
    return { store: piled, unread: links.map(linkNote) };
}

async function* filesBelow(store: FileStore, folder: string, skipped: string[]): AsyncGenerator<string> {
    const { files, folders, links = [] } = await store.list(folder);
    yield* files;
    skipped.push(...links);
    for (const below of folders) {
        yield* filesBelow(store, below, skipped);
    }
}

function subfolders(paths: Iterable<string>, folder: string): string[] {
    const found = new Set<string>();
    for (const path of paths) {
        if (path.startsWith(folder) && path.length > folder.length) {
            found.add(path.slice(0, path.indexOf("/", folder.length) + 1));
        }
    }
    return [...found].sort();
}
