import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
    JsonSplitter,
    MAX_DEPTH,
    type StreamedItem,
    type StreamedItemShape,
} from "../../../../checker/src/sources/input/json-splitter";
import { Unreadable } from "../../../../checker/src/sources/input/unreadable";
import { parseJson } from "../../../../checker/src/text/json-text";

const SHAPE: StreamedItemShape = {
    a: "in a",
    b: { c: "in b.c", "[]": { a: "never" } },
    d: { "[]": { a: "in d[].a" } },
};

interface Split {
    readonly documents: readonly {
        readonly value: unknown;
        readonly line: number;
        readonly items: readonly StreamedItem[];
    }[];
}

function split(text: string | Buffer, blockSize = 7): Split {
    const documents: { value: unknown; line: number; items: StreamedItem[] }[] = [];
    let items: StreamedItem[] = [];
    const splitter = new JsonSplitter(SHAPE, {
        item: item => items.push(item) > 0,
        document: ({ value, place }) => {
            documents.push({ value, line: place.line, items });
            items = [];
        },
    });
    const bytes = Buffer.from(text);
    // The block is used again, as a reader of files does.
    const block = Buffer.alloc(blockSize);
    for (let start = 0; start < bytes.length; start += blockSize) {
        splitter.write(block.subarray(0, bytes.copy(block, 0, start, start + blockSize)));
    }
    splitter.end();
    return { documents };
}

function failure(text: string | Buffer, blockSize?: number): string {
    try {
        split(text, blockSize);
    } catch (error) {
        assert.ok(error instanceof Unreadable, String(error));
        return error.message;
    }
    return "accepted";
}

/** Puts the items back to where they were taken from. */
function reassemble({ documents }: Split): unknown {
    const [{ value, items }] = documents;
    const left = new Map<string, unknown[]>();
    for (const { kind, value: item } of items) {
        left.set(kind, [...(left.get(kind) ?? []), item]);
    }
    const fill = (list: unknown, kind: string) => {
        if (Array.isArray(list)) {
            list.push(...(left.get(kind) ?? []));
        }
    };
    const root = value as Record<string, Record<string, unknown> | undefined>;
    fill(root?.a, "in a");
    fill(root?.b?.c, "in b.c");
    return root;
}

