import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The README that is published with the pack, beside the folder of its compiled code. */
export function readme(): string | undefined {
    try {
        return readFileSync(join(__dirname, "../README.md"), "utf8");
    } catch {
        return undefined;
    }
}
