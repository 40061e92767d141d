import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SILENT } from "../../../../checker/src/command-line/progress";
import { UserError } from "../../../../checker/src/command-line/user-error";
import { gather } from "../../../../checker/src/live/read/gather";
import { openResumeFile } from "../../../../checker/src/live/read/resume-file";
import type { FakeAws } from "../fake-aws";
import { inProcess } from "../fake-in-process";
import { ALL, OPTIONS, organization, verdicts } from "./reading";

describe("--resume", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const resumed = (fake: FakeAws, file: string) =>
        gather(inProcess(fake), { ...OPTIONS, organization: true }, SILENT, ALL, openResumeFile(file));

    it("keeps what was read completely, and reads only the rest again", async () => {
        const file = join(folder, "resume.jsonl");
        const fake = organization(5);
        fake.intercept = ({ account, operation }) =>
            account === "200000000003" && operation === "GetTrailStatus" ? { kind: "hang" } : undefined;
        const interrupted = await resumed(fake, file);
        assert.deepEqual(interrupted.notes, [
            "1 of 6 accounts could not be read, or not completely: the same command asks only these again",
        ]);
        const first = verdicts(interrupted);
        fake.intercept = () => undefined;
        fake.calls.length = 0;
        const second = await resumed(fake, file);
        assert.deepEqual(
            [
                ...new Set(
                    fake.calls.filter(({ operation }) => operation === "ListTrails").map(({ account }) => account),
                ),
            ],
            ["200000000003"],
        );
        assert.deepEqual(Object.keys(verdicts(second)), Object.keys(first));
        assert.match(String(second.notes?.[0]), /^5 accounts were not read again: they were read between /);
    });

    it("drops a line that a killed run left half written", async () => {
        const file = join(folder, "resume.jsonl");
        const fake = organization(2);
        const before = verdicts(await resumed(fake, file));
        const text = readFileSync(file, "utf8");
        writeFileSync(file, text.slice(0, -20));
        assert.equal(openResumeFile(file).kept.size, 2);
        assert.deepEqual(verdicts(await resumed(fake, file)), before);
        assert.equal(openResumeFile(file).kept.size, 3);
        assert.equal(readFileSync(file, "utf8").split("\n").length, text.split("\n").length);
    });

    it("refuses a file that is not its own, and leaves it as it is", () => {
        const file = join(folder, "notes.txt");
        for (const text of ["my notes\n", '{"trailGuard":"resume","version":1}\n{"account":"1"}\n', "x"]) {
            writeFileSync(file, text);
            assert.throws(() => openResumeFile(file), UserError);
            assert.equal(readFileSync(file, "utf8"), text);
        }
    });
});
