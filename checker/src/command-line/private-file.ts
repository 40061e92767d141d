import { fchmodSync, fstatSync } from "node:fs";

/** Makes a file that is open readable for its owner alone: it may have been there before. */
export function keepPrivate(file: number): void {
    const stat = fstatSync(file);
    if (stat.isFile() && (stat.mode & 0o077) !== 0) {
        fchmodSync(file, 0o600);
    }
}
