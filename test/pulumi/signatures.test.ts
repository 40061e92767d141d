import assert from "node:assert/strict";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { SENTINELS } from "../../src/pulumi/values/sentinels";
import { OUTPUT_SIGNATURE, SECRET_SIGNATURE, SIGNATURE_KEY } from "../../src/pulumi/values/signatures";

describe("the marks of Pulumi's special values", () => {
    it("are those of Pulumi's own SDK", () => {
        assert.deepEqual(
            [SIGNATURE_KEY, SECRET_SIGNATURE, OUTPUT_SIGNATURE],
            [rpc.specialSigKey, rpc.specialSecretSig, rpc.specialOutputValueSig],
        );
        assert.ok(SENTINELS.has(rpc.unknownValue));
    });
});
