// A worker thread of `trail-guard evidence`: built into its own file (scripts/build.js).
import { parentPort, workerData } from "node:worker_threads";
import type { RecordConsumer } from "../record-consumer";
import { createConsumer } from "../records/counting";
import type { FileResult, Task, UnitResult, WorkerSetup } from "./messages";
import { readLogFile } from "./read-log-file";
import { trailActionConsumer } from "./trail-actions";

const { counting } = workerData as WorkerSetup;

const units = new Map<string, readonly RecordConsumer<unknown>[]>();

function consumersOf(unit: string): readonly RecordConsumer<unknown>[] {
    const known = units.get(unit) ?? [trailActionConsumer(), createConsumer(counting)];
    units.set(unit, known);
    return known;
}

parentPort?.on("message", (task: Task) => {
    if (task.type === "file") {
        const result: FileResult = readLogFile(task, consumersOf);
        parentPort?.postMessage(result);
        return;
    }
    const counted = (units.get(task.unit) ?? []).map(consumer => consumer.take());
    units.delete(task.unit);
    const result: UnitResult = { id: task.id, counted };
    parentPort?.postMessage(result);
});
