import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import { type Finished, runCommand } from "../../checker/run-command";

const ROOT = join(__dirname, "../../..");

/** The folder of a program, of a pack, or of what else lies here. */
export function here(...path: string[]): string {
    return join(__dirname, ...path);
}

/** How `trail-guard preview` ended. */
export interface Previewed {
    readonly exitCode: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly stdout: string;
    readonly stderr: string;
}

/** A violation or a remediation, as `--format json` prints it. */
export interface Finding {
    readonly policy: string;
    readonly urn: string;
    readonly level?: string;
    readonly message?: string;
    readonly before?: Record<string, unknown>;
    readonly after?: Record<string, unknown>;
}

/** The result as `--format json` prints it. */
export interface Result {
    readonly resources: number;
    readonly violations: readonly Finding[];
    readonly remediations: readonly Finding[];
    readonly unseen?: readonly string[];
    readonly unanswered?: readonly string[];
    readonly undecrypted?: readonly string[];
}

/** Where and with what a preview runs. */
export interface Surroundings {
    readonly folder?: string;
    readonly env?: Record<string, string>;
    /** Called with the process, and everything that it has written so far, each time that it writes. */
    readonly onOutput?: (child: ChildProcessWithoutNullStreams, written: string) => void;
}

/** Runs the built command, as a user does. */
export function runPreview(args: readonly string[], surroundings: Surroundings = {}): Promise<Previewed> {
    const { folder = ROOT, env = {}, onOutput } = surroundings;
    const { NO_COLOR: _colour, ...inherited } = process.env;
    const child = spawn(process.execPath, [join(ROOT, "checker/bin/trail-guard.js"), "preview", ...args], {
        cwd: folder,
        env: { ...inherited, ...env },
    });
    child.stdin.end();
    const written = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
        child[name].setEncoding("utf8").on("data", (text: string) => {
            written[name] += text;
            onOutput?.(child, written.stdout + written.stderr);
        });
    }
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (exitCode, signal) => resolve({ exitCode, signal, ...written }));
    });
}

/** Runs the command on a program of this folder, in this process, and reads its JSON. */
export async function previewJson(
    program: string,
    args: readonly string[] = [],
): Promise<Finished & { readonly result: Result }> {
    const previewed = await runCommand(["preview", here("program", program), "--format", "json", ...args]);
    if (previewed.stdout === "") {
        throw new Error(`no result: ${previewed.stderr}`);
    }
    return { ...previewed, result: JSON.parse(previewed.stdout) as Result };
}

/** The arguments for the pack that reports everything it sees. */
export const OBSERVER = ["--policy-pack", here("pack", "observer")];

/** What the observer has seen: resource by resource, or of the stack; by the names of the resources. */
export function observed(
    { violations }: Pick<Result, "violations">,
    policy: "resources" | "stack",
): Record<string, Record<string, unknown>> {
    const reports = violations.filter(violation => violation.policy === policy);
    return Object.fromEntries(
        reports.flatMap(({ urn, message = "" }) => {
            const [, report = ""] = /^[^\n]*\n(\{.*\})$/.exec(message) ?? [];
            return report === "" ? [] : [[urn.split("::").at(-1) ?? "", JSON.parse(report)]];
        }),
    );
}

/** The processes that a program or a pack has reported in lines like `processes 123 456`. */
export function toldProcesses(text: string): number[] {
    return [...text.matchAll(/^processes ([\d ]+)$/gm)].flatMap(([, ids = ""]) => ids.split(" ").map(Number));
}
