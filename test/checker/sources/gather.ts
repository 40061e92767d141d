import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { gatherFiles } from "../../../checker/src/sources/gather-files";
import type { SourceName } from "../../../checker/src/sources/registry";
import type { SourceOptions } from "../../../checker/src/sources/source";
import type { Gathered } from "../../../checker/src/sources/source-trail";

/** Runs a test with a folder of files. */
export async function withFiles<T>(
    files: Readonly<Record<string, string | Buffer>>,
    test: (folder: string) => Promise<T>,
): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
    try {
        for (const [name, content] of Object.entries(files)) {
            mkdirSync(dirname(join(folder, name)), { recursive: true });
            writeFileSync(join(folder, name), content);
        }
        return await test(folder);
    } finally {
        rmSync(folder, { recursive: true });
    }
}

/** Reads files, folders, or standard input. */
export function gather(
    paths: readonly string[],
    stdin: string | Buffer = "",
    source?: SourceName,
    options: Partial<SourceOptions> = {},
): Promise<Gathered> {
    const input = new PassThrough();
    input.end(stdin);
    return gatherFiles(
        paths,
        source,
        { stdin: input, stderr: { write: () => {} } },
        { variables: [], parameters: () => undefined, ...options },
    );
}

/** Reads a folder with these files. */
export function gatherFolder(files: Readonly<Record<string, string | Buffer>>): Promise<Gathered> {
    return withFiles(files, folder => gather([folder]));
}
