import assert from "node:assert/strict";
import { checkTemplate, compliantTrail } from "./check-template";

const INCLUDE = { Name: "AWS::Include", Parameters: { Location: "s3://snippets/trail.yaml" } };
const TRAIL = compliantTrail();

/** A template whose trail finds whether it is multi-Region in a map. */
function mapped(maps: object) {
    const value = { "Fn::FindInMap": ["Regions", "all", "value"] };
    return { Resources: { Trail: compliantTrail({ IsMultiRegionTrail: value }) }, Mappings: maps };
}

const YES = { value: true };

describe("a CloudFormation macro makes everything beside it undetermined", () => {
    for (const [name, template] of [
        ["the template, in its long form", { Resources: { Trail: TRAIL }, "Fn::Transform": INCLUDE }],
        ["the template, in its short form", { Resources: { Trail: TRAIL }, Transform: INCLUDE }],
        ["the template, in a list", { Resources: { Trail: TRAIL }, Transform: ["AWS::Serverless-2016-10-31", "Mine"] }],
        ["the resources", { Resources: { Trail: TRAIL, "Fn::Transform": INCLUDE } }],
        ["the resources, in its short form", { Resources: { Trail: TRAIL, Transform: INCLUDE } }],
        ["a resource that it creates", { Resources: { Trail: TRAIL, Other: { "Fn::Transform": INCLUDE } } }],
        [
            "the type of another resource",
            { Resources: { Trail: TRAIL, Other: { Type: "My::Own::Type", "Fn::Transform": INCLUDE } } },
        ],
        ["the type of a trail", { Resources: { Trail: { ...TRAIL, "Fn::Transform": INCLUDE } } }],
        ["the type of a trail, in its short form", { Resources: { Trail: { ...TRAIL, Transform: INCLUDE } } }],
        ["the properties of a trail", { Resources: { Trail: compliantTrail({ "Fn::Transform": INCLUDE }) } }],
        [
            "the properties of a trail, in its short form",
            { Resources: { Trail: compliantTrail({ Transform: { Name: "M" } }) } },
        ],
        [
            "a selector",
            { Resources: { Trail: compliantTrail({ AdvancedEventSelectors: [{ "Fn::Transform": INCLUDE }] }) } },
        ],
        [
            "the resources of a loop",
            { Resources: { Trail: TRAIL, "Fn::ForEach::More": ["N", ["a", "b"], { "Fn::Transform": INCLUDE }] } },
        ],
        [
            "a resource of a loop",
            {
                Resources: {
                    Trail: TRAIL,
                    "Fn::ForEach::More": ["N", ["a", "b"], { "T${N}": { "Fn::Transform": INCLUDE } }],
                },
            },
        ],
        ["a loop that it creates", { Resources: { Trail: TRAIL, "Fn::ForEach::More": { "Fn::Transform": INCLUDE } } }],
        ["all maps", mapped({ Regions: { all: YES }, "Fn::Transform": INCLUDE })],
        ["a map", mapped({ Regions: { all: YES, "Fn::Transform": INCLUDE } })],
        ["an entry of a map", mapped({ Regions: { all: { ...YES, "Fn::Transform": INCLUDE } } })],
        ["an entry of a map, in its short form", mapped({ Regions: { all: { ...YES, Transform: { Name: "M" } } } })],
        [
            "the values of a string",
            {
                Resources: {
                    Trail: compliantTrail({
                        // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Fn::Sub
                        IsMultiRegionTrail: { "Fn::Sub": ["${V}", { V: "true", "Fn::Transform": INCLUDE }] },
                    }),
                },
            },
        ],
        ["a value of a map", mapped({ Regions: { all: { value: { "Fn::Transform": INCLUDE } } } })],
    ] as const) {
        it(name, async () => {
            const { exitCode, report } = await checkTemplate(template);
            assert.equal(exitCode, 3, JSON.stringify(report));
            assert.equal(report.summary.undetermined, report.summary.trails - report.summary.compliant);
        });
    }

    it("in its short form in YAML", async () => {
        const yaml = `Resources:\n  Trail: ${JSON.stringify(TRAIL)}\n  Other: !Transform ${JSON.stringify(INCLUDE)}\n`;
        const { exitCode, report } = await checkTemplate(yaml);
        assert.equal(exitCode, 3);
        assert.equal(report.trails[1]?.name, 'what the macro "AWS::Include" makes of "Other"');
        assert.equal(report.trails[1]?.source.line, 3);
    });

    it("so does a loop beside the properties of a trail", async () => {
        const loop = ["Name", ["Properties"], { "${Name}": { IsLogging: false } }];
        const { exitCode } = await checkTemplate({ Resources: { Trail: { ...TRAIL, "Fn::ForEach::More": loop } } });
        assert.equal(exitCode, 3);
    });

    for (const [name, macro] of [
        ["a macro", { "Fn::Transform": INCLUDE }],
        ["a macro in its short form", { Transform: { Name: "M" } }],
    ] as const) {
        it(`${name} beside conditions: a trail that they leave out may exist`, async () => {
            const VIOLATING = { ...compliantTrail({ IsMultiRegionTrail: false }), Condition: "Never" };
            const conditions = { Never: { "Fn::Equals": ["a", "b"] } };
            const resources = { Trail: TRAIL, Other: VIOLATING };
            assert.equal((await checkTemplate({ Resources: resources, Conditions: conditions })).exitCode, 0);
            const { exitCode, report } = await checkTemplate({
                Resources: resources,
                Conditions: { ...conditions, ...macro },
            });
            assert.equal(exitCode, 1);
            assert.equal(report.summary.violating, 1);
        });
    }

    for (const [name, template] of [
        [
            "what can't change trails",
            { Resources: { Trail: TRAIL }, Transform: ["AWS::Serverless-2016-10-31", "AWS::LanguageExtensions"] },
        ],
        ["a map that no trail uses", { ...mapped({ Regions: { all: YES }, Others: { "Fn::Transform": INCLUDE } }) }],
        ["outputs", { Resources: { Trail: TRAIL }, Outputs: { "Fn::Transform": INCLUDE } }],
        [
            "a property of another resource",
            {
                Resources: {
                    Trail: TRAIL,
                    Api: { Type: "AWS::Serverless::Api", Properties: { DefinitionBody: { "Fn::Transform": INCLUDE } } },
                },
            },
        ],
        [
            "a resource of that name",
            { Resources: { Trail: TRAIL, Transform: { Type: "AWS::SNS::Topic", Properties: {} } } },
        ],
    ] as const) {
        it(`but not of ${name}`, async () => {
            const { exitCode, stdout } = await checkTemplate(template);
            assert.equal(exitCode, 0, stdout);
        });
    }
});

