import assert from "node:assert/strict";
import { check } from "../../../checker/src/check/check";
import { parsePolicyConfig } from "../../../checker/src/configuration/policy-config";
import { policies } from "../../../policies";
import { gatherFolder } from "./gather";

const NAME = "cloudtrail-bedrock-agent-alias-events";
const REGIONS = "cloudtrail-multi-region";
const RULE = "AWS::ObservabilityAdmin::TelemetryRule";
const AGENT_ALIAS = "AWS::Bedrock::AgentAlias";

const template = (type: string, ResourceType: unknown, selectors: readonly object[], more: object = {}) => ({
    "template.json": JSON.stringify({
        Resources: {
            Rule: {
                Type: type,
                Properties: {
                    RuleName: "audit",
                    Rule: {
                        ResourceType,
                        TelemetryType: "Logs",
                        DestinationConfiguration: { CloudtrailParameters: { AdvancedEventSelectors: selectors } },
                        ...more,
                    },
                },
            },
        },
    }),
});
const plan = (resource_type: string, types: readonly string[], more: object = {}) => ({
    "plan.json": JSON.stringify({
        format_version: "1.2",
        terraform_version: "1.9.0",
        planned_values: { root_module: {} },
        configuration: { root_module: {} },
        resource_changes: [
            {
                address: "aws_observabilityadmin_telemetry_rule.audit",
                mode: "managed",
                type: "aws_observabilityadmin_telemetry_rule",
                name: "audit",
                change: {
                    actions: ["create"],
                    before: null,
                    after_unknown: {},
                    after: {
                        rule_name: "audit",
                        rule: [
                            {
                                resource_type,
                                ...more,
                                destination_configuration: [
                                    {
                                        cloudtrail_parameters: [
                                            {
                                                advanced_event_selectors: types.map(type => ({
                                                    field_selectors: [
                                                        { field: "eventCategory", equals: ["Data"] },
                                                        { field: "resources.type", equals: [type] },
                                                    ],
                                                })),
                                            },
                                        ],
                                    },
                                ],
                            },
                        ],
                    },
                },
            },
        ],
    }),
});
/** The selectors are in the resource's blocks, or in a list that produces them. */
const source = (resourceType: string, type: string, rule = "aws_observabilityadmin_telemetry_rule") => ({
    "main.tf": `
        resource "${rule}" "audit" {
          rule_name = "audit"
          rule {
            resource_type = ${resourceType}
            destination_configuration {
              cloudtrail_parameters {
                advanced_event_selectors {
                  dynamic "field_selectors" {
                    for_each = { eventCategory = "Data", "resources.type" = "${type}" }
                    content {
                      field  = field_selectors.key
                      equals = [field_selectors.value]
                    }
                  }
                }
              }
            }
          }
        }`,
});
/** A state: AWS had the outputs, whatever the inputs say. */
const state = (outputs: object, inputs: object = {}) => ({
    "state.json": JSON.stringify({
        version: 3,
        deployment: {
            manifest: { time: "2026-01-01T00:00:00Z", magic: "x", version: "v3" },
            resources: [
                {
                    urn: "urn:pulumi:dev::p::aws:observabilityadmin/telemetryRule:TelemetryRule::audit",
                    custom: true,
                    type: "aws:observabilityadmin/telemetryRule:TelemetryRule",
                    id: "audit",
                    inputs,
                    outputs: { ruleName: "audit", ...outputs },
                },
            ],
        },
    }),
});
const pulumiRule = (types: readonly string[], more: object = {}) => ({
    rule: {
        resourceType: "AWS::CloudTrail",
        telemetryType: "Logs",
        scope: "",
        regions: [],
        destinationConfiguration: {
            cloudtrailParameters: {
                advancedEventSelectors: types.map(type => ({
                    fieldSelectors: [
                        { field: "eventCategory", equals: ["Data"] },
                        { field: "resources.type", equals: [type] },
                    ],
                })),
            },
        },
        ...more,
    },
});
const selector = (type: string) => ({
    FieldSelectors: [
        { Field: "eventCategory", Equals: ["Data"] },
        { Field: "resources.type", Equals: [type] },
    ],
});

