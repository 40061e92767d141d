import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { readLines } from "./read-lines";

/** How a process ended. */
export interface Ending {
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
}

/** A process that was started. */
export interface Child {
    readonly ended: Promise<Ending>;
    /** Calls back for each line of standard output. */
    onOutput(callback: (line: string) => void): void;
    /** Calls back for each line of standard error. */
    onError(callback: (line: string) => void): void;
}

/** How a process is started. */
export interface ChildOptions {
    readonly folder: string;
    readonly env: NodeJS.ProcessEnv;
}

/** How long a process may take to end before it is killed. */
const GRACE_MS = 1000;

const POLL_MS = 10;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * The processes of one preview. Each has its own process group, so that what it starts ends with it; and all end with
 * the command, however that ends.
 */
export class Children {
    private readonly groups = new Set<number>();
    private interrupted: NodeJS.Signals | undefined;

    constructor() {
        process.once("exit", this.killNow);
        for (const signal of SIGNALS) {
            process.on(signal, this.onSignal);
        }
    }

    /** Starts a Node process. */
    start(args: readonly string[], { folder, env }: ChildOptions): Child {
        const child = spawn(process.execPath, args, {
            cwd: folder,
            env,
            detached: true,
            stdio: ["ignore", "pipe", "pipe"],
        });
        if (child.pid !== undefined) {
            this.groups.add(child.pid);
        }
        return describeChild(child);
    }

    /** Ends them all, and what they started; resolves when none is left. */
    async end(): Promise<void> {
        await this.endAll();
        process.off("exit", this.killNow);
        for (const signal of SIGNALS) {
            process.off(signal, this.onSignal);
        }
        if (this.interrupted !== undefined) {
            await this.handOn(this.interrupted);
        }
    }

    private async endAll(): Promise<void> {
        this.signalAll("SIGTERM");
        const deadline = Date.now() + GRACE_MS;
        while (this.someAlive() && Date.now() < deadline) {
            await pause();
        }
        this.signalAll("SIGKILL");
        while (this.someAlive() && Date.now() < deadline + GRACE_MS) {
            await pause();
        }
    }

    private readonly killNow = (): void => this.signalAll("SIGKILL");

    private readonly onSignal = async (signal: NodeJS.Signals): Promise<void> => {
        if (this.interrupted === undefined) {
            this.interrupted = signal;
            await this.endAll();
        } else {
            this.killNow();
        }
        await this.handOn(signal);
    };

    /** Leaves a signal to any other handler, such as a test runner's; if there is none, it ends this process. */
    private async handOn(signal: NodeJS.Signals): Promise<void> {
        process.off(signal, this.onSignal);
        if (process.listenerCount(signal) === 0) {
            process.kill(process.pid, signal);
            // It is about to end this process: there is nothing left to report.
            await new Promise(() => {});
        }
    }

    private someAlive(): boolean {
        return [...this.groups].some(group => signalGroup(group, 0));
    }

    private signalAll(signal: NodeJS.Signals): void {
        for (const group of this.groups) {
            if (!signalGroup(group, signal)) {
                this.groups.delete(group);
            }
        }
    }
}

/** Signals a whole process group; does it still exist? */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
    try {
        process.kill(-group, signal);
        return true;
    } catch (error) {
        // EPERM: it exists, but belongs to another user.
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}

function pause(): Promise<void> {
    return new Promise(resolve => setTimeout(resolve, POLL_MS));
}

function describeChild(child: ChildProcessByStdio<null, Readable, Readable>): Child {
    const ended = new Promise<Ending>((resolve, reject) => {
        child.once("error", reject);
        // Its last lines have to be read first; but a process that it started may keep the streams open.
        child.once("exit", (code, signal) => {
            const done = () => {
                clearTimeout(timer);
                resolve({ code, signal });
            };
            const timer = setTimeout(done, GRACE_MS);
            child.once("close", done);
        });
    });
    ended.catch(() => {});
    return {
        ended,
        onOutput: callback => readLines(child.stdout, callback),
        onError: callback => readLines(child.stderr, callback),
    };
}
