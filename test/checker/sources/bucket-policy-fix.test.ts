import assert from "node:assert/strict";
import { check } from "../../../checker/src/check/check";
import { parsePolicyConfig } from "../../../checker/src/configuration/policy-config";
import { policies } from "../../../policies";
import { gatherFolder } from "./gather";

const POLICY = "cloudtrail-bucket-policy";

/** What the policy says about the trail, and the statements that its fix prints. */
async function judged(files: Readonly<Record<string, string>>) {
    const config = parsePolicyConfig({ text: JSON.stringify({ [POLICY]: "mandatory" }) }, policies);
    assert.ok("settings" in config);
    const gathered = await gatherFolder(files);
    const { report } = check(gathered, { policies, settings: config.settings });
    const result = report.trails[0]?.results.find(({ policy }) => policy === POLICY);
    const code = result?.findings.map(({ fix }) => fix?.code ?? "").find(text => text !== "");
    return { status: result?.status, statements: code };
}

const template = (statements: string | undefined) => ({
    "template.json": JSON.stringify({
        Resources: {
            Logs: { Type: "AWS::S3::Bucket" },
            Audit: {
                Type: "AWS::CloudTrail::Trail",
                Properties: { TrailName: "audit", IsLogging: true, S3BucketName: { Ref: "Logs" } },
            },
            ...(statements === undefined
                ? {}
                : {
                      Policy: {
                          Type: "AWS::S3::BucketPolicy",
                          Properties: {
                              Bucket: { Ref: "Logs" },
                              PolicyDocument: { Version: "2012-10-17", Statement: JSON.parse(`[${statements}]`) },
                          },
                      },
                  }),
        },
    }),
});

const source = (statements: string | undefined) => ({
    "main.tf": `
        resource "aws_s3_bucket" "logs" { bucket_prefix = "logs-" }
        resource "aws_cloudtrail" "audit" {
          name           = "audit"
          s3_bucket_name = aws_s3_bucket.logs.id
          s3_key_prefix  = "trails"
        }
        resource "aws_s3_bucket_policy" "logs" {
          bucket = aws_s3_bucket.logs.id
          policy = jsonencode({ Version = "2012-10-17", Statement = [${statements ?? ""}] })
        }`,
});

describe("the statements that a bucket's policy lacks", () => {
    for (const [place, write, reference] of [
        ["a template", template, /"Fn::Sub": "arn:aws:s3:::\$\{Logs\}\/AWSLogs\/\$\{AWS::AccountId\}\/\*"/],
        ["Terraform source", source, /"\$\{aws_s3_bucket\.logs\.arn\}\/trails\/AWSLogs\/ACCOUNT\/\*"/],
    ] as const) {
        it(`refer to the bucket as ${place} does, and are accepted when pasted`, async () => {
            const before = await judged(write(undefined));
            assert.equal(before.status, "violation");
            assert.match(before.statements ?? "", reference);
            // An account and a Region remain placeholders if the language has no names for them.
            const filled = (before.statements ?? "")
                .replaceAll("ACCOUNT", "111122223333")
                .replaceAll("REGION", "us-east-1");
            const after = await judged(write(filled));
            assert.notEqual(after.status, "violation", JSON.stringify(after));
        });
    }
});
