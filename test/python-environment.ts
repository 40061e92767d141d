import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./is-alive";

const CACHE = join(__dirname, "../.cache");
/** Installs packages with a tenth of the processor time that pip needs. */
const UV = "uv==0.13.9";
/** How long to wait for another test process that installs the same, in milliseconds. */
const PATIENCE = 300_000;

/**
 * A virtual environment of Python in .cache/, with packages that are installed from PyPI once, even if two test processes need
 * it at the same time. From then on what Python has compiled is kept, whatever the machine says.
 *
 * @param pipArguments what `pip install` is given
 * @returns the folder with its commands, such as `python`
 * @throws if there is no Python, or PyPI can't be reached
 */
export function pythonEnvironment(name: string, pipArguments: readonly string[]): string {
    // Otherwise each start compiles all that it loads.
    delete process.env.PYTHONDONTWRITEBYTECODE;
    return installedOnce(name, folder => {
        const uv = join(environmentOfUv(), "uv");
        const env = { ...process.env, UV_CACHE_DIR: join(CACHE, "uv-cache"), UV_PYTHON_DOWNLOADS: "never" };
        const options = { stdio: "pipe", timeout: 300_000, env } as const;
        // With pip, which Pulumi uses to list what is installed.
        execFileSync(uv, ["venv", "--quiet", "--seed", "--clear", "--python", "python3", folder], options);
        const python = join(folder, "bin/python");
        execFileSync(uv, ["pip", "install", "--quiet", "--python", python, ...pipArguments], options);
    });
}

function environmentOfUv(): string {
    return installedOnce(UV.replace("==", "-"), folder => {
        execFileSync("python3", ["-m", "venv", folder], { stdio: "pipe" });
        const install = ["install", "--quiet", "--disable-pip-version-check", UV];
        execFileSync(join(folder, "bin/pip"), install, { stdio: "pipe", timeout: 300_000 });
    });
}

/** @returns the folder with the commands of the environment */
function installedOnce(name: string, install: (folder: string) => void): string {
    const folder = join(CACHE, name);
    const bin = join(folder, "bin");
    const finished = join(folder, "installed");
    const lock = join(CACHE, `${name}.lock`);
    mkdirSync(CACHE, { recursive: true });
    for (let waited = 0; !existsSync(finished); waited += 200) {
        if (isTaken(lock)) {
            if (waited > PATIENCE) {
                throw new Error(`another process has not installed ${folder} in time`);
            }
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
            continue;
        }
        try {
            install(folder);
            writeFileSync(finished, "");
        } finally {
            rmSync(lock, { force: true });
        }
    }
    return bin;
}

/** Takes the lock, unless another process has it that still runs. */
function isTaken(lock: string): boolean {
    try {
        writeFileSync(lock, String(process.pid), { flag: "wx" });
        return false;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
            throw error;
        }
    }
    const owner = existsSync(lock) ? readFileSync(lock, "utf8") : "";
    if (owner !== "" && !isAlive(Number(owner))) {
        rmSync(lock, { force: true });
    }
    return true;
}
