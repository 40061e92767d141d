import { join } from "node:path";
import { pythonEnvironment } from "../../python-environment";

/** A command of Python's, of the version that tests were written for. */
export interface PythonCommand {
    /** The environment variable that names another one. */
    readonly variable: string;
    /** `NAME==VERSION`, with extras. */
    readonly requirement: string;
    /** What it needs and doesn't say. */
    readonly alsoNeeds?: string;
    readonly command: string;
}

/**
 * The command that its environment variable names, or one of the right version, installed from PyPI (one that happens to be on
 * PATH may lack what tests need); `undefined` if there is neither.
 */
export function findPythonCommand({ variable, requirement, alsoNeeds, command }: PythonCommand): string | undefined {
    const named = process.env[variable];
    if (named !== undefined) {
        return named;
    }
    try {
        const name = requirement.replace(/\[.*\]/, "").replace("==", "-");
        return join(pythonEnvironment(name, [requirement, ...(alsoNeeds === undefined ? [] : [alsoNeeds])]), command);
    } catch {
        return undefined;
    }
}
