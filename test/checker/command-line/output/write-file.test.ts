import assert from "node:assert/strict";
import {
    chmodSync,
    lstatSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeFileAtomically } from "../../../../checker/src/command-line/output/write-file";
import { UserError } from "../../../../checker/src/command-line/user-error";

describe("writeFileAtomically", () => {
    let folder = "";
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("writes a new file, and nothing else", async () => {
        await writeFileAtomically(join(folder, "a"), "text");
        assert.deepEqual(readdirSync(folder), ["a"]);
        assert.equal(readFileSync(join(folder, "a"), "utf8"), "text");
    });

    it("replaces a file, which keeps its mode, and writes through a symbolic link", async () => {
        const file = join(folder, "a");
        writeFileSync(file, "before");
        chmodSync(file, 0o640);
        symlinkSync(file, join(folder, "link"));
        await writeFileAtomically(join(folder, "link"), "after");
        assert.equal(readFileSync(file, "utf8"), "after");
        assert.equal(statSync(file).mode & 0o777, 0o640);
        assert.ok(lstatSync(join(folder, "link")).isSymbolicLink());
        assert.deepEqual(readdirSync(folder).sort(), ["a", "link"]);
    });

    it("leaves nothing behind if it can't write", async () => {
        const missing = join(folder, "missing", "a");
        await assert.rejects(
            writeFileAtomically(missing, "x"),
            new UserError(`can't write ${missing}: no such file or directory`),
        );
        mkdirSync(join(folder, "b\u001b"));
        await assert.rejects(
            writeFileAtomically(join(folder, "b\u001b"), "x"),
            new UserError(`can't write ${folder}/b\\u001b: it is a directory`),
        );
        assert.deepEqual(readdirSync(folder), ["b\u001b"]);
    });

    it("keeps the file that was there when the new one can't be finished", async () => {
        const file = join(folder, "a");
        writeFileSync(file, "before");
        // Text that can't be encoded at all stands in for a full disk.
        await assert.rejects(writeFileAtomically(file, Symbol("x") as unknown as string), UserError);
        assert.equal(readFileSync(file, "utf8"), "before");
        assert.deepEqual(readdirSync(folder), ["a"]);
    });

    it("writes to something that is not a regular file", async function () {
        if (process.platform !== "linux") {
            this.skip();
        }
        await writeFileAtomically("/dev/null", "x");
        assert.ok(statSync("/dev/null").isCharacterDevice());
        await assert.rejects(
            writeFileAtomically("/dev/full", "x"),
            new UserError("can't write /dev/full: no space left on the device"),
        );
    });
});
