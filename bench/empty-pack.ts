import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..");

/**
 * A compiled policy pack without policies: what any pack costs.
 * @param parent of its folder, where it finds the SDK: by default this repository
 */
export function makeEmptyPack(parent: string = join(ROOT, ".cache/bench")): string {
    const folder = join(parent, "empty-pack");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const files = {
        "package.json": JSON.stringify({ name: "empty-pack", version: "0.1.0", main: "index.js" }),
        "PulumiPolicy.yaml": "runtime: nodejs\nmain: index.js\n",
        "index.js":
            'const { PolicyPack } = require("@pulumi/policy");\nnew PolicyPack("empty-pack", { policies: [] });\n',
    };
    for (const [name, text] of Object.entries(files)) {
        writeFileSync(join(folder, name), text);
    }
    return folder;
}
