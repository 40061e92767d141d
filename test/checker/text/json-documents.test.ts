import assert from "node:assert/strict";
import { parseJsonDocuments } from "../../../checker/src/text/json-documents";
import { parseJson } from "../../../checker/src/text/json-text";

describe("parseJsonDocuments", () => {
    it("knows the line of each document", () => {
        const lines = (text: string) => {
            const parsed = parseJsonDocuments(text);
            assert.ok("documents" in parsed, text);
            return parsed.documents.map(({ line }) => line);
        };
        assert.deepEqual(lines('\n\n{"a": 1}'), [3]);
        assert.deepEqual(lines('{"a": 1}\n\n{"b": 1}\n[2]\n'), [1, 3, 4]);
        assert.deepEqual(lines('{\n"a": 1\n}\n\n{\n"b": [\n1]\n}{\n}'), [1, 5, 8]);
    });

    it("knows the place of a mistake in any of many documents", () => {
        const good = '{"a": "\\"}{"}\n';
        for (const position of [0, 1, 500, 999]) {
            const text = [...Array(1000).keys()].map(index => (index === position ? '{"a": x}\n' : good)).join("");
            const expected = { message: "malformed JSON: this is not a JSON value", line: position + 1, column: 7 };
            assert.deepEqual(parseJsonDocuments(text), { problem: expected });
        }
    });

    it("takes time in proportion to the length of the text", () => {
        const time = (documents: number) => {
            const text = '{\n"a": [1, 2, "x"]\n}\n'.repeat(documents);
            const start = process.cpuUsage();
            parseJsonDocuments(text);
            return process.cpuUsage(start).user;
        };
        time(2000);
        const [small, large] = [Math.min(time(2000), time(2000)), Math.min(time(20_000), time(20_000))];
        assert.ok(large < small * 40, `ten times the documents took ${large / small} times as long`);
    });
});

describe("parseJson", () => {
    for (const [text, place] of [
        ["", "1:1 it is empty"],
        ['{\n "a": 1,\n}', '3:1 a property name in "double quotes" is expected here'],
        ['{"a" 1}', "1:6 a colon is expected here"],
        ['{"a": 1 "b": 2}', "1:9 a comma is expected here"],
        ["[1, 2", "1:6 it ends in the middle of a value"],
        ['["abc', "1:2 this string does not end"],
        ['{"a": "\\x"}', "1:7 this escape is not one of JSON's"],
        ['{"a": "\\u12"}', "1:7 this \\u escape needs four hexadecimal digits"],
        ['{"a": "\t"}', "1:7 a control character in a string must be escaped"],
        ["[1.]", "1:2 this is not a JSON number"],
        ["[1] [2]", "1:5 nothing more is expected here"],
        ["[1, // two\n2]", "1:5 JSON has no comments"],
        ["[NaN]", "1:2 this is not a JSON value"],
        ["[".repeat(100_000), "1:1 it is not JSON, and nested too deeply to tell where"],
    ] as const) {
        it(`says what is wrong with ${JSON.stringify(text.slice(0, 20))}, and where`, () => {
            const parsed = parseJson(text);
            assert.ok("problem" in parsed);
            const { line, column, message } = parsed.problem;
            assert.equal(`${line}:${column} ${message}`, place);
        });
    }
});
