import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { pythonEnvironment } from "../../python-environment";

const ROOT = join(__dirname, "../../..");

/** Is a command missing? Why its tests are skipped, or `undefined` if it is on PATH. */
export function notOnPath(command: string): string | undefined {
    return spawnSync("sh", ["-c", `command -v ${command}`]).status === 0 ? undefined : `there is no ${command} on PATH`;
}

/** Makes sure that the `python3` on PATH has Pulumi's packages: its own, or those of an environment in .cache/. */
export function pythonWithPulumi(): string | undefined {
    if (notOnPath("python3") !== undefined || notOnPath("pulumi-language-python") !== undefined) {
        return "there is no python3 or no pulumi-language-python on PATH";
    }
    if (spawnSync("python3", ["-c", "import pulumi_aws"]).status === 0) {
        return undefined;
    }
    const requirements = join(ROOT, "examples/bedrock-agents-python/requirements.txt");
    let bin: string;
    try {
        bin = pythonEnvironment("python-pulumi", ["-r", requirements]);
    } catch (error) {
        return `Pulumi's Python packages can't be installed: ${(error as Error).message.trim().split("\n").at(-1)}`;
    }
    process.env.PATH = `${bin}${delimiter}${process.env.PATH}`;
    return undefined;
}