describe("resources of another template are named, and don't count as missing in this one", () => {
    const AGENT = { Type: "AWS::Bedrock::Agent", Properties: { AgentName: "a" } };
    for (const [said, resource] of [
        ["a nested stack is", { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: "https://a/b" } }],
        ["a nested stack is", { Type: "AWS::Serverless::Application", Properties: { Location: "https://a/b" } }],
        ["a module is", { Type: "My::Audit::Trail::MODULE" }],
        ["a module is", { Type: { "Fn::Rain::Module": "./trail.yaml" } }],
        ["a module is", { "Fn::Rain::Module": "./trail.yaml" }],
        ["a stack set is", { Type: "AWS::CloudFormation::StackSet", Properties: { TemplateURL: "https://a/b" } }],
        [
            "a Service Catalog product is",
            { Type: "AWS::ServiceCatalog::CloudFormationProvisionedProduct", Properties: {} },
        ],
        ["a Service Catalog product is", { Type: "AWS::ServiceCatalog::CloudFormationProduct", Properties: {} }],
    ] as const) {
        it(`${JSON.stringify(resource)}`, async () => {
            const { exitCode, stderr, report, problems } = await checkTemplate({
                Resources: { Agent: AGENT, Other: resource },
            });
            assert.deepEqual(problems, []);
            assert.equal(exitCode, 3);
            assert.ok(stderr.includes(`standard input: ${said} not part of it: check the template too`), stderr);
            const [required] = report.stacks?.[0]?.results ?? [];
            assert.equal(required?.status, "undetermined");
        });
    }

    it("several kinds in one line", async () => {
        const resources = {
            A: { Type: "AWS::CloudFormation::Stack" },
            B: { Type: "AWS::CloudFormation::Stack" },
            C: { Type: "AWS::CloudFormation::StackSet" },
        };
        const { stderr } = await checkTemplate({ Resources: resources });
        assert.ok(stderr.includes("2 nested stacks and a stack set are not part of it"), stderr);
    });
});
