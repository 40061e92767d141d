import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The example without findings: it watches trails, and declares none. */
export const WATCH = "watch";

/** The names of the examples that are written for Node: the others need their runtimes, and their own tests. */
export function nodeExamples(root: string): string[] {
    const folder = join(root, "examples");
    return readdirSync(folder).filter(example => {
        const project = join(folder, example, "Pulumi.yaml");
        return existsSync(project) && /^runtime:\s*(name:\s*)?nodejs\s*$/m.test(readFileSync(project, "utf8"));
    });
}
