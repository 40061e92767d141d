import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Files of a repository that are written all or none. */
export class Files {
    private readonly before = new Map<string, string | undefined>();

    constructor(readonly root: string) {}

    /** The files that have changed, by their paths in the repository. */
    get written(): readonly string[] {
        return [...this.before.keys()];
    }

    read(path: string): string {
        return readFileSync(join(this.root, path), "utf8");
    }

    /** Writes a file, unless it is already up to date. */
    write(path: string, content: string): void {
        const present = this.find(path);
        if (present === content) {
            return;
        }
        if (!this.before.has(path)) {
            this.before.set(path, present);
        }
        mkdirSync(dirname(join(this.root, path)), { recursive: true });
        writeFileSync(join(this.root, path), content);
    }

    /** Restores everything. */
    restore(): void {
        for (const [path, content] of this.before) {
            if (content === undefined) {
                rmSync(join(this.root, path), { force: true });
            } else {
                writeFileSync(join(this.root, path), content);
            }
        }
        this.before.clear();
    }

    private find(path: string): string | undefined {
        try {
            return this.read(path);
        } catch {
            return undefined;
        }
    }
}
