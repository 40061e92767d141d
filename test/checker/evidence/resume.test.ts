import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { UserError } from "../../../checker/src/command-line/user-error";
import type { Evidence } from "../../../checker/src/evidence/evidence";
import { temporaryFolder } from "../../temporary-folder";
import { ACCOUNT, HOUR, MadeBucket, PLAN } from "./made/made-bucket";
import { gatherMade } from "./made/run-made";
import { found, NOTHING } from "./made/tamperings";
import { watched } from "./made/watched-api";

/** What must not differ between two runs on the same files. */
function essence({ read: _, notes: __, ...evidence }: Evidence): unknown {
    return evidence;
}

describe("reading log files: resuming a run", () => {
    const { path } = temporaryFolder();

    it("resumes an interrupted run, and gets the same result", async () => {
        const made = new MadeBucket({ hours: 40, accounts: [ACCOUNT, "444455556666"], filesAnHour: 1 });
        const all = watched(made);
        const whole = await gatherMade(made, {}, { api: all.api });
        const resume = path("resume.jsonl");
        const stop = new AbortController();
        const first = watched(made, key => {
            if (first.read.length > 90) {
                stop.abort();
            }
            return key === "nowhere";
        });
        const cut = await gatherMade(made, { resume, stop: stop.signal }, { api: first.api });
        assert.equal(cut.complete, false);
        assert(cut.logFiles.valid < whole.logFiles.valid);
        assert.match(cut.notes.join("\n"), /not read/);
        assert.deepEqual(found(cut, made), NOTHING);
        assert(cut.timeline.some(({ spans }) => spans.some(({ state }) => state === "unread")));
        const second = watched(made);
        const resumed = await gatherMade(made, { resume }, { api: second.api });
        assert.deepEqual(essence(resumed), essence(whole));
        assert(second.read.length < all.read.length);
        const third = watched(made);
        assert.deepEqual(essence(await gatherMade(made, { resume }, { api: third.api })), essence(whole));
        assert.deepEqual(third.read, []);
    });

    it("reads a day again whose digests were not all due", async () => {
        const made = new MadeBucket({ hours: 6 });
        const whole = new Map(made.objects);
        for (const key of made.objects.keys()) {
            if (/CloudTrail-Digest\/.*T0[56]0000Z/.test(key)) {
                made.objects.delete(key);
            }
        }
        const resume = path("not-due.jsonl");
        const early = await gatherMade(made, { resume, now: PLAN.from + 6 * HOUR });
        assert.deepEqual([early.logFiles.valid, early.logFiles.pending, early.gaps], [8, 4, []]);
        for (const [key, object] of whole) {
            made.objects.set(key, object);
        }
        const late = await gatherMade(made, { resume, now: PLAN.from + 20 * HOUR });
        assert.deepEqual([late.logFiles.valid, late.logFiles.pending, late.gaps], [12, 0, []]);
    });

    it("reads a day again if one of its digests could not be read", async () => {
        const made = new MadeBucket({ hours: 3 });
        const resume = path("denied.jsonl");
        const denied = watched(made, key => key === made.chain()[1]?.digest);
        assert.equal((await gatherMade(made, { resume }, { api: denied.api })).complete, false);
        const again = await gatherMade(made, { resume });
        assert.deepEqual([again.complete, again.digests.valid], [true, 3]);
    });

    it("names the line of a file that was damaged or edited", async () => {
        const made = new MadeBucket({ hours: 2 });
        const resume = path("damaged.jsonl");
        await gatherMade(made, { resume });
        const [header = "", line = ""] = readFileSync(resume, "utf8").split("\n");
        type Json = Record<string, unknown>;
        const damages: Readonly<Record<string, (unit: Json) => unknown>> = {
            "no time": unit => ({ ...unit, readAt: {} }),
            "a day that is none": unit => ({ ...unit, day: 1e300 }),
            "no digests": unit => ({ ...unit, digests: {} }),
            "no log files": unit => ({ ...unit, logFiles: {} }),
            "an unknown problem": unit => ({
                ...unit,
                digests: { ...(unit.digests as Json), invalid: [{ key: "k", problem: "odd" }] },
            }),
            "an empty chain": unit => ({ ...unit, chains: [null] }),
            "a chain that covers nothing readable": unit => ({
                ...unit,
                chains: [{ trail: "main", homeRegion: "us-east-1", covered: [{}] }],
            }),
            "no pair": unit => ({ ...unit, uncovered: [[1]] }),
            "nothing counted": unit => ({ ...unit, counted: [5] }),
            "no records": unit => ({ ...unit, counted: [[[], null]] }),
            "records that are none": unit => ({ ...unit, counted: [[[], { inventory: [{}], sightings: [{}] }]] }),
            "a call that is none": unit => ({
                ...unit,
                counted: [[[{}], (unit.counted as [unknown, unknown][])[0]?.[1]]],
            }),
        };
        for (const [damage, wrong] of Object.entries(damages)) {
            writeFileSync(resume, `${header}\n${JSON.stringify(wrong(JSON.parse(line)))}\n`);
            await assert.rejects(gatherMade(made, { resume }), /, line 2: not a day that --resume wrote$/, damage);
        }
    });

    it("does not mix results of different questions, and leaves a file alone that isn't its own", async () => {
        const made = new MadeBucket({ hours: 2 });
        const resume = path("other.jsonl");
        await gatherMade(made, { resume });
        const kept = readFileSync(resume, "utf8");
        for (const changes of [{ asked: { from: PLAN.from, to: PLAN.from + HOUR } }, { by: ["account"] as const }]) {
            await assert.rejects(gatherMade(made, { resume, ...changes }), (error: Error) => {
                assert(error instanceof UserError);
                assert.match(error.message, /was written for another source, trail or time, or other columns/);
                return true;
            });
        }
        assert.equal(readFileSync(resume, "utf8"), kept);
        // What a killed run left half written is read again.
        writeFileSync(resume, kept.slice(0, -30));
        assert.equal((await gatherMade(made, { resume })).logFiles.valid, 4);
    });
});
