import { fchmodSync, fstatSync } from "node:fs";

/** Makes an open file readable only by its owner: it may have existed before. */
export function keepPrivate(file: number): void {
    const stat = fstatSync(file);
    if (stat.isFile() && (stat.mode & 0o077) !== 0) {
        fchmodSync(file, 0o600);
    }
}
