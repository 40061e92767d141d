import assert from "node:assert/strict";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { remediatedCode } from "../../../scripts/preview/remediated-code";

const all = { name: "All", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] };
const CASES: readonly {
    readonly title: string;
    readonly before: Record<string, unknown>;
    readonly after: Record<string, unknown>;
    readonly lines: readonly string[];
}[] = [
    { title: "nothing if nothing changed", before: { a: [1] }, after: { a: [1] }, lines: [] },
    { title: "a new value", before: {}, after: { isMultiRegionTrail: true }, lines: ["+ isMultiRegionTrail: true,"] },
    { title: "another value", before: { a: false }, after: { a: true }, lines: ["- a: false,", "+ a: true,"] },
    { title: "a removed value", before: { a: "x", b: 1 }, after: { b: 1 }, lines: ['- a: "x",'] },
    { title: "an unknown value", before: {}, after: { a: unknownValue }, lines: ["+ a: /* your value */,"] },
    {
        title: "a value that an offline preview does not know",
        before: {},
        after: { a: ["[unknown]"] },
        lines: ["+ a: [", "+     /* your value */,", "+ ],"],
    },
    {
        title: "a new list, its names first",
        before: {},
        after: { list: [{ fieldSelectors: [{ equals: ["Management"], field: "eventCategory" }], name: "All" }] },
        lines: [
            "+ list: [",
            '+     { name: "All", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },',
            "+ ],",
        ],
    },
    {
        title: "what is new and what is gone in a list",
        before: { list: ["old", all] },
        after: { list: [all, "new"] },
        lines: [
            "  list: [",
            '-     "old",',
            '      { name: "All", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },',
            '+     "new",',
            "  ],",
        ],
    },
    {
        title: "a list at the end of an object on its own lines if one line is too long",
        before: {},
        after: { list: [{ fields: ["a", "x".repeat(70), "y".repeat(70), "z"], name: "n" }] },
        lines: [
            "+ list: [",
            '+     { name: "n", fields: [',
            '+         "a",',
            `+         "${"x".repeat(70)}",`,
            `+         "${"y".repeat(70)}",`,
            '+         "z",',
            "+     ] },",
            "+ ],",
        ],
    },
    {
        title: "several objects on a line, as many as fit",
        before: {},
        after: { list: [{ fields: ["a", "b", "c"].map(field => ({ field, equals: ["x".repeat(20)] })) }] },
        lines: [
            "+ list: [",
            "+     { fields: [",
            `+         { field: "a", equals: ["${"x".repeat(20)}"] }, { field: "b", equals: ["${"x".repeat(20)}"] },`,
            `+         { field: "c", equals: ["${"x".repeat(20)}"] },`,
            "+     ] },",
            "+ ],",
        ],
    },
    {
        title: "a property on each line if one line is too long",
        before: {},
        after: { list: [{ zone: "x".repeat(60), name: "y".repeat(60) }] },
        lines: [
            "+ list: [",
            "+     {",
            `+         name: "${"y".repeat(60)}",`,
            `+         zone: "${"x".repeat(60)}",`,
            "+     },",
            "+ ],",
        ],
    },
];

describe("what a remediation changed, as code", () => {
    for (const { title, before, after, lines } of CASES) {
        it(`shows ${title}`, () => {
            assert.deepEqual(remediatedCode(before, after, 200), lines);
        });
    }
});
