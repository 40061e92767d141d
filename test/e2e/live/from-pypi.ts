import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const CACHE = join(__dirname, "../../../.cache");

/** A command of Python's, of the version that tests were written for. */
export interface PythonCommand {
    /** The environment variable that names another one. */
    readonly variable: string;
    /** `NAME==VERSION`, with extras. */
    readonly requirement: string;
    readonly command: string;
}

/**
 * The command that its environment variable names, or one of the right version, installed from PyPI (one that happens to
 * be on PATH may lack what tests need); `undefined` where there is neither.
 */
export function findPythonCommand({ variable, requirement, command }: PythonCommand): string | undefined {
    const named = process.env[variable];
    if (named !== undefined) {
        return named;
    }
    const venv = join(CACHE, requirement.replace(/\[.*\]/, "").replace("==", "-"));
    const installed = join(venv, "bin", command);
    try {
        if (!existsSync(installed)) {
            execFileSync("python3", ["-m", "venv", venv], { stdio: "ignore" });
            execFileSync(join(venv, "bin/pip"), ["install", "--quiet", requirement], {
                stdio: "ignore",
                timeout: 240_000,
            });
        }
        return installed;
    } catch {
        return undefined;
    }
}
