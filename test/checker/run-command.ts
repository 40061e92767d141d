import { PassThrough } from "node:stream";
import { run } from "../../checker/src/command-line/program";
import { commandEntries } from "../../checker/src/commands";

/** What a command wrote, and its exit code. */
export interface Finished {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** What a command receives besides its arguments. */
export interface Surroundings {
    readonly stdin?: string | Buffer;
    readonly env?: Record<string, string>;
    /** Are standard output and standard error a terminal? */
    readonly terminal?: boolean;
    /** How wide both are; by default 100 columns for a terminal, and unknown otherwise. */
    readonly columns?: number;
}

/** Runs `trail-guard` in this process, with its own streams. */
export async function runCommand(
    args: readonly string[],
    { stdin = "", env = {}, terminal = false, columns = terminal ? 100 : undefined }: Surroundings = {},
    entries = commandEntries,
): Promise<Finished> {
    const written = { stdout: "", stderr: "" };
    const output = (name: "stdout" | "stderr") => ({
        isTTY: terminal,
        columns,
        write: (text: string) => {
            written[name] += text;
        },
    });
    const input = new PassThrough();
    input.end(stdin);
    const io = { stdin: input, stdout: output("stdout"), stderr: output("stderr"), env };
    return { exitCode: await run(args, io, entries), ...written };
}
