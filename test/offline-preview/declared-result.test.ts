import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unknownResult } from "../../offline-preview/src/program/declared-result";
import { providerSdkVersion } from "../../offline-preview/src/program/provider-sdk";
import { UNKNOWN } from "../../offline-preview/src/values/wire";

const ROOT = join(__dirname, "../..");

describe("the unknown result of a function", () => {
    it("has the properties that the provider's own SDK declares", () => {
        const identity = unknownResult("aws:index/getCallerIdentity:getCallerIdentity", ROOT);
        assert.deepEqual(identity, { accountId: UNKNOWN, arn: UNKNOWN, id: UNKNOWN, userId: UNKNOWN });
        const policy = unknownResult("aws:iam/getPolicyDocument:getPolicyDocument", ROOT);
        assert.equal(policy?.json, UNKNOWN);
        assert.equal(policy?.statements, UNKNOWN);
    });

    it("is found if a module is a folder, too, and is undefined if nothing is declared", () => {
        const folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
        const sdk = join(folder, "node_modules/@pulumi/test-native");
        mkdirSync(join(sdk, "ec2"), { recursive: true });
        writeFileSync(join(sdk, "package.json"), "{}");
        const declaration =
            "export interface GetVpcResult {\n    readonly cidr?: string;\n    vpcId: {\n        a: 1;\n    };\n}\n";
        writeFileSync(join(sdk, "ec2/getVpc.d.ts"), declaration);
        writeFileSync(join(sdk, "ec2/getNone.d.ts"), "export interface GetNoneResult {\n}\n");
        assert.deepEqual(unknownResult("test-native:ec2:getVpc", folder), { cidr: UNKNOWN, vpcId: UNKNOWN });
        assert.equal(unknownResult("test-native:ec2:getNone", folder), undefined);
        rmSync(folder, { recursive: true });
    });

    for (const token of [
        "aws:index/getNothing:getNothing",
        "nobody:index/getX:getX",
        "aws:../../typescript/lib/typescript:typescript",
        "../..:index/a:a",
        "aws",
        "",
    ]) {
        it(`is not declared: ${JSON.stringify(token)}`, () => assert.equal(unknownResult(token, ROOT), undefined));
    }
});

describe("the version of a provider", () => {
    it("is that of the SDK in the program's own folder, never of one above it", () => {
        assert.match(providerSdkVersion("aws", ROOT), /^\d+\.\d+\.\d+/);
        assert.equal(providerSdkVersion("aws", join(ROOT, "examples")), "");
        assert.equal(providerSdkVersion("policy", ROOT), "");
        assert.equal(providerSdkVersion("..", ROOT), "");
    });
});
