import assert from "node:assert/strict";
import { runCommand } from "../../run-command";

const MULTI_REGION = "cloudtrail-multi-region";
const AGENTS = "cloudtrail-bedrock-agent-alias-events";
const REFERENCE = "{{resolve:ssm:/trails/value}}";

const arn = (value: unknown) => ({
    AdvancedEventSelectors: [
        { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
        {
            FieldSelectors: [
                { Field: "eventCategory", Equals: ["Data"] },
                { Field: "resources.type", Equals: ["AWS::Bedrock::AgentAlias"] },
                { Field: "resources.ARN", NotStartsWith: [value] },
            ],
        },
    ],
});

/** A dynamic reference may turn out to be anything: read as a literal it would prefix no ARN, so drop no event. */
describe("dynamic references in a CloudFormation template", () => {
    const cases: readonly (readonly [name: string, properties: object, policy: string])[] = [
        ["as a value", { IsMultiRegionTrail: REFERENCE }, MULTI_REGION],
        ["in a selector", arn(REFERENCE), AGENTS],
        ["within a string", arn(`arn:${REFERENCE}`), AGENTS],
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Fn::Sub
        ["made by Fn::Sub", arn({ "Fn::Sub": ["{{resolve:ssm:${Name}}}", { Name: "value" }] }), AGENTS],
        ["made by Fn::Join", arn({ "Fn::Join": ["", ["{{resol", "ve:ssm:value}}"]] }), AGENTS],
    ];
    for (const [name, properties, policy] of cases) {
        it(`${name}: undetermined`, async () => {
            const Properties = { S3BucketName: "logs", IsLogging: true, IsMultiRegionTrail: true, ...properties };
            const stdin = JSON.stringify({ Resources: { T: { Type: "AWS::CloudTrail::Trail", Properties } } });
            const { stdout } = await runCommand(["check", "-", "--format", "json"], { stdin });
            const [{ results }] = JSON.parse(stdout).trails;
            const result = results.find((found: { readonly policy: string }) => found.policy === policy);
            assert.equal(result.status, "undetermined", stdout);
        });
    }

    it("leave the rest of a stack set's template known", async () => {
        const Properties = { S3BucketName: REFERENCE, IsLogging: true };
        const TemplateBody = JSON.stringify({ Resources: { T: { Type: "AWS::CloudTrail::Trail", Properties } } });
        const set = { Type: "AWS::CloudFormation::StackSet", Properties: { StackSetName: "set", TemplateBody } };
        const stdin = JSON.stringify({ Resources: { Set: set } });
        const { stdout } = await runCommand(["check", "-", "--format", "json"], { stdin });
        const [{ results } = { results: [] }] = JSON.parse(stdout).trails;
        const result = results.find((found: { readonly policy: string }) => found.policy === MULTI_REGION);
        assert.equal(result?.status, "violation", stdout);
    });

    it("count as set if a property only has to be set", async () => {
        const Properties = { S3BucketName: REFERENCE, IsLogging: true, IsMultiRegionTrail: true };
        const stdin = JSON.stringify({ Resources: { T: { Type: "AWS::CloudTrail::Trail", Properties } } });
        const { stdout } = await runCommand(["check", "-", "--format", "json"], { stdin });
        const [{ results }] = JSON.parse(stdout).trails;
        const result = results.find((found: { readonly policy: string }) => found.policy === "cloudtrail-s3-delivery");
        assert.equal(result.status, "pass", stdout);
    });
});
