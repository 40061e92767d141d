import assert from "node:assert/strict";
import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";
import type { AdvancedEventSelector } from "../../../src/cloudtrail/selectors/event-selector";
import { readSelectors } from "../../../src/cloudtrail/selectors/read-selectors";
import { writeSelectors } from "../../../src/cloudtrail/selectors/write-selectors";
import { isUnknown, knownList, Unknown } from "../../../src/cloudtrail/value";

const later = (raw: string) => new Unknown(raw);

/** An unknown value in every possible place. */
const HOLED: readonly (AdvancedEventSelector | Unknown)[] = [
    later("<selector>"),
    { name: later("<name>"), fieldSelectors: later("<list>") },
    {
        name: "a",
        fieldSelectors: [
            later("<field selector>"),
            { field: later("<field>"), operators: { Equals: later("<values>") } },
            { field: "eventName", operators: { NotEndsWith: ["b", later("<value>")] } },
        ],
    },
];

describe("writeSelectors", () => {
    it("writes unknown values as they were", () => {
        assert.deepEqual(writeSelectors(HOLED, DIALECTS["pulumi-aws"]), [
            "<selector>",
            { name: "<name>", fieldSelectors: "<list>" },
            {
                name: "a",
                fieldSelectors: [
                    "<field selector>",
                    { field: "<field>", equals: "<values>" },
                    { field: "eventName", notEndsWiths: ["b", "<value>"] },
                ],
            },
        ]);
    });

    it("writes what is there, and nothing else", () => {
        const selectors = [{ fieldSelectors: [] }, { fieldSelectors: [{ field: "eventName", operators: {} }] }];
        assert.deepEqual(writeSelectors(selectors, DIALECTS["aws-api"]), [
            { FieldSelectors: [] },
            { FieldSelectors: [{ Field: "eventName" }] },
        ]);
    });

    it("writes every string, and every unknown value, in the given notation", () => {
        const write = (value: string | Unknown) => (isUnknown(value) ? "?" : value.toUpperCase());
        assert.deepEqual(writeSelectors(HOLED, DIALECTS.terraform, write), [
            "?",
            { name: "?", field_selector: "?" },
            {
                name: "A",
                field_selector: ["?", { field: "?", equals: "?" }, { field: "EVENTNAME", not_ends_with: ["B", "?"] }],
            },
        ]);
    });

    it("writes in every dialect what reads back the same", () => {
        for (const dialect of Object.values(DIALECTS)) {
            const selectors = HOLED.slice(2);
            const written = writeSelectors(selectors, dialect, value => value);
            const read = readSelectors({ [dialect.of("AdvancedEventSelectors")]: written }, dialect);
            assert.deepEqual(knownList(read.advanced), selectors, dialect.name);
        }
    });
});
