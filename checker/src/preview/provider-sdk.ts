import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The folder of a provider's own SDK, where the program has it installed. */
export function providerSdkFolder(provider: string, programFolder: string): string | undefined {
    if (!/^[\w-]+$/.test(provider)) {
        return undefined;
    }
    try {
        const ofProgram = createRequire(join(programFolder, "package.json"));
        return dirname(ofProgram.resolve(`@pulumi/${provider}/package.json`));
    } catch {
        return undefined;
    }
}

/** The version of a provider that the program's SDK belongs to: the engine takes that one. */
export function providerSdkVersion(provider: string, programFolder: string): string {
    const folder = providerSdkFolder(provider, programFolder);
    if (folder === undefined) {
        return "";
    }
    const { version, pulumi } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return pulumi?.resource === true ? String(pulumi.version ?? version).replace(/^v/, "") : "";
}
