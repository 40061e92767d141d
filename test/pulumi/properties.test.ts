import assert from "node:assert/strict";
import { Secret } from "@pulumi/policy";
import * as proxy from "@pulumi/policy/proxy";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { isUnknown } from "../../src/cloudtrail/value";
import { holdsSecret, plainProperties } from "../../src/pulumi/values/properties";

describe("plainProperties", () => {
    it("knows every sentinel that Pulumi has for an unknown value", () => {
        const sentinels = Object.entries({ ...rpc, ...proxy }).filter(([name]) => /^unknown\w*Value$/.test(name));
        assert.ok(sentinels.length >= 7, `found ${sentinels.length} sentinels`);
        for (const [name, sentinel] of sentinels) {
            assert.ok(isUnknown(plainProperties({ value: sentinel }).value), name);
        }
    });

    it("unwraps secrets at any depth, and keeps unknown values in them unknown", () => {
        const properties = { list: new Secret([new Secret("a"), { b: new Secret(rpc.unknownValue) }]) };
        const { list } = plainProperties(properties) as { list: [string, { b: unknown }] };
        assert.equal(list[0], "a");
        assert.ok(isUnknown(list[1].b));
    });
});

describe("holdsSecret", () => {
    it("finds a secret at any depth, and nothing else", () => {
        assert.equal(holdsSecret([{ a: [new Secret(1)] }]), true);
        assert.equal(holdsSecret([{ a: [1, null, undefined] }]), false);
    });
});
