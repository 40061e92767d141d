import { type BigIntStats, type Dirent, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "../../command-line/user-error";
import type { SourceProblem } from "../source-trail";
import { isOwnPipe, kindOfFile } from "./regular-file";

/** A file to be read. */
export interface InputFile {
    /** As the user named it, or its folder. */
    readonly path: string;
    /** Does it have to be of a source: was it named itself, or does it have a name that nothing else has? */
    readonly named: boolean;
    readonly bytes: number;
}

/** The files to read, and named files that can't be. */
export interface InputFiles {
    readonly files: readonly InputFile[];
    readonly problems: readonly SourceProblem[];
}

/** Folders that contain none of the user's own sources: those of tools, and hidden ones. */
const SKIPPED = /^(\.|node_modules$)/;

/**
 * The files that arguments of a command line stand for: files, then possible sources in folders and their subfolders.
 * Each once, in a fixed order; symbolic links are followed.
 * @param sources the lower-case endings of file names to look for in folders, and which of these endings nothing else
 * has
 */
export function findInputFiles(
    paths: readonly string[],
    sources: readonly { readonly extensions: readonly string[]; readonly ownExtensions?: readonly string[] }[],
): InputFiles {
    const finder = new Finder(
        sources.flatMap(({ extensions }) => extensions),
        sources.flatMap(({ ownExtensions = [] }) => ownExtensions),
    );
    for (const path of paths) {
        finder.addNamed(path);
    }
    finder.addFolders();
    return finder;
}

interface Found {
    readonly path: string;
    readonly stats: BigIntStats;
}

class Finder implements InputFiles {
    readonly files: InputFile[] = [];
    readonly problems: SourceProblem[] = [];
    private readonly named: Found[] = [];
    /** The files and folders that were visited, by device and inode: links can lead to one twice, or form a cycle. */
    private readonly met = new Set<string>();

    constructor(
        private readonly extensions: readonly string[],
        private readonly ownExtensions: readonly string[],
    ) {}

    addNamed(path: string): void {
        const stats = this.stat(path, true);
        if (stats?.isDirectory() === true) {
            this.named.push({ path, stats });
        } else if (stats !== undefined) {
            this.addFile({ path, stats }, true);
        }
    }

    addFolders(): void {
        const open = this.named.reverse();
        for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
            if (this.isNew(folder)) {
                const entries = this.list(folder.path).flatMap(name => this.look(folder.path, name) ?? []);
                for (const entry of entries.filter(({ stats }) => !stats.isDirectory())) {
                    this.addFile(entry, endsWithOneOf(entry.path, this.ownExtensions));
                }
                open.push(...entries.filter(({ stats }) => stats.isDirectory()).reverse());
            }
        }
    }

    /** An entry of a folder, unless it can't be a source: a folder, or a file with one of the extensions. */
    private look(folder: string, entry: Dirent): Found | undefined {
        const { name } = entry;
        const mayBeSource = endsWithOneOf(name, this.extensions);
        if (SKIPPED.test(name) || !(mayBeSource || entry.isDirectory() || entry.isSymbolicLink())) {
            return undefined;
        }
        const path = join(folder, name);
        const stats = this.stat(path, mayBeSource);
        return stats !== undefined && (mayBeSource || stats.isDirectory()) ? { path, stats } : undefined;
    }

    private addFile(file: Found, named: boolean): void {
        const { path, stats } = file;
        if (!stats.isFile() && !(named && isOwnPipe(path))) {
            const message = `it is ${kindOfFile(stats)}, not a file: its contents can be piped to standard input (-)`;
            this.problems.push({ source: path, message });
        } else if (this.isNew(file)) {
            this.files.push({ path, named, bytes: Number(stats.size) });
        }
    }

    private isNew({ stats: { dev, ino } }: Found): boolean {
        const key = `${dev}:${ino}`;
        const isNew = !this.met.has(key);
        this.met.add(key);
        return isNew;
    }

    private list(path: string): Dirent[] {
        try {
            return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
        } catch (error) {
            this.problems.push({ source: path, message: `can't read the folder: ${reasonOf(error)}` });
            return [];
        }
    }

    private stat(path: string, matters: boolean): BigIntStats | undefined {
        try {
            return statSync(path, { bigint: true });
        } catch (error) {
            if (matters) {
                this.problems.push({ source: path, message: reasonOf(error) });
            }
            return undefined;
        }
    }
}

function endsWithOneOf(name: string, extensions: readonly string[]): boolean {
    const lower = name.toLowerCase();
    return extensions.some(extension => lower.endsWith(extension));
}
