import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Chromium on the PATH, if there is one. */
export function findChromium(): string | undefined {
    return (process.env.PATH ?? "")
        .split(delimiter)
        .flatMap(folder => NAMES.map(name => join(folder, name)))
        .find(isExecutable);
}

function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}
