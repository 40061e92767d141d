import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evidence } from "../../../checker/src/evidence/evidence";
import { MadeBucket } from "../evidence/made/made-bucket";
import { runCommand } from "../run-command";

const TIME = ["--from", "2026-11-01", "--to", "2026-11-01T04:00Z"];

describe("trail-guard evidence", () => {
    let folder = "";
    let logs = "";
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
        logs = join(folder, "logs");
        new MadeBucket({ hours: 4 }).copyTo(logs);
    });
    after(() => rmSync(folder, { recursive: true }));

    const run = (...args: string[]) => runCommand(["evidence", ...args]);

    it("can't decide about a copy", async () => {
        const { exitCode, stdout, stderr } = await run(logs, ...TIME);
        assert.equal(exitCode, 3, stderr);
        assert.match(stdout, /signatures can't be verified from a copy/);
        const { stdout: json } = await run(logs, ...TIME, "--format", "json");
        assert.equal((JSON.parse(json) as Evidence).logFiles.unverified, 8);
    });

    it("exits with 1 if something was tampered with, in every format", async () => {
        const made = new MadeBucket({ hours: 4 });
        const key = made.chain()[1]?.logFiles[0] ?? "";
        made.objects.delete(key);
        const tampered = join(folder, "tampered");
        made.copyTo(tampered);
        for (const format of ["text", "json", "markdown", "html"]) {
            const { exitCode, stdout } = await run(tampered, ...TIME, "--format", format);
            assert.equal(exitCode, 1);
            assert(stdout.replace(/\s+/g, "").includes(key.slice(-30)), format);
        }
    });

    it("counts by the requested columns", async () => {
        const { stdout } = await run(logs, ...TIME, "--format", "json", "--by", "event, account");
        const { inventory } = JSON.parse(stdout) as Evidence;
        assert.deepEqual(
            inventory.map(({ account, eventName, region, identity, count }) => [
                account,
                eventName,
                region,
                identity,
                count,
            ]),
            [
                ["123456789012", "InvokeModel", null, null, 8],
                ["123456789012", "Retrieve", null, null, 8],
            ],
        );
    });

    it("writes the events file completely or not at all", async () => {
        const events = join(folder, "events.ndjson");
        await run(logs, ...TIME, "--events", events);
        const lines = readFileSync(events, "utf8")
            .trimEnd()
            .split("\n")
            .map(line => JSON.parse(line) as { eventName: string });
        assert.equal(lines.length, 16);
        writeFileSync(events, "old");
        const { exitCode } = await run(join(folder, "nowhere"), ...TIME, "--events", events);
        assert.equal(exitCode, 2);
        assert.equal(readFileSync(events, "utf8"), "old");
        assert.deepEqual(
            readdirSync(folder).filter(name => name.endsWith(".tmp")),
            [],
        );
        const unwritable = await run(logs, ...TIME, "--events", join(folder, "no/such/folder"));
        assert.deepEqual([unwritable.exitCode, unwritable.stdout], [2, ""]);
        assert.match(unwritable.stderr, /^trail-guard: can't write .*: no such file or directory\n$/);
    });

    it("resumes where it stopped, even at a later time", async () => {
        const resume = join(folder, "resume.jsonl");
        const first = await run(logs, "--from", "90d", "--resume", resume, "--format", "json");
        const second = await run(logs, "--from", "90d", "--resume", resume, "--format", "json");
        const [one, other] = [first, second].map(({ stdout }) => JSON.parse(stdout) as Evidence);
        assert.deepEqual([one?.from, one?.to], [other?.from, other?.to]);
        assert.deepEqual(one?.logFiles, other?.logFiles);
    });

    it("tells every time of a period that ends now in whole seconds, as CloudTrail does", async () => {
        const { stdout } = await run(logs, "--from", "36h");
        const times = stdout.match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g) ?? [];
        assert.ok(times.length >= 4, stdout);
        assert.deepEqual(
            times.filter(time => time.includes(".")),
            [],
        );
    });

    const wrong: readonly (readonly [args: readonly string[], message: RegExp])[] = [
        [["LOGS", "--from", "yesterday"], /--from .*Expected a time in UTC/],
        [["LOGS", "--from", "2026-02-30"], /Expected a time in UTC/],
        [["LOGS", "--from", "2026-11-02", "--to", "2026-11-01"], /--from must be before --to/],
        [["LOGS", "--from", "2999-01-01", "--to", "2999-01-02"], /--from is in the future/],
        [["LOGS", "--account", "12"], /--account "12" is not an account ID of 12 digits/],
        [["LOGS", "--region", "virginia"], /--region "virginia" is not a Region/],
        [["LOGS", "--by", "acount"], /some of account, region, .*account/],
        [["LOGS", "--profile", "audit"], /--profile has no effect on a folder/],
        [["LOGS", "--max-attempts", "3"], /--max-attempts has no effect on a folder/],
        [["LOGS", "--events", "a", "--resume", "b"], /cannot be used with option '--resume/],
        [["LOGS/nowhere"], /can't read ".*nowhere": no such file or directory/],
        [["s3://Bad_Bucket/x"], /is not the address of a bucket/],
        [["LOGS", "--format", "xml"], /Allowed choices are text, json, markdown, html/],
    ];
    for (const [args, message] of wrong) {
        it(`says what is wrong with ${args.join(" ")}`, async () => {
            const { exitCode, stdout, stderr } = await run(...args.map(arg => arg.replace("LOGS", logs)));
            assert.deepEqual([exitCode, stdout, stderr.trimEnd().split("\n").length], [2, "", 1], stderr);
            assert.match(stderr, message);
        });
    }

    it("leaves a file alone that isn't its own", () => {
        assert.deepEqual(
            ["a", "b"].filter(name => existsSync(name)),
            [],
        );
    });
});
