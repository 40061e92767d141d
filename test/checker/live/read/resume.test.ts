import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SILENT } from "../../../../checker/src/command-line/terminal/progress";
import { UserError } from "../../../../checker/src/command-line/user-error";
import { type GatherOptions, gather } from "../../../../checker/src/live/read/gather";
import { openResumeFile } from "../../../../checker/src/live/read/resume-file";
import { FakeAws } from "../fake-aws";
import { inProcess } from "../fake-in-process";
import { COMPLETE } from "../trails";
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
        assert.match(String(second.notes?.[0]), /^5 accounts not read again: read between /);
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

    it("reads again what must now be known too, and what was left out", async () => {
        const file = join(folder, "resume.jsonl");
        const fake = new FakeAws();
        fake.addTrail("111111111111", "a", { selectors: { advanced: COMPLETE } });
        fake.addTrail("111111111111", "b", { region: "eu-west-1", selectors: { advanced: COMPLETE } });
        const again = async (options: Partial<GatherOptions>) => {
            fake.calls.length = 0;
            const given = { ...OPTIONS, ...options };
            const found = await gather(inProcess(fake), given, SILENT, ALL, openResumeFile(file));
            return [found.trails.length, fake.calls.length > 1];
        };
        assert.deepEqual(await again({ excludeRegions: ["eu-west-1"] }), [1, true]);
        assert.deepEqual(await again({ excludeRegions: ["eu-west-1"] }), [1, false]);
        assert.deepEqual(await again({}), [2, true]);
        assert.deepEqual(await again({}), [2, false]);
        assert.deepEqual(await again({ bucketPolicies: true }), [2, true]);
        assert.deepEqual(await again({ beforeChange: true }), [2, true]);
        assert.deepEqual(await again({ beforeChange: true }), [2, false]);
        fake.addRule("111111111111", "rule", ["us-east-1", "eu-west-1"], { ResourceType: "AWS::CloudTrail" });
        const telemetryRules = true;
        assert.deepEqual(await again({ telemetryRules, excludeRegions: ["eu-west-1"] }), [2, true]);
        assert.deepEqual(await again({ telemetryRules }), [3, true]);
        assert.deepEqual(await again({ telemetryRules }), [3, false]);
    });

    it("is readable only by its owner, even if the file existed before", async () => {
        const file = join(folder, "resume.jsonl");
        writeFileSync(file, "", { mode: 0o644 });
        await resumed(organization(1), file);
        assert.equal(statSync(file).mode & 0o777, 0o600);
        const link = join(folder, "link.jsonl");
        symlinkSync(file, link);
        assert.throws(() => openResumeFile(link), UserError);
    });

    it("refuses each damaged entry in one line", async () => {
        const file = join(folder, "resume.jsonl");
        const fake = new FakeAws();
        fake.addTrail("111111111111", "a", { selectors: { advanced: COMPLETE } });
        const options = { ...OPTIONS, bucketPolicies: true, beforeChange: true };
        await gather(inProcess(fake), options, SILENT, ALL, openResumeFile(file));
        const [header, line = ""] = readFileSync(file, "utf8").split("\n");
        const paths: string[][] = [];
        const visit = (value: unknown, path: string[]) => {
            for (const [name, entry] of Object.entries((value ?? {}) as object)) {
                if (!["value", "trails", "0"].includes(name) || typeof entry !== "object") {
                    paths.push([...path, name]);
                }
                if (typeof entry === "object" && !("FieldSelectors" in ((entry as object) ?? {})) && name !== "value") {
                    visit(entry, [...path, name]);
                }
            }
        };
        visit(JSON.parse(line), []);
        assert.ok(paths.length > 15, paths.join(" "));
        for (const path of paths) {
            const reading = JSON.parse(line);
            let at = reading;
            for (const name of path.slice(0, -1)) {
                at = at[name];
            }
            at[path.at(-1) as string] = 7;
            writeFileSync(file, `${header}\n${JSON.stringify(reading)}\n`);
            assert.throws(
                () => openResumeFile(file),
                (error: unknown) => error instanceof UserError && /line 2: not an account/.test(error.message),
                path.join("."),
            );
        }
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
