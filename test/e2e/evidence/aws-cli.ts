import { type ChildProcessByStdio, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** What a command printed. */
export interface Printed {
    readonly stdout: string;
    readonly stderr: string;
}

/** The AWS CLI, started once for all its commands. */
export class AwsCli {
    private readonly process: ChildProcessByStdio<Writable, Readable, null>;
    private readonly answers: AsyncIterator<string>;

    /** @param command the installed `aws`, beside which its Python is */
    constructor(command: string, env: Readonly<Record<string, string>>) {
        const python = join(dirname(command), "python");
        this.process = spawn(python, [join(__dirname, "run_aws.py")], { env, stdio: ["pipe", "pipe", "inherit"] });
        this.answers = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
    }

    async run(...args: readonly string[]): Promise<Printed> {
        this.process.stdin.write(`${JSON.stringify(args)}\n`);
        const { value, done } = await this.answers.next();
        if (done) {
            throw new Error("the AWS CLI has ended");
        }
        return JSON.parse(value);
    }

    stop(): void {
        this.process.kill();
    }
}
