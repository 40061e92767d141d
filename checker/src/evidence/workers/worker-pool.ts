import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { FileResult, FileTask, Task, UnitResult, WorkerSetup } from "./messages";

/** The file that is built from worker.ts (scripts/build.js): beside the command, or where this runs from its source. */
const WORKER_FILES = ["evidence-worker.js", "../../../dist/evidence-worker.js"];

interface Member {
    readonly worker: Worker;
    readonly waiting: Map<number, { resolve(result: never): void; reject(error: Error): void }>;
    /** Bytes in hand. */
    load: number;
}

/** Worker threads that read log files. */
export class WorkerPool {
    private readonly members: readonly Member[];
    private nextId = 0;

    /** @param count how many threads */
    constructor(count: number, setup: WorkerSetup) {
        this.members = Array.from({ length: count }, () => start(setup));
    }

    /** Reads a log file, in the thread that has the least to do. Its bytes are moved there. */
    async read(task: Omit<FileTask, "type" | "id">): Promise<FileResult> {
        const member = this.members.reduce((least, other) => (other.load < least.load ? other : least));
        const size = task.bytes.byteLength;
        member.load += size;
        try {
            return await this.send<FileResult>(member, { ...task, type: "file", id: this.nextId++ });
        } finally {
            member.load -= size;
        }
    }

    /** Ends a unit: what each thread has counted in it, by consumer. */
    async endUnit(unit: string): Promise<readonly (readonly unknown[])[]> {
        const results = await Promise.all(
            this.members.map(member => this.send<UnitResult>(member, { type: "unit", id: this.nextId++, unit })),
        );
        return results.map(({ counted }) => counted).filter(counted => counted.length > 0);
    }

    async close(): Promise<void> {
        await Promise.all(this.members.map(({ worker }) => worker.terminate()));
    }

    private send<Result>(member: Member, task: Task): Promise<Result> {
        return new Promise<Result>((resolve, reject) => {
            member.waiting.set(task.id, { resolve: resolve as (result: never) => void, reject });
            // A small file may share its memory with others: only what is its own can be moved.
            const isOwn = task.type === "file" && task.bytes.byteLength === task.bytes.buffer.byteLength;
            member.worker.postMessage(task, isOwn ? [task.bytes.buffer as ArrayBuffer] : []);
        });
    }
}

function start(setup: WorkerSetup): Member {
    const file = WORKER_FILES.map(path => join(__dirname, path)).find(existsSync);
    if (file === undefined) {
        throw new Error(`${WORKER_FILES[0]} is not built`);
    }
    const worker = new Worker(file, { workerData: setup });
    const member: Member = { worker, waiting: new Map(), load: 0 };
    worker.on("message", (result: FileResult | UnitResult) => {
        member.waiting.get(result.id)?.resolve(result as never);
        member.waiting.delete(result.id);
    });
    worker.on("error", error => {
        // A worker that is out of memory, or a defect of ours: whoever waits has to know.
        for (const { reject } of member.waiting.values()) {
            reject(error);
        }
        member.waiting.clear();
    });
    return member;
}
