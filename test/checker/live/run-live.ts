import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { accessKeyOf } from "./fake-server";

const COMMAND = join(__dirname, "../../../checker/bin/trail-guard.js");

/** Runs a command on its own terminal, between it and the pipes of the test. */
const ON_A_TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])) & 255)";

/** Where the command runs, and what stands in for AWS. */
export interface LivePlace {
    readonly url: string;
    readonly account: string;
    readonly folder: string;
}

/** What the command wrote, and how it ended. */
export interface Ran {
    readonly exitCode: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

/** What a test does while the command runs. */
export interface RunOptions {
    /** On a terminal standard error is written between standard output. Needs Python. */
    readonly terminal?: boolean;
    /** Further environment variables. */
    readonly env?: Readonly<Record<string, string>>;
    readonly onStart?: (child: ChildProcess) => void;
    /** Receives all of standard output so far. */
    readonly onOutput?: (stdout: string, child: ChildProcess) => void;
}

/** Runs the command against a fake AWS. */
export function runLive({ url, account, folder }: LivePlace, args: readonly string[], options: RunOptions = {}) {
    const env = {
        PATH: process.env.PATH,
        HOME: folder,
        AWS_ENDPOINT_URL: url,
        AWS_ACCESS_KEY_ID: accessKeyOf(account),
        AWS_SECRET_ACCESS_KEY: "very-secret",
        AWS_REGION: "us-east-1",
        ...options.env,
    };
    const command = [process.execPath, COMMAND, ...args];
    const [file = "", ...rest] = options.terminal === true ? ["python3", "-c", ON_A_TERMINAL, ...command] : command;
    return new Promise<Ran>(resolve => {
        const child = spawn(file, rest, { env, cwd: folder });
        const written = { stdout: "", stderr: "" };
        child.stdout.on("data", text => {
            written.stdout += text;
            options.onOutput?.(written.stdout, child);
        });
        child.stderr.on("data", text => {
            written.stderr += text;
        });
        child.on("close", exitCode => resolve({ exitCode, ...written }));
        options.onStart?.(child);
    });
}