/** Of each trail in the report: what it is called, and the answers about agent aliases, S3 and all Regions; and the notes. */
async function judged(files: Readonly<Record<string, string>>, includeTelemetryRules = true, more: object = {}) {
    const settings = { [NAME]: { includeTelemetryRules, ...more }, [REGIONS]: { includeTelemetryRules } };
    const config = parsePolicyConfig({ text: JSON.stringify(settings) }, policies);
    assert.ok("settings" in config);
    const gathered = await gatherFolder(files);
    assert.deepEqual(gathered.problems, []);
    const { report, notes } = check(gathered, { policies, settings: config.settings, today: "2026-01-15" });
    return {
        trails: report.trails.map(({ noun, results }) => [
            noun,
            results.find(({ policy }) => policy === NAME)?.status,
            results.find(({ policy }) => policy === "cloudtrail-s3-delivery")?.status,
            results.find(({ policy }) => policy === REGIONS)?.status,
        ]),
        notes,
    };
}

describe("CloudWatch telemetry rules as recorders", () => {
    for (const [name, files, status] of [
        ["CloudFormation", template(RULE, "AWS::CloudTrail", [selector(AGENT_ALIAS)]), "pass"],
        ["CloudFormation, another type", template(RULE, "AWS::CloudTrail", [selector("AWS::S3::Object")]), "violation"],
        [
            "CloudFormation, of an organization",
            template("AWS::ObservabilityAdmin::OrganizationTelemetryRule", "AWS::CloudTrail", [selector(AGENT_ALIAS)]),
            "pass",
        ],
        ["Terraform source", source('"AWS::CloudTrail"', AGENT_ALIAS), "pass"],
        ["Terraform source, another type", source('"AWS::CloudTrail"', "AWS::S3::Object"), "violation"],
        [
            "Terraform source, of an organization",
            source('"AWS::CloudTrail"', AGENT_ALIAS, "aws_observabilityadmin_telemetry_rule_for_organization"),
            "pass",
        ],
        ["Terraform source, of a type that isn't known", source("var.type", AGENT_ALIAS), "undetermined"],
        [
            "Terraform source, of a type that isn't known, with other selectors",
            source("var.type", "AWS::S3::Object"),
            "violation",
        ],
        [
            "CloudFormation, with values that are not strings and that AWS fills in",
            template(RULE, "AWS::CloudTrail", [
                { FieldSelectors: [...selector(AGENT_ALIAS).FieldSelectors, { Field: "readOnly", Equals: [true] }] },
                { FieldSelectors: [...selector(AGENT_ALIAS).FieldSelectors, { Field: "readOnly", Equals: [false] }] },
                { FieldSelectors: [{ Field: "eventCategory", Equals: [{ "Fn::Sub": "Management" }] }] },
            ]),
            "pass",
        ],
        ["Pulumi state, imported", state(pulumiRule([AGENT_ALIAS])), "pass"],
        ["Pulumi state", state(pulumiRule([AGENT_ALIAS]), pulumiRule([AGENT_ALIAS])), "pass"],
        [
            "Pulumi state, whose inputs were never sent",
            state(pulumiRule(["AWS::S3::Object"]), pulumiRule([AGENT_ALIAS])),
            "violation",
        ],
        [
            "Pulumi state, in which AWS had a scope",
            state(pulumiRule([AGENT_ALIAS], { scope: "x" }), pulumiRule([AGENT_ALIAS])),
            "undetermined",
        ],
        ["Terraform plan", plan("AWS::CloudTrail", [AGENT_ALIAS]), "pass"],
        ["Terraform plan, another type", plan("AWS::CloudTrail", ["AWS::S3::Object"]), "violation"],
    ] as const) {
        it(`${name}: judged if included, and never as writing to S3`, async () => {
            const { trails } = await judged(files);
            assert.deepEqual(trails, [["Telemetry rule", status, "not-applicable", "violation"]]);
        });
    }

    for (const [name, more] of [
        ["a scope", { Scope: "OrganizationId = 'o-1'" }],
        ["a scope that isn't known", { Scope: { Ref: "Whose" } }],
        ["criteria", { SelectionCriteria: "Tags.team = 'a'" }],
        ["source types", { TelemetrySourceTypes: ["VPC_FLOW_LOGS"] }],
        ["a property that isn't known here", { SamplingRate: 0.1 }],
        ["other telemetry", { TelemetryType: "Metrics" }],
        ["telemetry of a type that isn't known", { TelemetryType: { Ref: "Type" } }],
    ] as const) {
        it(`may record less than their selectors say: with ${name}, they never comply`, async () => {
            const files = template(RULE, "AWS::CloudTrail", [selector(AGENT_ALIAS)], more);
            for (const reading of ["complete", "cis"]) {
                const { trails } = await judged(files, true, { reading });
                assert.deepEqual(trails, [["Telemetry rule", "undetermined", "not-applicable", "violation"]]);
            }
            const less = template(RULE, "AWS::CloudTrail", [selector("AWS::S3::Object")], more);
            assert.equal((await judged(less)).trails[0]?.[1], "violation");
        });
    }

    it("may record less in Terraform too, where blocks are lists and absent values are null or empty", async () => {
        const absent = { scope: "", selection_criteria: null, telemetry_source_types: [], telemetry_type: "Logs" };
        const [whole] = (await judged(plan("AWS::CloudTrail", [AGENT_ALIAS], absent))).trails;
        assert.equal(whole?.[1], "pass");
        const [part] = (await judged(plan("AWS::CloudTrail", [AGENT_ALIAS], { ...absent, scope: "x" }))).trails;
        assert.equal(part?.[1], "undetermined");
    });

    for (const [more, status] of [
        [{}, "violation"],
        [{ AllRegions: true }, "pass"],
        [{ AllRegions: false }, "violation"],
        [{ AllRegions: { Ref: "All" } }, "undetermined"],
        [{ Regions: ["eu-west-1", "us-east-1"] }, "undetermined"],
        [{ Regions: { Ref: "Regions" } }, "undetermined"],
    ] as const) {
        it(`covers all Regions with ${JSON.stringify(more)}: ${status}`, async () => {
            const { trails } = await judged(template(RULE, "AWS::CloudTrail", [selector(AGENT_ALIAS)], more));
            assert.deepEqual(trails, [["Telemetry rule", "pass", "not-applicable", status]]);
        });
    }

    it("covers all Regions in Terraform too", async () => {
        const status = async (more: object) =>
            (await judged(plan("AWS::CloudTrail", [AGENT_ALIAS], more))).trails[0]?.[3];
        assert.equal(await status({ all_regions: null, regions: [] }), "violation");
        assert.equal(await status({ all_regions: true, regions: null }), "pass");
        assert.equal(await status({ regions: ["us-east-1"] }), "undetermined");
    });

    it("are left out unless they are included, and that is reported", async () => {
        assert.deepEqual(await judged(template(RULE, "AWS::CloudTrail", [selector(AGENT_ALIAS)]), false), {
            trails: [],
            notes: ["1 telemetry rule not checked, because no policy includes them: see includeTelemetryRules"],
        });
    });

    it("are ignored if they are about other telemetry", async () => {
        assert.deepEqual(await judged(template(RULE, "AWS::EC2::VPC", [])), { trails: [], notes: [] });
        assert.deepEqual(await judged(plan("AWS::EKS::Cluster", [])), { trails: [], notes: [] });
        assert.deepEqual(await judged(source('"AWS::EKS::Cluster"', "x")), { trails: [], notes: [] });
    });
});
