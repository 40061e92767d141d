import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { ReadFailure } from "../../../../checker/src/evidence/files/file-store";
import type { RecordFile } from "../../../../checker/src/evidence/record-consumer";
import { ALL_COLUMNS } from "../../../../checker/src/evidence/records/inventory";
import { WorkerPool } from "../../../../checker/src/evidence/workers/worker-pool";
import { invokeModel, type RecordPlace } from "../made/bucket-records";

const PLACE: RecordPlace = { account: "123456789012", region: "us-east-1", time: "2026-11-01T12:00:00Z", id: "1" };
const FILE: RecordFile = {
    key: "k.json.gz",
    account: PLACE.account,
    region: PLACE.region,
    trail: "main",
    trust: "valid",
};

/** A log file with one Bedrock record, as a task of a unit. */
function task(unit: string, file: RecordFile = FILE) {
    const bytes = gzipSync(JSON.stringify({ Records: [invokeModel(PLACE)] }));
    return { unit, bytes, expected: undefined, file };
}

describe("the threads that read log files", () => {
    const from = "2026-11-01T00:00:00Z";
    const to = "2026-11-02T00:00:00Z";
    let pool: WorkerPool;
    beforeEach(() => {
        pool = new WorkerPool(1, { counting: { from, to, by: ALL_COLUMNS, costlyFields: [], events: false } });
    });
    afterEach(() => pool.close());

    it("count what they read, once for each unit", async () => {
        assert.equal((await pool.read(task("one"))).events.length, 1);
        assert.equal((await pool.endUnit("one")).length, 1);
        assert.deepEqual(await pool.endUnit("one"), []);
    });

    it("when one ends, its units are not read, and the next ones are", async () => {
        await pool.read(task("one"));
        // A record of nothing stops the thread, as running out of memory would.
        const broken = null as unknown as RecordFile;
        const isLost = (error: unknown) =>
            error instanceof ReadFailure &&
            error.kind === "unreadable" &&
            /a thread that reads log files/.test(error.message);
        await Promise.all([
            assert.rejects(pool.read(task("one", broken)), isLost),
            assert.rejects(pool.read(task("two")), isLost),
        ]);
        await assert.rejects(pool.endUnit("one"), isLost);
        await assert.rejects(pool.endUnit("two"), isLost);
        assert.equal((await pool.read(task("three"))).events.length, 1);
        assert.equal((await pool.endUnit("three")).length, 1);
    });
});
