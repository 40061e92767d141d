import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { holds, interpolate } from "./expression";

interface Step {
    readonly name: string;
    readonly id?: string;
    readonly if?: string;
    readonly uses?: string;
    readonly with?: Readonly<Record<string, string>>;
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
}

interface Action {
    readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
    readonly runs: { readonly steps: readonly Step[] };
}

/** What a job passes to the action. */
export interface Job {
    /** The folder of the action, as GitHub has cloned it. */
    readonly action: string;
    readonly workspace: string;
    /** RUNNER_TEMP, which is empty when a job begins. */
    readonly temp: string;
    /** Where what was installed is kept for the next run, which then need not do so. */
    readonly kept: string;
    readonly inputs?: Readonly<Record<string, string>>;
    readonly event?: { readonly name: string; readonly payload: object };
    readonly env?: Readonly<Record<string, string>>;
}

export interface ActionRun {
    /** The exit code of the step that failed; 0 if none did. */
    readonly status: number;
    /** What all steps printed. */
    readonly log: string;
    readonly summary: string;
    /** Steps that use another action, by its name without the commit, with their inputs. */
    readonly used: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const FILES = ["GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY", "GITHUB_EVENT_PATH"] as const;
const INSTALLED = "trail-guard/trail-guard";

/** Runs the steps of a composite action as a runner does: in the same shell, with the same files. */
export async function runAction(job: Job): Promise<ActionRun> {
    rmSync(job.temp, { recursive: true, force: true });
    mkdirSync(job.temp, { recursive: true });
    if (existsSync(job.kept)) {
        mkdirSync(join(job.temp, "trail-guard"));
        symlinkSync(job.kept, join(job.temp, INSTALLED));
    }
    const { inputs, runs } = parse(readFileSync(join(job.action, "action.yml"), "utf8")) as Action;
    const file = (name: (typeof FILES)[number]) => join(job.temp, name);
    for (const name of FILES) {
        writeFileSync(file(name), name === "GITHUB_EVENT_PATH" ? JSON.stringify(job.event?.payload ?? {}) : "");
    }
    const contexts = {
        github: { token: "the-token", event_name: job.event?.name ?? "push", event: job.event?.payload ?? {} },
        inputs: {} as Record<string, string>,
        steps: {} as Record<string, { outputs: Record<string, string> }>,
    };
    for (const [name, { default: value = "" }] of Object.entries(inputs)) {
        contexts.inputs[name] = job.inputs?.[name] ?? (await interpolate(value, contexts));
    }
    const run = { status: 0, log: "", used: {} as Record<string, Readonly<Record<string, string>>> };
    for (const step of runs.steps) {
        if (run.status !== 0 || !(await holds(step.if ?? "true", contexts))) {
            continue;
        }
        if (step.uses !== undefined) {
            run.used[step.uses.replace(/@.*/, "")] = await interpolateAll(step.with, contexts);
            continue;
        }
        const { status, output } = await shell(step.run ?? "", job.workspace, {
            ...withoutCredentials(process.env),
            ...Object.fromEntries(FILES.map(name => [name, file(name)])),
            GITHUB_ACTION_PATH: job.action,
            GITHUB_WORKSPACE: job.workspace,
            RUNNER_TEMP: job.temp,
            PATH: [...lines(file("GITHUB_PATH")).reverse(), process.env.PATH].join(delimiter),
            ...job.env,
            ...(await interpolateAll(step.env, contexts)),
        });
        run.status = status;
        run.log += output;
        if (step.id !== undefined) {
            contexts.steps[step.id] = { outputs: outputsIn(file("GITHUB_OUTPUT")) };
        }
        writeFileSync(file("GITHUB_OUTPUT"), "");
    }
    if (!existsSync(job.kept) && existsSync(join(job.temp, INSTALLED))) {
        renameSync(join(job.temp, INSTALLED), job.kept);
    }
    const outputs = Object.fromEntries(Object.entries(contexts.steps).map(([id, step]) => [id, step.outputs]));
    return { ...run, summary: readFileSync(file("GITHUB_STEP_SUMMARY"), "utf8"), outputs };
}

function outputsIn(file: string): Record<string, string> {
    return Object.fromEntries(lines(file).map(line => line.split(/=(.*)/s).slice(0, 2)));
}

function lines(file: string): string[] {
    return existsSync(file)
        ? readFileSync(file, "utf8")
              .split("\n")
              .filter(line => line !== "")
        : [];
}

async function interpolateAll(
    values: Readonly<Record<string, string>> = {},
    contexts: Parameters<typeof interpolate>[1],
): Promise<Readonly<Record<string, string>>> {
    const entries = Object.entries(values).map(async ([name, value]) => [name, await interpolate(value, contexts)]);
    return Object.fromEntries(await Promise.all(entries));
}

/** As `shell: bash` is run. */
function shell(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<{ status: number; output: string }> {
    return new Promise(resolve => {
        const child = spawn("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script], { cwd, env });
        let output = "";
        child.stdout.on("data", chunk => {
            output += chunk;
        });
        child.stderr.on("data", chunk => {
            output += chunk;
        });
        child.on("close", status => resolve({ status: status ?? 1, output }));
    });
}

function withoutCredentials(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const others = Object.entries(env).filter(([name]) => !name.startsWith("AWS_"));
    return { ...Object.fromEntries(others), AWS_EC2_METADATA_DISABLED: "true" };
}
