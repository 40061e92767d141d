import assert from "node:assert/strict";
import { PassThrough, Writable } from "node:stream";
import { writePieces } from "../../../../checker/src/command-line/output/write-pieces";

const PIECE = "x".repeat(1000);

function* pieces(count: number, onPiece: () => void) {
    for (let n = 0; n < count; n++) {
        onPiece();
        yield PIECE;
    }
}

describe("writing in pieces", () => {
    it("asks for no more than the reader accepts", async () => {
        const stream = new PassThrough({ highWaterMark: 4000 });
        let asked = 0;
        const writing = writePieces(
            stream,
            pieces(100, () => {
                asked += 1;
            }),
        );
        await new Promise(resolve => setImmediate(resolve));
        assert.ok(asked < 20, `${asked} pieces`);
        let read = 0;
        stream.on("data", chunk => {
            read += chunk.length;
        });
        await writing;
        assert.deepEqual([asked, read], [100, 100_000]);
    });

    it("ends when the reader is gone", async () => {
        const stream = new Writable({
            highWaterMark: 4000,
            write: (_chunk, _encoding, done) => {
                setImmediate(done, new Error("EPIPE"));
            },
        });
        stream.on("error", () => {});
        await writePieces(
            stream,
            pieces(100, () => {}),
        );
        assert.ok(stream.destroyed);
    });

    it("writes to a stream that accepts only text", async () => {
        const texts: string[] = [];
        await writePieces({ write: text => texts.push(text) }, ["a", "b"]);
        assert.deepEqual(texts, ["a", "b"]);
    });
});
