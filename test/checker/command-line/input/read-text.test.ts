import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { readText } from "../../../../checker/src/command-line/input/read-text";
import { UserError } from "../../../../checker/src/command-line/user-error";

function piped(bytes: Uint8Array | string) {
    const stdin = new PassThrough();
    stdin.end(bytes);
    return { stdin };
}

describe("readText", () => {
    const folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
    after(() => rmSync(folder, { recursive: true }));

    it("reads standard input, by its name or if nothing is named", async () => {
        for (const name of ["-", undefined]) {
            assert.deepEqual(await readText(name, piped("é")), {
                text: "é",
                label: "standard input",
                byteOrderMark: false,
            });
        }
    });

    it("asks for a file if standard input is a terminal", async () => {
        const stdin = Object.assign(new PassThrough(), { isTTY: true });
        await assert.rejects(
            readText(undefined, { stdin }),
            new UserError("no input: name a file, or pipe it to standard input"),
        );
    });

    for (const [title, bytes] of [
        ["UTF-8", Buffer.from('{"ä":"€"}')],
        ["UTF-8 with a byte order mark", Buffer.from('\ufeff{"ä":"€"}')],
        ["UTF-16 as PowerShell writes it", Buffer.from('\ufeff{"ä":"€"}', "utf16le")],
        ["UTF-16 of the other byte order", Buffer.from('\ufeff{"ä":"€"}', "utf16le").swap16()],
    ] as const) {
        it(`reads ${title}`, async () => {
            assert.equal((await readText("-", piped(bytes))).text, '{"ä":"€"}');
        });
    }

    it("refuses anything that is not text", async () => {
        const file = join(folder, "binary");
        writeFileSync(file, Buffer.from([0x1f, 0x8b, 0x08, 0xff]));
        await assert.rejects(readText(file, piped("")), new UserError(`can't read ${file}: it is not UTF-8 text`));
        const half = Buffer.from([0xff, 0xfe, 0x41]);
        await assert.rejects(
            readText("-", piped(half)),
            new UserError("can't read standard input: it is not UTF-16LE text"),
        );
    });

    it("names a missing file safely", async () => {
        await assert.rejects(
            readText("a\u001b[2J\nb", piped("")),
            new UserError("can't read a\\u001b[2J\\u000ab: no such file or directory"),
        );
        await assert.rejects(
            readText("a\0b", piped("")),
            new UserError("can't read a\\u0000b: its name contains a null byte"),
        );
    });
});
