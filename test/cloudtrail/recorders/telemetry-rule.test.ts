import assert from "node:assert/strict";
import { readTrail } from "../../../src/cloudtrail/recorders/read-trail";
import { doubtsOf, recordsCloudTrail, telemetryRuleProperties } from "../../../src/cloudtrail/recorders/telemetry-rule";
import { DIALECTS, type DialectName, recorderDialect } from "../../../src/cloudtrail/selectors/dialect";
import { isUnknown, Unknown } from "../../../src/cloudtrail/value";

const of = (name: DialectName) => recorderDialect(DIALECTS[name], "TelemetryRule");
const CLOUDFORMATION = of("cloudformation");
const TERRAFORM = of("terraform");
const PULUMI = of("pulumi-aws");

const SELECTORS = [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] }];
const SELECTORS_PATH = CLOUDFORMATION.of("AdvancedEventSelectors");
const REGIONS_PATH = CLOUDFORMATION.of("IsMultiRegionTrail");

/** A rule in CloudFormation, with more properties at each level. */
const rule = (more: object = {}, ofDestination: object = {}, ofCloudTrail: object = {}) => ({
    RuleName: "audit",
    Rule: {
        ResourceType: "AWS::CloudTrail",
        TelemetryType: "Logs",
        DestinationConfiguration: {
            CloudtrailParameters: { AdvancedEventSelectors: SELECTORS, ...ofCloudTrail },
            ...ofDestination,
        },
        ...more,
    },
});

describe("recordsCloudTrail", () => {
    for (const [type, expected] of [
        ["AWS::CloudTrail", true],
        ["AWS::CloudTrail::Trail", true],
        [new Unknown(), true],
        ["AWS::CloudTrailing", false],
        ["Custom::AWS::CloudTrail", false],
        ["AWS::EC2::VPC", false],
        ["", false],
        [7, false],
        [["AWS::CloudTrail"], false],
        [undefined, false],
    ] as const) {
        it(`${isUnknown(type) ? "unknown" : JSON.stringify(type)}: ${expected}`, () => {
            assert.equal(recordsCloudTrail({ Rule: { ResourceType: type } }, CLOUDFORMATION), expected);
        });
    }

    it("if the block is a list, as in Terraform, or unknown", () => {
        assert.equal(recordsCloudTrail({ rule: [{ resource_type: "AWS::CloudTrail" }] }, TERRAFORM), true);
        assert.equal(recordsCloudTrail({ rule: [{ resource_type: "AWS::EC2::VPC" }] }, TERRAFORM), false);
        assert.equal(recordsCloudTrail({ rule: new Unknown() }, TERRAFORM), true);
        assert.equal(recordsCloudTrail({ rule: "AWS::CloudTrail" }, TERRAFORM), false);
        assert.equal(recordsCloudTrail({}, TERRAFORM), false);
    });
});

