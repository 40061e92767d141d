import { mkdirSync, statSync } from "node:fs";

import nodeModule = require("node:module");

import { homedir } from "node:os";
import { join } from "node:path";

/** Node has this since 22.8, and `flushCompileCache` since 22.10. */
interface CompileCache {
    enableCompileCache?(directory: string): unknown;
    flushCompileCache?(): void;
}

const { enableCompileCache, flushCompileCache } = nodeModule as unknown as CompileCache;

// Every preview boots the pack, and most of that time compiles modules. The entry imports this first.
if (enableCompileCache !== undefined && flushCompileCache !== undefined) {
    const folder = privateFolder();
    if (folder !== undefined) {
        enableCompileCache(folder);
        onceListening(flushCompileCache);
    }
}

/** A folder where no one else can write code, or `undefined` if there is none. */
function privateFolder(): string | undefined {
    try {
        const caches = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
        const folder = join(caches, "bedrock-trail-guard");
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const { uid, mode } = statSync(folder);
        const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
        return isOwn ? folder : undefined;
    } catch {
        return undefined;
    }
}

/**
 * Calls back when the SDK has written the server's port to standard output, and so has loaded what it needs. The engine
 * kills a pack to end it, and Node writes the cache by itself only at a normal exit.
 */
function onceListening(work: () => void): void {
    const { write } = process.stdout;
    process.stdout.write = ((...args: Parameters<typeof write>) => {
        process.stdout.write = write;
        setImmediate(work);
        return write.apply(process.stdout, args);
    }) as typeof write;
}
