import assert from "node:assert/strict";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { readLines } from "../../offline-preview/src/program/read-lines";

async function linesOf(...chunks: readonly (string | Buffer)[]): Promise<string[]> {
    const stream = new PassThrough();
    const lines: string[] = [];
    readLines(stream, line => lines.push(line));
    for (const chunk of chunks) {
        stream.write(chunk);
    }
    stream.end();
    await once(stream, "end");
    return lines;
}

describe("the lines of a process", () => {
    it("come without their breaks, however they are cut", async () => {
        assert.deepEqual(await linesOf("a\nb", "c\r\n\nd"), ["a", "bc", "", "d"]);
        assert.deepEqual(await linesOf(), []);
    });

    it("keep a character that two chunks share", async () => {
        const bytes = Buffer.from("a…b\n");
        assert.deepEqual(await linesOf(bytes.subarray(0, 2), bytes.subarray(2)), ["a…b"]);
    });

    it("come in pieces if one never ends", async () => {
        const lines = await linesOf("x".repeat(1_000_000));
        assert.equal(lines.join("").length, 1_000_000);
        assert.ok(lines.every(line => line.length <= 64 * 1024));
    });
});
