import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { unzip, unzipFirstPart } from "../../../../checker/src/evidence/files/unzip";

/** A gzip file with everything that its header may contain (RFC 1952): extra field, name, comment, checksum of the header. */
function withLongHeader(content: string): Buffer {
    const plain = gzipSync(content);
    const header = Buffer.from(plain.subarray(0, 10));
    // Without the flag of a header checksum, which zlib verifies.
    header[3] = 4 | 8 | 16;
    const extra = Buffer.from([3, 0, 1, 2, 3]);
    return Buffer.concat([header, extra, Buffer.from("name\0comment\0"), plain.subarray(10)]);
}

describe("unzipping", () => {
    const content = "a log file ".repeat(5000);
    const plain = gzipSync(content);

    it("returns the contents of a file, of all its parts", () => {
        for (const bytes of [plain, withLongHeader(content)]) {
            const unzipped = unzip(bytes);
            assert("content" in unzipped && !unzipped.hasMore);
            assert.equal(unzipped.content.toString(), content);
        }
        const two = unzip(Buffer.concat([plain, gzipSync("more")]));
        assert("content" in two && two.content.toString() === `${content}more`);
    });

    it("reports data after its end", () => {
        for (const bytes of [plain, withLongHeader(content)]) {
            for (const behind of ["x", "x".repeat(100), "\0", "\u001f\u008b\b and no more"]) {
                const unzipped = unzip(Buffer.concat([bytes, Buffer.from(behind, "latin1")]));
                assert("content" in unzipped, behind);
                assert.equal(unzipped.content.toString(), content);
            }
            assert.equal(unzipFirstPart(Buffer.concat([bytes, gzipSync("more")]))?.toString(), content);
        }
        assert.equal(unzipFirstPart(plain), undefined);
    });

    it("reports what is truncated, damaged, or not gzip at all", () => {
        for (const length of [0, 1, 4, 9, 10, 11, 50, plain.length - 9, plain.length - 1]) {
            const unzipped = unzip(plain.subarray(0, length));
            assert("problem" in unzipped, `${length}`);
            assert.equal(unzipped.problem, "not-gzip");
        }
        for (let at = 10; at < plain.length; at += 7) {
            const damaged = Buffer.from(plain);
            damaged[at] = (damaged[at] ?? 0) ^ 0x55;
            const unzipped = unzip(damaged);
            assert("problem" in unzipped || unzipped.content.toString() !== content, `${at}`);
        }
        assert("problem" in unzip(Buffer.from("no gzip")));
    });

    it("uses no more memory than a log file may need", () => {
        const part = gzipSync(Buffer.alloc(32 * 1024 * 1024), { level: 1 });
        const unzipped = unzip(Buffer.concat(Array.from({ length: 9 }, () => part)));
        assert("problem" in unzipped);
        assert.deepEqual([unzipped.problem, unzipped.detail], ["not-readable", "it unzips to more than 256 MiB"]);
    });
});
