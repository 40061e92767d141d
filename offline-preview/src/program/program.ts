import type { Stack } from "../engine/stack";
import type { Log } from "../log";
import { PreviewError } from "../preview-error";
import type { Children } from "./children";
import { markedEnvironment } from "./program-environment";
import type { Project } from "./project";
import type { Sdk } from "./sdk";

/** A program, and where its engine and monitor listen. */
export interface ProgramRun {
    readonly sdk: Sdk;
    readonly project: Project;
    readonly stack: Stack;
    readonly address: string;
}

/** Means that the SDK has already logged what went wrong. Source: `@pulumi/pulumi/cmd/run`. */
const LOGGED_EXIT_CODE = 32;

/**
 * Runs the program of a project with Pulumi's own runtime, to its end.
 * @param errors what the program logs as errors
 * @throws PreviewError if it failed
 */
export async function runProgram(
    run: ProgramRun,
    children: Children,
    log: Log,
    errors: readonly string[],
): Promise<void> {
    const { project, stack } = run;
    const child = children.start(argumentsFor(run), {
        folder: project.programFolder,
        env: {
            ...markedEnvironment(project, stack),
            ...(project.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
            ...(project.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: project.tsconfig }),
        },
    });
    child.onOutput(line => log.line(line));
    child.onError(line => log.line(line));
    const { code, signal } = await child.ended;
    if (code === 0 && errors.length === 0) {
        return;
    }
    const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
    const reason = code === LOGGED_EXIT_CODE || code === 0 ? "" : ` (${how})`;
    const encrypted = stack.hasEncrypted ? `; the encrypted values of ${stack.file} are unknown offline` : "";
    throw new PreviewError(`the program failed${reason}${encrypted}`, {
        details: errors.flatMap(error => error.split("\n")),
        remedy: stack.hasEncrypted ? { option: "stackConfig" } : undefined,
    });
}

/** Source: `constructArguments` in pulumi-language-nodejs. */
function argumentsFor({ sdk, project, stack, address }: ProgramRun): readonly string[] {
    return [
        ...project.nodeArguments,
        sdk.script,
        ...["--monitor", address, "--engine", address],
        ...["--organization", stack.organization, "--project", project.name, "--stack", stack.name],
        ...["--root-directory", project.folder, "--pwd", project.programFolder],
        "--dry-run",
        ...["--parallel", "16"],
        project.entryPoint,
    ];
}
