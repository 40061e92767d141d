import assert from "node:assert/strict";
import { mapMessage, message, messageText } from "../../src/cloudtrail/message";
import { placed } from "../../src/cloudtrail/problem";
import { DIALECTS } from "../../src/cloudtrail/selectors/dialect";

const inner = message("inner", "{property} of {texts or}", {
    property: { property: "KmsKeyId" },
    texts: [{ text: "a" }, { text: "b" }],
});
const outer = message("outer", "{number} at {path}: {inner}; {list}", {
    number: 3,
    path: { path: ["AdvancedEventSelectors", 0] },
    inner,
    list: ["x", inner],
});

describe("messageText", () => {
    it("writes paths and properties as the trail's source does, in nested messages and lists too", () => {
        assert.equal(
            messageText(outer, DIALECTS.terraform),
            '3 at advanced_event_selector[0]: kms_key_id of "a" or "b"; x, kms_key_id of "a" or "b"',
        );
        assert.match(messageText(outer), /^3 at AdvancedEventSelectors\[0\]: KmsKeyId of/);
    });

    it("writes nothing for a missing value", () => {
        assert.equal(messageText({ id: "read", template: "a{missing}b", data: {} }), "ab");
    });
});

describe("mapMessage", () => {
    it("replaces every value, in nested messages and lists too, and keeps each message's ID", () => {
        const seen: unknown[] = [];
        const found = mapMessage(outer, value => {
            seen.push(value);
            return typeof value === "object" && "text" in value ? "withheld" : value;
        });
        assert.deepEqual(seen, [
            3,
            { path: ["AdvancedEventSelectors", 0] },
            { property: "KmsKeyId" },
            { text: "a" },
            { text: "b" },
            "x",
            { property: "KmsKeyId" },
            { text: "a" },
            { text: "b" },
        ]);
        const replaced = { ...inner, data: { ...inner.data, texts: ["withheld", "withheld"] } };
        assert.deepEqual(found, { ...outer, data: { ...outer.data, inner: replaced, list: ["x", replaced] } });
    });
});

describe("a problem with its place", () => {
    it("is a separate message", () => {
        const found = placed({ path: ["EventSelectors", 1], message: inner, severity: "error" });
        assert.equal(found.id, "problem-at");
        assert.equal(messageText(found), 'EventSelectors[1]: KmsKeyId of "a" or "b"');
    });
});
