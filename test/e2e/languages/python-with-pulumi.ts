import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";

const ROOT = join(__dirname, "../../..");

/** Is a command missing? Why its tests are skipped, or `undefined` where it is on PATH. */
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
    const environment = join(ROOT, ".cache/python-pulumi");
    mkdirSync(join(ROOT, ".cache"), { recursive: true });
    const requirements = join(ROOT, "examples/bedrock-agents-python/requirements.txt");
    const steps: readonly (readonly [string, ...string[]])[] = [
        ["python3", "-m", "venv", environment],
        [join(environment, "bin/pip"), "install", "--quiet", "--disable-pip-version-check", "-r", requirements],
    ];
    for (const [command, ...args] of steps) {
        const { status, stderr } = spawnSync(command, args, { encoding: "utf8", timeout: 300_000 });
        if (status !== 0) {
            return `Pulumi's Python packages can't be installed: ${stderr?.trim().split("\n").at(-1)}`;
        }
    }
    process.env.PATH = `${join(environment, "bin")}${delimiter}${process.env.PATH}`;
    return undefined;
}
