import assert from "node:assert/strict";
import { stackPolicies, trailPolicies } from "../../policies";
import { evaluate } from "../../src/compliance/evaluate";
import { evaluateStack } from "../../src/compliance/stack/evaluate-stack";
import { stackFindingText } from "../../src/compliance/stack/show-stack-result";
import { readResource } from "../../src/pulumi/resources/read-resource";
import { readPulumiStack } from "../../src/pulumi/stack/read-stack";
import { trailResultText } from "../../src/pulumi/trail-result-text";

const POINTER = "In Python, Go, C# or YAML: https://";

/** The runtime of a program, as Pulumi Cloud tags its stack; what a fix has in its language; is it a guess? */
const RUNTIMES: readonly (readonly [
    runtime: string | undefined,
    selectors: string,
    trail: string,
    guessed: boolean,
])[] = [
    ["nodejs", "advancedEventSelectors: [", "new aws.cloudtrail.Trail(", false],
    ["python", "advanced_event_selectors=[", "aws.cloudtrail.Trail(", false],
    ["go", "AdvancedEventSelectors: cloudtrail.", "cloudtrail.NewTrail(ctx", false],
    ["dotnet", "AdvancedEventSelectors = new[]", "new Aws.CloudTrail.Trail(", false],
    ["yaml", "advancedEventSelectors:\n", "type: aws:cloudtrail:Trail", false],
    ["java", "advancedEventSelectors: [", "new aws.cloudtrail.Trail(", true],
    [undefined, "advancedEventSelectors: [", "new aws.cloudtrail.Trail(", true],
];

describe("the language of fixes", () => {
    for (const [runtime, selectors, trail, guessed] of RUNTIMES) {
        const stackTags = new Map(runtime === undefined ? [] : [["pulumi:runtime", runtime]]);

        it(`is that of a program in ${runtime ?? "a language that is not known"}: selectors`, () => {
            const props = { s3BucketName: "logs" };
            const text = textOf({ type: "aws:cloudtrail/trail:Trail", name: "t", props, stackTags });
            assert.ok(text.includes(selectors), text);
            assert.equal(text.includes(POINTER), guessed, text);
        });

        it(`is that of a program in ${runtime ?? "a language that is not known"}: a whole trail`, () => {
            const policy = stackPolicies.find(({ name }) => name === "cloudtrail-trail-required");
            assert.ok(policy !== undefined);
            const stack = readPulumiStack([], undefined, stackTags);
            const result = evaluateStack(policy, stack, { when: "always" });
            assert.ok("findings" in result && result.findings[0] !== undefined);
            const text = stackFindingText(policy, stack, result.findings[0]);
            assert.ok(text.includes(trail) && text.includes("s3:GetBucketAcl"), text);
            assert.ok(text.includes("AWS::Bedrock::KnowledgeBase"), text);
            assert.equal(text.includes(POINTER), guessed, text);
        });
    }

    it("is TypeScript if the types of aws-native have their own names", () => {
        const props = { s3BucketName: "logs", isLogging: true };
        const stackTags = new Map([["pulumi:runtime", "python"]]);
        const text = textOf({ type: "aws-native:cloudtrail:Trail", name: "t", props, stackTags });
        assert.ok(text.includes("advancedEventSelectors: [") && text.includes(POINTER), text);
    });

    function textOf(resource: Parameters<typeof readResource>[0]): string {
        const policy = trailPolicies.find(({ name }) => name === "cloudtrail-bedrock-agent-alias-events");
        const trail = readResource(resource);
        assert.ok(policy !== undefined && trail !== undefined);
        const result = evaluate(policy, trail, {});
        assert.ok("status" in result && result.status === "violation");
        return trailResultText(result, resource.props);
    }
});

describe("a whole trail as a fix", () => {
    const policy = stackPolicies.find(({ name }) => name === "cloudtrail-trail-required");
    const textFor = (config: Record<string, unknown>): string => {
        assert.ok(policy !== undefined);
        const stack = readPulumiStack([]);
        const result = evaluateStack(policy, stack, { when: "always", ...config });
        assert.ok("findings" in result && result.findings[0] !== undefined);
        return stackFindingText(policy, stack, result.findings[0]);
    };

    it("logs what the configuration requires", () => {
        const text = textFor({ resourceTypes: ["AWS::Bedrock::FlowAlias"] });
        assert.ok(text.includes('equals: ["AWS::Bedrock::FlowAlias"]'), text);
    });

    it("has no selectors if the default is enough", () => {
        const text = textFor({ policies: ["cloudtrail-multi-region", "cloudtrail-bedrock-management-events"] });
        assert.ok(!text.includes("advancedEventSelectors") && text.includes("isMultiRegionTrail: true"), text);
    });

    it("says what is left to add", () => {
        const text = textFor({ policies: ["cloudtrail-kms-encryption", "cloudtrail-multi-region"] });
        assert.match(text, /; what cloudtrail-kms-encryption asks for is yours to add to this one:/);
    });
});
