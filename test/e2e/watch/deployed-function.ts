import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/** How an invocation ended: with what the function returned, or what it threw. */
export type Invoked = { readonly value: unknown } | { readonly error: string };

/** The deployed bundle, in its own process as Lambda starts it. */
export class DeployedFunction {
    private readonly child: ChildProcess;
    private readonly waiting = new Map<number, (invoked: Invoked) => void>();
    private next = 0;
    /** What it has written to its log. */
    log = "";

    constructor(environment: Readonly<Record<string, string>>) {
        this.child = spawn(process.execPath, [join(__dirname, "runtime.js")], {
            env: { PATH: process.env.PATH, ...environment },
            stdio: ["pipe", "pipe", "pipe", "ipc"],
        });
        this.child.on("message", ({ id, ...invoked }: Invoked & { readonly id: number }) => {
            this.waiting.get(id)?.(invoked);
            this.waiting.delete(id);
        });
        for (const stream of [this.child.stdout, this.child.stderr]) {
            stream?.on("data", text => {
                this.log += text;
            });
        }
        this.child.on("exit", code => {
            for (const end of this.waiting.values()) {
                end({ error: `the process ended with ${code}: ${this.log}` });
            }
        });
    }

    invoke(event: unknown, name: "handler" | "configRule" = "handler"): Promise<Invoked> {
        const id = this.next++;
        this.child.stdin?.write(`${JSON.stringify({ id, name, event })}\n`);
        return new Promise(resolve => this.waiting.set(id, resolve));
    }

    stop(): void {
        this.child.kill();
    }
}