describe("telemetryRuleProperties", () => {
    const selectorsOf = (properties: object) =>
        telemetryRuleProperties({ ...properties }, CLOUDFORMATION)[SELECTORS_PATH];
    const regionsOf = (properties: object) => telemetryRuleProperties({ ...properties }, CLOUDFORMATION)[REGIONS_PATH];

    it("keeps the rule's properties, and finds its nested selectors", () => {
        const found = telemetryRuleProperties(rule(), CLOUDFORMATION);
        assert.equal(found.RuleName, "audit");
        assert.equal(found[SELECTORS_PATH], SELECTORS);
    });

    it("prefers selectors that a source has found already", () => {
        const already = [{ Name: "already" }];
        assert.equal(selectorsOf({ ...rule(), [SELECTORS_PATH]: already }), already);
    });

    it("keeps unknown selectors, with why they are unknown", () => {
        const unknown = new Unknown("raw", "a call was denied");
        assert.equal(selectorsOf(rule({}, {}, { AdvancedEventSelectors: unknown })), unknown);
    });

    for (const [name, properties] of [
        ["an empty list", rule({}, {}, { AdvancedEventSelectors: [] })],
        ["no list", rule({}, {}, { AdvancedEventSelectors: "all" })],
        ["nothing", { RuleName: "audit" }],
    ] as const) {
        it(`${name}: it is unknown what the rule collects`, () => {
            const found = selectorsOf(properties);
            assert.ok(found instanceof Unknown);
            assert.equal(found.reason, "the telemetry rule has none");
        });
    }

    for (const [name, block, expected] of [
        ["all Regions", { AllRegions: true }, true],
        ["all Regions, as a string", { AllRegions: "true" }, "true"],
        ["all Regions, and a list", { AllRegions: true, Regions: ["eu-west-1"] }, true],
        ["all Regions as a string, and a list", { AllRegions: "true", Regions: ["eu-west-1"] }, "true"],
        ["its own Region", { AllRegions: false }, false],
        ["nothing", {}, undefined],
        ["an empty list", { Regions: [] }, undefined],
        ["not a list", { Regions: "eu-west-1" }, undefined],
    ] as const) {
        it(`says about its Regions ${name}`, () => {
            assert.equal(regionsOf(rule(block)), expected);
        });
    }

    it("a list of Regions, or an unknown one, may be all that the account has enabled", () => {
        for (const Regions of [["eu-west-1"], new Unknown()]) {
            const found = regionsOf(rule({ AllRegions: false, Regions }));
            assert.ok(found instanceof Unknown);
            assert.equal(found.reason, "it lists Regions, and which ones the account has enabled is not known here");
        }
    });

    it("what is unknown stays unknown, and what was already found is kept", () => {
        const unknown = new Unknown("raw", "not yet");
        assert.equal(regionsOf(rule({ AllRegions: unknown, Regions: ["eu-west-1"] })), unknown);
        assert.equal(regionsOf({ Rule: unknown }), unknown);
        assert.equal(regionsOf({ ...rule({ AllRegions: true }), [REGIONS_PATH]: false }), false);
        assert.equal(regionsOf({ Rule: "text" }), undefined);
    });

    it("reads Terraform's blocks, which are lists, by its own names", () => {
        const found = telemetryRuleProperties(
            {
                rule: [
                    {
                        regions: ["eu-west-1"],
                        destination_configuration: [
                            { cloudtrail_parameters: [{ advanced_event_selectors: SELECTORS }] },
                        ],
                    },
                ],
            },
            TERRAFORM,
        );
        assert.equal(found[TERRAFORM.of("AdvancedEventSelectors")], SELECTORS);
        assert.ok(isUnknown(found[TERRAFORM.of("IsMultiRegionTrail")]));
    });
});

