import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { operationOf } from "../../../checker/src/live/aws/telemetry-api";
import { doubtsOf } from "../../../src/cloudtrail/recorders/telemetry-rule";
import { DIALECTS, recorderDialect } from "../../../src/cloudtrail/selectors/dialect";
import { FakeAws } from "../../checker/live/fake-aws";
import { findMotoServer } from "./moto-server";

/** The API's model, as botocore has it: moto's own dependency, although moto itself lacks the API. */
const PRINT_MODEL = `
import botocore.session, json
model = botocore.session.get_session().get_service_model("observabilityadmin")
def members(shape): return sorted(shape.members) if shape is not None else []
rule = model.shape_for("TelemetryRule")
print(json.dumps({
    "protocol": model.metadata["protocol"],
    "signingName": model.signing_name,
    "endpointPrefix": model.endpoint_prefix,
    "serviceId": str(model.service_id),
    "operations": {name: {
        "http": [model.operation_model(name).http["method"], model.operation_model(name).http["requestUri"]],
        "input": members(model.operation_model(name).input_shape),
        "output": members(model.operation_model(name).output_shape),
    } for name in model.operation_names},
    "summary": members(model.shape_for("TelemetryRuleSummary")),
    "rule": members(rule),
    "destination": members(rule.members["DestinationConfiguration"]),
    "cloudtrail": members(model.shape_for("CloudtrailParameters")),
    "cloudTrailType": "AWS::CloudTrail" in rule.members["ResourceType"].enum,
    "logs": "Logs" in rule.members["TelemetryType"].enum,
}))`;

interface Model {
    readonly protocol: string;
    readonly signingName: string;
    readonly endpointPrefix: string;
    readonly serviceId: string;
    readonly operations: Readonly<Record<string, Record<"http" | "input" | "output", readonly string[]>>>;
    readonly summary: readonly string[];
    readonly rule: readonly string[];
    readonly destination: readonly string[];
    readonly cloudtrail: readonly string[];
    readonly cloudTrailType: boolean;
    readonly logs: boolean;
}

describe("what is read of telemetry rules, against the API's own model", function () {
    this.timeout(300_000);
    let model: Model;

    before(function () {
        const command = findMotoServer();
        if (command === undefined) {
            // Python or PyPI is missing: these tests are skipped, and counted as skipped.
            this.skip();
        }
        const python = join(dirname(command), "python");
        model = JSON.parse(execFileSync(python, ["-c", PRINT_MODEL], { encoding: "utf8" })) as Model;
    });

    it("is requested as the service expects it", () => {
        const { protocol, signingName, endpointPrefix, serviceId, operations } = model;
        assert.deepEqual(
            [protocol, signingName, endpointPrefix, serviceId],
            ["rest-json", "observabilityadmin", "observabilityadmin", "ObservabilityAdmin"],
        );
        for (const owner of ["account", "organization"] as const) {
            for (const [name, sent, used] of [
                ["ListTelemetryRules", ["NextToken"], ["NextToken", "TelemetryRuleSummaries"]],
                ["GetTelemetryRule", ["RuleIdentifier"], ["HomeRegion", "RegionStatuses", "TelemetryRule"]],
                ["GetTelemetryEvaluationStatus", [], ["Status"]],
            ] as const) {
                const operation = operationOf(name, owner);
                const { http, input, output } = operations[operation] ?? assert.fail(operation);
                assert.deepEqual(http, ["POST", `/${operation}`]);
                assert.deepEqual(
                    [sent.filter(each => !input.includes(each)), used.filter(each => !output.includes(each))],
                    [[], []],
                );
            }
        }
        assert.ok(model.cloudTrailType && model.logs);
    });

    it("uses in the fake only names that the service has", () => {
        const fake = new FakeAws("111111111111");
        fake.management = fake.callerAccount;
        const rule = { ResourceType: "AWS::CloudTrail", TelemetryType: "Logs" };
        for (const kind of ["", "ForOrganization"]) {
            fake.addRule(fake.callerAccount, "rule", ["us-east-1"], rule, kind !== "");
            const ask = (operation: string, input: object = {}) =>
                fake.perform({
                    account: fake.callerAccount,
                    region: "us-east-1",
                    operation: `${operation}${kind}`,
                    input: { ...input },
                    target: "",
                });
            const unknown = (operation: string, answer: object) =>
                Object.keys(answer).filter(name => !model.operations[`${operation}${kind}`]?.output.includes(name));
            const listed = ask("ListTelemetryRules");
            const [summary = {}] = listed.TelemetryRuleSummaries as object[];
            assert.deepEqual(unknown("ListTelemetryRules", listed), []);
            assert.deepEqual(
                Object.keys(summary).filter(name => !model.summary.includes(name)),
                [],
            );
            assert.deepEqual(unknown("GetTelemetryRule", ask("GetTelemetryRule", { RuleIdentifier: "rule" })), []);
            assert.deepEqual(unknown("GetTelemetryEvaluationStatus", ask("GetTelemetryEvaluationStatus")), []);
        }
    });

    it("is undetermined with every property that may narrow a rule, and with no other", () => {
        const dialect = recorderDialect(DIALECTS["aws-api"], "TelemetryRule");
        const doubted = (names: readonly string[], inRule: (name: string) => object) =>
            names.filter(name => doubtsOf({ TelemetryRule: inRule(name) }, dialect).length > 0);
        const harmless = (names: readonly string[], inRule: (name: string) => object) =>
            names.filter(name => !doubted(names, inRule).includes(name));
        const value = (name: string) =>
            name === "TelemetryType" ? "Logs" : name === "ResourceType" ? "AWS::CloudTrail" : "x";
        assert.deepEqual(
            harmless(model.rule, name => ({ [name]: value(name) })),
            ["AllRegions", "AllowFieldUpdates", "DestinationConfiguration", "Regions", "ResourceType", "TelemetryType"],
        );
        const ofDestination = (name: string) => ({ DestinationConfiguration: { [name]: "x" } });
        assert.deepEqual(harmless(model.destination, ofDestination), [
            "CloudtrailParameters",
            "DestinationPattern",
            "DestinationType",
            "KmsKeyArn",
            "RetentionInDays",
        ]);
        const ofCloudTrail = (name: string) => ({
            DestinationConfiguration: { CloudtrailParameters: { [name]: "x" } },
        });
        assert.deepEqual(harmless(model.cloudtrail, ofCloudTrail), ["AdvancedEventSelectors"]);
    });
});