describe("the JSON splitter", () => {
    it("returns the entries of the named lists, and the rest without them", () => {
        const { documents } = split(`{
  "x": [1, {"a": [{"not": "here"}]}],
  "a": [{"n": 1}, "text",
    [2], null , 3.5],
  "b": {"c": [], "a": [{"nor": "here"}]},
  "d": [{"a": [{"deep": true}]}, {"e": 1}]
}`);
        assert.deepEqual(documents, [
            {
                value: {
                    x: [1, { a: [{ not: "here" }] }],
                    a: [],
                    b: { c: [], a: [{ nor: "here" }] },
                    d: [{ a: [] }, { e: 1 }],
                },
                line: 1,
                items: [
                    { kind: "in a", value: { n: 1 }, line: 3 },
                    { kind: "in a", value: "text", line: 3 },
                    { kind: "in a", value: [2], line: 4 },
                    { kind: "in a", value: null, line: 4 },
                    { kind: "in a", value: 3.5, line: 4 },
                    { kind: "in d[].a", value: { deep: true }, line: 6 },
                ],
            },
        ]);
    });

    it("decodes names, however they are escaped", () => {
        const { documents } = split('{"\\u0061": [1], "b\\"": {"c": [2]}, "__proto__": {"c": [3]}}');
        assert.deepEqual(
            documents.map(({ items }) => items.map(({ value }) => value)),
            [[1]],
        );
    });

    it("reads several documents, each with its line", () => {
        const { documents } = split('{"a":[1]}\n{"a":[2]} [3]\n\n');
        assert.deepEqual(
            documents.map(({ line, items }) => [line, items.map(({ value }) => value)]),
            [
                [1, [1]],
                [2, [2]],
                [2, []],
            ],
        );
    });

    it("splits any JSON without losing anything, whatever the chunks are", () => {
        const json = fc.jsonValue({ maxDepth: 4 });
        const lists = fc.record({ a: fc.array(json), b: fc.record({ c: fc.array(json), x: json }), y: json });
        fc.assert(
            fc.property(lists, fc.constantFrom(0, 2), fc.integer({ min: 1, max: 40 }), (value, indent, blockSize) => {
                const text = JSON.stringify(value, undefined, indent);
                assert.deepEqual(reassemble(split(text, blockSize)), JSON.parse(text));
            }),
            { numRuns: 500 },
        );
    });

    it("accepts exactly what JSON.parse accepts, and says where anything else is wrong", () => {
        const json = fc.jsonValue({ maxDepth: 3 });
        const characters = fc.constantFrom(...'{}[],:"\\ \n\t0e-.tré😀\u0000', "null", '"a":[', '"b":{"c":[');
        const lists = fc.record({ a: fc.array(json), b: fc.record({ c: fc.array(json) }) }, { requiredKeys: [] });
        let refused = 0;
        fc.assert(
            fc.property(
                lists,
                fc.nat(),
                fc.nat({ max: 3 }),
                characters,
                fc.boolean(),
                (value, at, cut, insert, spaces) => {
                    const whole = JSON.stringify(value, undefined, spaces ? 1 : 0);
                    const offset = at % whole.length;
                    const text = whole.slice(0, offset) + insert + whole.slice(offset + cut);
                    const expected = parseJson(text);
                    const message = failure(text);
                    if ("value" in expected) {
                        // A document is an object or a list.
                        const isDocument = typeof expected.value === "object" && expected.value !== null;
                        const refusal = /^malformed JSON: an object or a list is expected here \(/;
                        assert.match(message, isDocument ? /^accepted$|appears twice in one object/ : refusal);
                        return;
                    }
                    // Several documents may follow one another here.
                    if (message === "accepted") {
                        assert.ok(split(text).documents.length !== 1, text);
                        return;
                    }
                    refused++;
                    assert.match(message, /^it is empty$| \(line \d+, column \d+\)$/);
                },
            ),
            { numRuns: 3000 },
        );
        assert.ok(refused > 500, `${refused}`);
    });

    it("never accepts truncated text", () => {
        const text = JSON.stringify(
            { x: "é😀", a: [{ n: [1, 2, { s: "}]" }] }, 7], b: { c: [{}] }, z: 1 },
            undefined,
            1,
        );
        for (let length = 1; length < text.length; length++) {
            assert.match(failure(text.slice(0, length)), /it ends in the middle of a value \(line \d+, column \d+\)$/);
        }
    });

    const table: readonly (readonly [name: string, text: string | Buffer, message: string])[] = [
        ["nothing", "", "it is empty"],
        ["only white space", " \n\t", "it is empty"],
        [
            "a truncated list of items",
            '{"a":[{"n":1},',
            "malformed JSON: it ends in the middle of a value (line 1, column 15)",
        ],
        [
            "a missing comma",
            '{"a":[\n{"n":1}\n {"n":2}]}',
            "malformed JSON: nothing more is expected here (line 3, column 2)",
        ],
        ["an extra comma", '{"a":[{"n":1},\n]}', "malformed JSON: a value is expected here (line 2, column 1)"],
        ["a leading comma", '{"a":[,1]}', "malformed JSON: a value is expected here (line 1, column 7)"],
        [
            "a wrong bracket after items",
            '{"a":[{"n":1}}',
            "malformed JSON: a comma or a closing bracket is expected here (line 1, column 14)",
        ],
        [
            "a mistake in a item",
            '{"é😀":1,"a":[{},{"é":1,}]}',
            'malformed JSON: a property name in "double quotes" is expected here (line 1, column 25)',
        ],
        [
            "a mistake after items",
            '{"a":[{}],\n "b": tru}',
            "malformed JSON: this is not a JSON value (line 2, column 7)",
        ],
        ["an extra bracket", '{"a":[]}\n}', "malformed JSON: nothing more is expected here (line 2, column 1)"],
        ["text after the end", '{"a":[]}\nend', "malformed JSON: nothing more is expected here (line 2, column 1)"],
        [
            "Latin-1 in a item",
            Buffer.from('{"a":[\n{"k":"caf\xe9"}]}', "latin1"),
            "it is not UTF-8 text (line 2, column 10)",
        ],
        [
            "Latin-1 elsewhere",
            Buffer.from('{"a":[\n{}],"caf\xe9":1}', "latin1"),
            "it is not UTF-8 text (line 2, column 9)",
        ],
        [
            "what is nested too deeply",
            `{"a":[${"[".repeat(MAX_DEPTH)}`,
            `it is nested more than ${MAX_DEPTH} levels deep (line 1, column ${5 + MAX_DEPTH})`,
        ],
        [
            "what is nested too deeply elsewhere",
            '{"x":'.repeat(100_000),
            `it is nested more than ${MAX_DEPTH} levels deep (line 1, column ${5 * MAX_DEPTH + 1})`,
        ],
    ];
    for (const [name, text, message] of table) {
        it(`refuses ${name}`, () => {
            assert.equal(failure(text), message);
            assert.equal(failure(text, 1), message);
            assert.equal(failure(text, 1000), message);
        });
    }
});
