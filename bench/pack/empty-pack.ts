import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");

/**
 * A compiled policy pack that does nothing: the cost of any pack.
 * @param parent the parent of its folder, where it finds the SDK: by default this repository
 * @param stackPolicies how many stack policies it has
 */
export function makeEmptyPack(parent: string = join(ROOT, ".cache/bench"), stackPolicies = 0): string {
    const folder = join(parent, `empty-pack-${stackPolicies}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const files = {
        "package.json": JSON.stringify({ name: "empty-pack", version: "0.1.0", main: "index.js" }),
        "PulumiPolicy.yaml": "runtime: nodejs\nmain: index.js\n",
        "index.js": `const { PolicyPack } = require("@pulumi/policy");
const policy = (_, index) => ({ name: "empty-" + index, description: "empty", validateStack: () => {} });
new PolicyPack("empty-pack", { policies: Array.from({ length: ${stackPolicies} }, policy) });
`,
    };
    for (const [name, text] of Object.entries(files)) {
        writeFileSync(join(folder, name), text);
    }
    return folder;
}
