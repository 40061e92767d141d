import assert from "node:assert/strict";
import * as fc from "fast-check";
import { Secrets } from "../../offline-preview/src/values/secrets";
import { secret, UNKNOWN, type Wire } from "../../offline-preview/src/values/wire";
import { quote } from "../../src/cloudtrail/quote";

function knowing(...values: Wire[]): Secrets {
    const secrets = new Secrets();
    for (const value of values) {
        secrets.note(value);
    }
    return secrets;
}

describe("secrets", () => {
    it("are hidden wherever they appear in a text", () => {
        const secrets = knowing({ a: [secret("hunter2")] }, secret({ b: ["correct horse", 12] }));
        assert.equal(secrets.hide("hunter2 xhunter2x correct horse"), "[secret] x[secret]x [secret]");
    });

    it("hide nothing else", () => {
        assert.equal(new Secrets().hide("hunter2…"), "hunter2…");
        assert.equal(
            knowing({ plain: "hunter2" }, secret(UNKNOWN), secret("")).hide(`hunter2 ${UNKNOWN}`),
            `hunter2 ${UNKNOWN}`,
        );
    });

    it("are not regular expressions", () => {
        assert.equal(knowing(secret("a.c(")).hide("abc( a.c("), "abc( [secret]");
    });

    it("are hidden with what they contain: the longest first", () => {
        assert.equal(knowing(secret("pass"), secret("password")).hide("password"), "[secret]");
    });

    it("are hidden in JSON, too", () => {
        const secrets = knowing(secret('a "quoted"\nsecret'));
        assert.equal(secrets.hide(JSON.stringify({ key: 'a "quoted"\nsecret' })), '{"key":"[secret]"}');
    });

    it("of one or two characters are hidden if they stand alone", () => {
        assert.equal(knowing(secret("ab")).hide('about "ab" ab.'), 'about "[secret]" [secret].');
    });

    it("that a message truncates are hidden up to the cut", () => {
        const long = "s".repeat(40) + "t".repeat(60);
        const hidden = knowing(secret(long)).hide(quote(`arn:aws:kms:${long}`));
        assert.equal(hidden, '"arn:aws:kms:[secret]…"');
    });

    it("are marked in values, as are unknown values", () => {
        const secrets = knowing(secret("hunter2"));
        assert.deepEqual(secrets.show({ a: secret({ b: 1 }), c: [UNKNOWN, "is hunter2", 3, null] }), {
            a: "[secret]",
            c: ["[unknown]", "is [secret]", 3, null],
        });
    });

    it("never leak, however the text is built", () => {
        const text = fc.string({ minLength: 3, maxLength: 30 }).filter(value => !"[secret]".includes(value));
        fc.assert(
            fc.property(text, fc.string(), fc.string(), (value, before, after) => {
                const hidden = knowing(secret(value)).hide(before + value + after);
                // The rest may spell the secret together with its placeholder, but never alone.
                assert.ok(hidden.split("[secret]").every(part => !part.includes(value)));
            }),
        );
    });

    it("leave public words alone: a secret list of selectors contains AWS's own words", () => {
        const secrets = new Secrets(text => text === "eventCategory");
        secrets.note(secret(["eventCategory", "hunter2"]));
        assert.equal(secrets.hide('field: "eventCategory", "hunter2"'), 'field: "eventCategory", "[secret]"');
    });
});
