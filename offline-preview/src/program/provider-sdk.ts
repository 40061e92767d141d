import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The folder of a provider's own SDK, if the program has it installed. */
export function providerSdkFolder(provider: string, programFolder: string): string | undefined {
    if (!isName(provider)) {
        return undefined;
    }
    try {
        const ofProgram = createRequire(join(programFolder, "package.json"));
        return dirname(ofProgram.resolve(`@pulumi/${provider}/package.json`));
    } catch {
        return undefined;
    }
}

/**
 * The version of a provider that the engine uses if a resource names none: that of the SDK in the program's own folder,
 * and not in any folder above it. Source: `GetRequiredPackages` in pulumi-language-nodejs.
 */
export function providerSdkVersion(provider: string, programFolder: string): string {
    const file = join(programFolder, "node_modules", "@pulumi", provider, "package.json");
    if (!isName(provider) || !existsSync(file)) {
        return "";
    }
    const { version, pulumi } = JSON.parse(readFileSync(file, "utf8"));
    return pulumi?.resource === true ? String(pulumi.version ?? version).replace(/^v/, "") : "";
}

function isName(provider: string): boolean {
    return /^[\w-]+$/.test(provider);
}
