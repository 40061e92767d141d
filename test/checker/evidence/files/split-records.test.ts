import assert from "node:assert/strict";
import fc from "fast-check";
import { splitRecords } from "../../../../checker/src/evidence/files/split-records";

/** The strings that make a record relevant. */
const MARKED = /bedrock|Bedrock|cloudtrail\.amazonaws\.com/;

function recordsOf(text: string, mustParse = false): unknown {
    const found = splitRecords(Buffer.from(text), mustParse);
    return "records" in found ? found.records : found.failure;
}

function filler(count: number): object[] {
    return Array.from({ length: count }, (_, index) => ({
        eventName: `DescribeSomething${index}`,
        requestParameters: { text: "x".repeat(700), nested: [{ eventVersion: "1.0" }, { a: ["]", "}", '"', "\\"] }] },
    }));
}

describe("the records of a log file that matter", () => {
    const invoke = { eventVersion: "1.11", eventSource: "bedrock.amazonaws.com", nested: { a: [{ b: "}]" }] } };

    it("finds the few among many, and parses no others", () => {
        const text = JSON.stringify({ Records: [...filler(40), invoke, ...filler(40)] });
        assert.deepEqual(recordsOf(text), [invoke]);
        assert.deepEqual(recordsOf(JSON.stringify({ Records: filler(20) })), []);
    });

    it("parses all if marks are dense or nothing vouches for the file", () => {
        const many = [invoke, ...filler(3), invoke];
        assert.deepEqual(recordsOf(JSON.stringify({ Records: many })), many);
        const few = [invoke, ...filler(40)];
        assert.deepEqual(recordsOf(JSON.stringify({ Records: few }), true), few);
    });

    it("overlooks no mark that is written differently", () => {
        const text = JSON.stringify({ Records: [...filler(40), invoke] });
        for (const [plain, escaped] of [
            ["bedrock.", "b\\u0065drock."],
            ["bedrock.", "\\u0062edrock\\u002e"],
            ["bedrock.", "bedrock\\u002E"],
        ] as const) {
            const found = recordsOf(text.replace(plain, escaped)) as unknown[];
            assert.deepEqual(found.at(-1), invoke);
        }
        // What AWS escapes hides nothing: it costs no parsing of the others.
        const html = { ...invoke, userAgent: "a<b>&c='d'" };
        const awsText = JSON.stringify({ Records: [...filler(40), html] })
            .replace("<", "\\u003c")
            .replace(">", "\\u003e");
        assert.deepEqual(recordsOf(awsText), [html]);
    });

    it("names anything that is not a log file", () => {
        for (const [text, failure] of [
            ["[]", "it has no list of records"],
            ["", "it is not JSON"],
            ['{"Records":[', "it is not JSON"],
        ] as const) {
            assert.equal(recordsOf(text, true), failure);
        }
    });

    it("finds the same as parsing the whole file", () => {
        const value = fc.jsonValue({
            maxDepth: 4,
            stringUnit: fc.constantFrom(
                "a",
                '"',
                "\\",
                "{",
                "}",
                "[",
                "]",
                "bedrock",
                "cloudtrail.amazonaws.com",
                "é",
                "\n",
            ),
        });
        const record = fc.record({ eventVersion: value, other: value, filler: fc.constantFrom("", "x".repeat(9000)) });
        fc.assert(
            fc.property(fc.array(record, { maxLength: 12 }), fc.boolean(), (records, spaced) => {
                const text = JSON.stringify({ Records: records }, undefined, spaced ? 2 : 0);
                const isMarked = (one: unknown) => MARKED.test(JSON.stringify(one));
                const found = (recordsOf(text) as unknown[]).filter(isMarked);
                assert.deepEqual(found, JSON.parse(text).Records.filter(isMarked));
            }),
        );
    });
});
