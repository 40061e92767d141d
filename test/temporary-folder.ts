import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface TemporaryFolder {
    /** Its path, or that of something in it. Only while tests run. */
    path(...names: readonly string[]): string;
    /** Writes a file, a value that is not text as JSON, and returns its path. */
    file(name: string, content: unknown): string;
}

/** A folder that exists while the tests of the `describe` run that calls this. */
export function temporaryFolder(): TemporaryFolder {
    let folder: string | undefined;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "trail-guard-test-"));
    });
    after(() => {
        if (folder !== undefined) {
            rmSync(folder, { recursive: true, force: true });
        }
    });
    const path = (...names: readonly string[]) => {
        if (folder === undefined) {
            throw new Error("the folder exists only while the tests run");
        }
        return join(folder, ...names);
    };
    return {
        path,
        file(name, content) {
            const file = path(name);
            mkdirSync(dirname(file), { recursive: true });
            writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
            return file;
        },
    };
}
