import assert from "node:assert/strict";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import {
    asOutputs,
    isUnknownWire,
    received,
    secret,
    signatureOf,
    UNKNOWN,
    type Wire,
    withoutInternals,
    withoutReferences,
} from "../../offline-preview/src/values/wire";

const SIGNATURE = rpc.specialSigKey;
const output = (parts: Record<string, Wire>): Wire => ({ [SIGNATURE]: rpc.specialOutputValueSig, ...parts });
const reference = (parts: Record<string, Wire>): Wire => ({ [SIGNATURE]: rpc.specialResourceSig, ...parts });

describe("values on the wire", () => {
    it("have the signatures of Pulumi's own SDK", () => {
        assert.equal(UNKNOWN, rpc.unknownValue);
        assert.deepEqual(secret("s"), { [SIGNATURE]: rpc.specialSecretSig, value: "s" });
        assert.equal(signatureOf({ [SIGNATURE]: rpc.specialSecretSig }), "secret");
        assert.equal(signatureOf({ [SIGNATURE]: rpc.specialOutputValueSig }), "output");
        assert.equal(signatureOf({ [SIGNATURE]: rpc.specialResourceSig }), "resource");
        assert.equal(signatureOf({ [SIGNATURE]: rpc.specialAssetSig }), "asset");
        assert.equal(signatureOf({ [SIGNATURE]: rpc.specialArchiveSig }), "archive");
        assert.equal(signatureOf({ [SIGNATURE]: "of a newer SDK" }), undefined);
        assert.equal(signatureOf([]), undefined);
    });

    it("are unknown whatever their type", () => {
        assert.ok(isUnknownWire("dd056dcd-154b-4c76-9bd3-c8f88648b5ff"));
        assert.ok(!isUnknownWire("a UUID"));
    });

    it("of a program: outputs become plain values, secrets or unknown", () => {
        assert.deepEqual(
            received(
                {
                    known: output({ value: [output({ value: 1 })] }),
                    secret: output({ value: "s", secret: true }),
                    unknown: output({}),
                    both: [output({ secret: true })],
                },
                false,
            ),
            { known: [1], secret: secret("s"), unknown: UNKNOWN, both: [secret(UNKNOWN)] },
        );
    });

    it("of a program: a string that contains something unknown is unknown", () => {
        assert.equal(received(`arn:aws:s3:::${UNKNOWN}/*`, false), UNKNOWN);
        assert.equal(received("logs-[object Object]", true), UNKNOWN);
        assert.equal(received("logs-[object Object]", false), "logs-[object Object]");
    });

    it("for a transform: secrets and unknown values become outputs, and come back as they were", () => {
        const value: Wire = { a: [secret({ b: UNKNOWN }), UNKNOWN, secret(UNKNOWN), null, true] };
        assert.deepEqual(asOutputs(value), {
            a: [output({ value: { b: output({}) }, secret: true }), output({}), output({ secret: true }), null, true],
        });
        assert.deepEqual(received(asOutputs(value), false), value);
    });

    it("for a pack: a reference is the ID of the resource, or its URN if it has none", () => {
        assert.deepEqual(
            withoutReferences([
                reference({ urn: "urn:a", id: "i-1" }),
                reference({ urn: "urn:b", id: "" }),
                reference({ urn: "urn:c", id: UNKNOWN }),
                reference({ urn: "urn:component" }),
                secret(reference({ urn: "urn:a", id: "i-1" })),
            ]),
            ["i-1", UNKNOWN, UNKNOWN, "urn:component", secret("i-1")],
        );
    });

    it("for a pack: only the outermost internal properties are left out", () => {
        assert.deepEqual(withoutInternals({ __defaults: [], a: { __b: 1 } }), { a: { __b: 1 } });
    });

    it("keep a property called __proto__", () => {
        const value = JSON.parse('{"a": {"__proto__": {"x": 1}}}') as Wire;
        assert.equal(JSON.stringify(received(value, false)), '{"a":{"__proto__":{"x":1}}}');
    });
});
