import assert from "node:assert/strict";
import { lifecycleEffect } from "../../../checker/src/watch/calls/lifecycle";

type Json = Readonly<Record<string, unknown>>;

const FILES = "audit/AWSLogs/";
const rule = (more: Json): Json => ({ ID: "r", Status: "Enabled", Expiration: { Days: 30 }, ...more });

describe("what a lifecycle does to log files", () => {
    for (const [what, rules, expected] of [
        ["a rule over the whole bucket", rule({ Filter: { Prefix: "" } }), "deleted"],
        ["one without a filter", rule({}), "deleted"],
        ["the old form of a prefix", rule({ Prefix: "audit" }), "deleted"],
        ["one over a part of them", rule({ Filter: { Prefix: "audit/AWSLogs/111122223333/" } }), "deleted"],
        [
            "one with a prefix and a size",
            rule({ Filter: { And: { Prefix: "audit/", ObjectSizeLessThan: 1 } } }),
            "deleted",
        ],
        [
            "the shortest of several",
            [rule({ Expiration: { Days: 400 } }), rule({ Expiration: { Days: 1 } })],
            "deleted",
        ],
        ["one that ends on a day", rule({ Expiration: { Date: "2099-01-01T00:00:00Z" } }), "deleted"],
        ["one that keeps them long enough", rule({ Expiration: { Days: 365 } }), "kept"],
        ["a disabled one", rule({ Status: "Disabled" }), "kept"],
        ["one over other objects", rule({ Filter: { Prefix: "reports/" } }), "kept"],
        ["an asterisk, which is not a wildcard", rule({ Filter: { Prefix: "*" } }), "kept"],
        ["one over tagged objects", rule({ Filter: { Tag: { Key: "a", Value: "b" } } }), "kept"],
        [
            "one over tagged objects, with a prefix",
            rule({ Filter: { And: { Prefix: "", Tag: [{ Key: "a" }] } } }),
            "kept",
        ],
        ["one that only moves them", rule({ Expiration: undefined, Transition: { Days: 30 } }), "kept"],
        ["one over delete markers", rule({ Expiration: { ExpiredObjectDeleteMarker: true } }), "kept"],
        ["no rule", undefined, "kept"],
        ["a rule of another form", "nuke", "unknown"],
        ["one that does not say when", rule({ Expiration: { Days: "soon" } }), "unknown"],
    ] as const) {
        it(`${what}: ${expected}`, () => {
            const call = { requestParameters: { LifecycleConfiguration: { Rule: rules } } };
            assert.equal(lifecycleEffect(call, FILES, 365).kind, expected);
        });
    }

    it("is unknown if the record leaves it out", () => {
        assert.equal(lifecycleEffect({ requestParameters: { omitted: true } }, FILES, 365).kind, "unknown");
    });
});