describe("why a telemetry rule may record less than its selectors say", () => {
    const narrowing = (path: string) => `its ${path} may keep it from collecting some events`;

    it("it may not if every property is known to be harmless", () => {
        const harmless = rule(
            { AllowFieldUpdates: true, Regions: ["eu-west-1"], AllRegions: true },
            {
                DestinationType: "cloud-watch-logs",
                DestinationPattern: "audit",
                RetentionInDays: 30,
                KmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/k",
            },
        );
        assert.deepEqual(doubtsOf(harmless, CLOUDFORMATION), []);
    });

    it("it may because of an unknown property, at each level", () => {
        const found = doubtsOf(
            rule({ SelectionCriteria: "tag" }, { LogDeliveryParameters: { LogTypes: ["a"] } }, { Sampling: 0 }),
            CLOUDFORMATION,
        );
        assert.deepEqual(found, [
            narrowing("Rule.SelectionCriteria"),
            narrowing("Rule.DestinationConfiguration.LogDeliveryParameters"),
            narrowing("Rule.DestinationConfiguration.CloudtrailParameters.Sampling"),
        ]);
    });

    it("it may because of a property that is harmless only at another level", () => {
        assert.deepEqual(doubtsOf(rule({ RetentionInDays: 1 }, { Regions: ["eu-west-1"] }), CLOUDFORMATION), [
            narrowing("Rule.RetentionInDays"),
            narrowing("Rule.DestinationConfiguration.Regions"),
        ]);
    });

    it("it may not because of an empty property", () => {
        const empty = { A: undefined, B: null, C: "", D: [] };
        assert.deepEqual(doubtsOf(rule(empty, empty, empty), CLOUDFORMATION), []);
        const set = { A: [""], B: false, C: 0, D: " " };
        assert.deepEqual(
            doubtsOf(rule(set), CLOUDFORMATION),
            ["A", "B", "C", "D"].map(name => narrowing(`Rule.${name}`)),
        );
    });

    it("it may not because of Pulumi's internal properties", () => {
        assert.deepEqual(doubtsOf({ rule: { resourceType: "AWS::CloudTrail", __defaults: ["a"] } }, PULUMI), []);
        assert.deepEqual(doubtsOf({ rule: { resourceType: "AWS::CloudTrail", filter__: "a" } }, PULUMI), [
            narrowing("rule.filter__"),
        ]);
    });

    it("it may not because of source types that a Terraform plan doesn't know; elsewhere it may", () => {
        const unknown = { telemetry_source_types: new Unknown() };
        const block = (more: object) => ({ rule: [{ resource_type: "AWS::CloudTrail", ...more }] });
        assert.deepEqual(doubtsOf(block(unknown), TERRAFORM), []);
        assert.deepEqual(doubtsOf(block({ telemetry_source_types: ["EKS_AUDIT_LOGS"] }), TERRAFORM), [
            narrowing("rule.telemetry_source_types"),
        ]);
        assert.deepEqual(doubtsOf(block({ scope: new Unknown() }), TERRAFORM), [narrowing("rule.scope")]);
        assert.deepEqual(doubtsOf({ rule: { resourceType: "AWS::CloudTrail", ...unknown } }, PULUMI), [
            narrowing("rule.telemetry_source_types"),
        ]);
    });

    it("it may because of an unknown type of resource or of telemetry", () => {
        assert.deepEqual(doubtsOf(rule({ ResourceType: new Unknown() }), CLOUDFORMATION), [
            "which type of resource it is for is not known",
        ]);
        assert.deepEqual(doubtsOf(rule({ TelemetryType: new Unknown() }), CLOUDFORMATION), [
            "which type of telemetry it collects is not known",
        ]);
    });

    it("it may because of telemetry other than logs", () => {
        assert.deepEqual(doubtsOf(rule({ TelemetryType: "Traces" }), CLOUDFORMATION), [
            'it collects telemetry of type "Traces", not "Logs"',
        ]);
        for (const absent of [undefined, null]) {
            assert.deepEqual(doubtsOf(rule({ TelemetryType: absent }), CLOUDFORMATION), []);
        }
        assert.deepEqual(
            doubtsOf({ rule: [{ resource_type: "AWS::CloudTrail", telemetry_type: "Logs" }] }, TERRAFORM),
            [],
        );
        assert.deepEqual(
            doubtsOf({ rule: [{ resource_type: "AWS::CloudTrail", telemetry_type: "Metrics" }] }, TERRAFORM),
            ['it collects telemetry of type "Metrics", not "Logs"'],
        );
    });

    it("a completely unknown rule is in doubt because of its type alone", () => {
        assert.deepEqual(doubtsOf({ Rule: new Unknown() }, CLOUDFORMATION), [
            "which type of resource it is for is not known",
        ]);
        assert.deepEqual(doubtsOf({}, CLOUDFORMATION), []);
    });

    it("a rule is read with its selectors and Regions, as a trail is", () => {
        const context = { recorder: "TelemetryRule", dialect: DIALECTS.cloudformation } as const;
        const read = readTrail(rule({ AllRegions: true }), context);
        assert.deepEqual(read.selectors.advanced, [
            { fieldSelectors: [{ field: "eventCategory", operators: { Equals: ["Management"] } }] },
        ]);
        assert.equal(read.isMultiRegionTrail, true);
    });

    it("a trail carries the doubts about its properties and those that its source knows", () => {
        const { telemetryRule } = readTrail(rule({ SelectionCriteria: "tag" }), {
            recorder: "TelemetryRule",
            dialect: DIALECTS.cloudformation,
            telemetryRule: { doubts: ["it is disabled"] },
        });
        assert.deepEqual(telemetryRule?.doubts, [narrowing("Rule.SelectionCriteria"), "it is disabled"]);
        const alone = readTrail(rule(), { recorder: "TelemetryRule", dialect: DIALECTS.cloudformation });
        assert.deepEqual(alone.telemetryRule?.doubts, []);
        assert.equal(
            readTrail(rule(), { recorder: "Trail", dialect: DIALECTS.cloudformation }).telemetryRule,
            undefined,
        );
    });
});
