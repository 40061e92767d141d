import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { ReadFailure } from "../files/file-store";
import type { FileResult, FileTask, Task, UnitResult, WorkerSetup } from "./messages";

/**
 * The file that is built from worker.ts (scripts/build.js): beside the command, or where its source is when this runs
 * from source.
 */
const WORKER_FILES = ["evidence-worker.js", "../../../dist/evidence-worker.js"];

interface Member {
    worker: Worker;
    readonly waiting: Map<number, { resolve(result: never): void; reject(error: Error): void }>;
    /** The units for which it has counted something. */
    readonly units: Set<string>;
    /** Bytes in hand. */
    load: number;
}

/** Worker threads that read log files. */
export class WorkerPool {
    private readonly members: readonly Member[];
    /** Units for which a thread has lost its counts, and why. */
    private readonly lost = new Map<string, string>();
    private nextId = 0;

    /** @param count how many threads */
    constructor(
        count: number,
        private readonly setup: WorkerSetup,
    ) {
        this.members = Array.from({ length: count }, () => {
            const member: Member = { worker: this.start(), waiting: new Map(), units: new Set(), load: 0 };
            this.listen(member);
            return member;
        });
    }

    /**
     * Reads a log file, in the thread with the least to do. Its bytes are moved there.
     * @throws ReadFailure if the thread ended: a file may need more memory than there is
     */
    async read(task: Omit<FileTask, "type" | "id">): Promise<FileResult> {
        const member = this.members.reduce((least, other) => (other.load < least.load ? other : least));
        const size = task.bytes.byteLength;
        member.load += size;
        member.units.add(task.unit);
        try {
            return await this.send<FileResult>(member, { ...task, type: "file", id: this.nextId++ });
        } finally {
            member.load -= size;
        }
    }

    /**
     * Ends a unit: what each thread has counted in it, by consumer.
     * @throws ReadFailure if a thread with counts of it ended before
     */
    async endUnit(unit: string): Promise<readonly (readonly unknown[])[]> {
        const members = this.members.filter(({ units }) => units.delete(unit));
        const results = await Promise.all(
            members.map(member => this.send<UnitResult>(member, { type: "unit", id: this.nextId++, unit })),
        );
        const reason = this.lost.get(unit);
        if (reason !== undefined) {
            throw new ReadFailure("unreadable", reason);
        }
        return results.map(({ counted }) => counted).filter(counted => counted.length > 0);
    }

    async close(): Promise<void> {
        await Promise.all(this.members.map(({ worker }) => worker.terminate()));
    }

    private send<Result>(member: Member, task: Task): Promise<Result> {
        return new Promise<Result>((resolve, reject) => {
            member.waiting.set(task.id, { resolve: resolve as (result: never) => void, reject });
            // A small file may share its memory with others: only memory that is not shared can be moved.
            const isOwn = task.type === "file" && task.bytes.byteLength === task.bytes.buffer.byteLength;
            member.worker.postMessage(task, isOwn ? [task.bytes.buffer as ArrayBuffer] : []);
        });
    }

    private start(): Worker {
        const file = WORKER_FILES.map(path => join(__dirname, path)).find(existsSync);
        if (file === undefined) {
            throw new Error(`${WORKER_FILES[0]} is not built`);
        }
        return new Worker(file, { workerData: this.setup });
    }

    private listen(member: Member): void {
        member.worker.on("message", (result: FileResult | UnitResult) => {
            member.waiting.get(result.id)?.resolve(result as never);
            member.waiting.delete(result.id);
        });
        member.worker.on("error", ({ message }) => {
            const reason = `a thread that reads log files ended: ${message}`;
            for (const unit of member.units) {
                this.lost.set(unit, reason);
            }
            for (const { reject } of member.waiting.values()) {
                reject(new ReadFailure("unreadable", reason));
            }
            member.waiting.clear();
            member.units.clear();
            member.worker = this.start();
            this.listen(member);
        });
    }
}
