import assert from "node:assert/strict";
import policy from "../../../../policies/cloudtrail-kms-encryption";
import { evaluate } from "../../../../src/compliance/evaluate";
import { gatherFolder } from "../gather";

const KEY = 'resource "aws_kms_key" "k" {}';
const COUNTED = 'resource "aws_kms_key" "k" {\n  count = var.count\n}\nvariable "count" { type = number }';
const MODULE = 'module "m" {\n  source = "./m"\n}';
const VARIABLE = 'variable "v" {}';
const TEXT = (text: string) => `"${text.replaceAll("#", "$")}"`;

const CASES: readonly (readonly [title: string, value: string, rest: string, status: string])[] = [
    ["the ARN of a key", "aws_kms_key.k.arn", KEY, "pass"],
    ["the ID of a key", "aws_kms_key.k.key_id", KEY, "pass"],
    ["an alias", "aws_kms_alias.a.target_key_arn", 'resource "aws_kms_alias" "a" {\n  target_key_id = "x"\n}', "pass"],
    ["one of a known number", "aws_kms_key.k[0].arn", 'resource "aws_kms_key" "k" {\n  count = 1\n}', "pass"],
    [
        "one of some names",
        'aws_kms_key.k["a"].arn',
        'resource "aws_kms_key" "k" {\n  for_each = toset(["a"])\n}',
        "pass",
    ],
    ["all of them, of which there is one", "one(aws_kms_key.k[*].arn)", `${KEY}`, "pass"],
    ["a local value", "local.a", `${KEY}\nlocals {\n  a = aws_kms_key.k.arn\n}`, "pass"],
    ["a known condition", "true ? aws_kms_key.k.arn : null", KEY, "pass"],
    ["the first that is set", 'coalesce(null, "", aws_kms_key.k.arn)', KEY, "pass"],
    ["the first that succeeds", 'try(aws_kms_key.k.arn, "")', KEY, "pass"],
    ["a string with it", TEXT("#{aws_kms_key.k.arn}"), KEY, "pass"],
    ["a string around anything", TEXT("alias/#{var.v}"), VARIABLE, "pass"],
    ["a variable", "var.v", VARIABLE, "undetermined"],
    ["a string of a variable", TEXT("#{var.v}"), VARIABLE, "undetermined"],
    ["a variable of a module", "module.m.key", MODULE, "undetermined"],
    ["a module's key", "module.m.arn", MODULE, "pass"],
    [
        "a module that may not exist",
        "one(module.m[*].arn)",
        `${MODULE.replace("}", "  count = var.v\n}")}\n${VARIABLE}`,
        "undetermined",
    ],
    ["a data source", "data.aws_kms_key.k.arn", 'data "aws_kms_key" "k" {\n  key_id = "alias/a"\n}', "undetermined"],
    ["one of an unknown number", 'try(aws_kms_key.k[0].arn, "")', COUNTED, "undetermined"],
    ["all of an unknown number", "one(aws_kms_key.k[*].arn)", COUNTED, "undetermined"],
    ["an attribute that may be empty", "aws_kms_key.k.custom_key_store_id", KEY, "undetermined"],
    ["a prefix that may be empty", "aws_s3_bucket.b.bucket_prefix", 'resource "aws_s3_bucket" "b" {}', "undetermined"],
    ["another kind of resource", "custom_key.k.arn", 'resource "custom_key" "k" {}', "undetermined"],
    ["an unknown condition", 'var.v ? aws_kms_key.k.arn : ""', `${KEY}\n${VARIABLE}`, "undetermined"],
    ["a condition on it", 'aws_kms_key.k.arn == "a" ? "" : ""', KEY, "undetermined"],
    ["a part of it", 'trimprefix(aws_kms_key.k.arn, "arn")', KEY, "undetermined"],
    ["what is found under it", "{ a = null }[aws_kms_key.k.arn]", KEY, "undetermined"],
    ["what is looked up by it", 'lookup({}, aws_kms_key.k.arn, "")', KEY, "undetermined"],
    ["a string as a condition", TEXT("%{ if aws_kms_key.k.arn }a%{ endif }"), KEY, "undetermined"],
];

describe("a property that refers to a resource of the configuration", () => {
    for (const [title, value, rest, status] of CASES) {
        it(`is ${status === "pass" ? "set" : "not known to be set"} by ${title}: ${value}`, async () => {
            const { trails, problems } = await gatherFolder({
                "main.tf": `${rest}\nresource "aws_cloudtrail" "t" {\n  name = "t"\n  s3_bucket_name = "b"\n  kms_key_id = ${value}\n}\n`,
                "m/main.tf":
                    'resource "aws_kms_key" "k" {}\noutput "arn" {\n  value = aws_kms_key.k.arn\n}\nvariable "v" {\n  default = null\n}\noutput "key" {\n  value = aws_kms_key.k.policy\n}\n',
            });
            assert.deepEqual(problems, []);
            const result = evaluate(policy, trails[0].trail, {}, {});
            assert.ok("status" in result);
            assert.equal(result.status, status);
        });
    }
});
