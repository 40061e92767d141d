import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import addFormats from "ajv-formats";
import * as fc from "fast-check";
import { ocsfReporter } from "../../../checker/src/report/formats/ocsf";
import { type Report, subjectsOf } from "../../../checker/src/report/report";
import { arbitraryReport } from "./arbitrary-report";
import { OPTIONS, sampleReport } from "./sample-report";

const SCHEMA = join(__dirname, "../../fixtures/ocsf/compliance-finding-1.5.0-cloud.schema.json");

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, "utf8")));

/** The parts of a finding that the tests look at. */
interface Finding {
    readonly class_uid: number;
    readonly activity_id: number;
    readonly type_uid: number;
    readonly time: number;
    readonly severity_id: number;
    readonly status_id: number;
    readonly message: string;
    readonly metadata: { readonly event_code: string };
    readonly finding_info: { readonly uid: string };
    readonly compliance: Readonly<Record<string, unknown>>;
    readonly resources: readonly Readonly<Record<string, unknown>>[];
    readonly cloud: Readonly<Record<string, unknown>>;
    readonly remediation?: { readonly desc: string; readonly references: readonly string[] };
    readonly unmapped?: { readonly unlogged_event: { readonly eventName: string } };
}

function findingsOf(report: Report): Finding[] {
    const findings: Finding[] = JSON.parse(ocsfReporter(report, OPTIONS));
    for (const finding of findings) {
        validate(finding);
        assert.deepEqual(validate.errors ?? [], []);
        // What OCSF requires, and its JSON schema doesn't.
        assert.equal(finding.type_uid, finding.class_uid * 100 + finding.activity_id);
        for (const { name, uid } of finding.resources) {
            assert.ok(name !== undefined || uid !== undefined);
        }
    }
    return findings;
}

function findingOf(trailName: string, policy: string): Finding {
    return findingsOf(sampleReport).find(
        ({ metadata, resources }) => metadata.event_code === policy && resources[0]!.name === trailName,
    )!;
}

describe("the ocsf reporter", () => {
    it("is validated by a schema that rejects anything that isn't a Compliance Finding", () => {
        const [finding] = findingsOf(sampleReport);
        assert.equal(validate({ ...finding, class_uid: 2001 }), false);
        assert.equal(validate({ ...finding, colour: "red" }), false);
        assert.equal(validate({ ...finding, severity_id: 7 }), false);
    });

    it("has a finding for each trail and policy, and for each input that could not be read", () => {
        const results = sampleReport.trails.flatMap(trail => trail.results);
        const findings = findingsOf(sampleReport);
        assert.equal(findings.length, results.length + 1);
        assert.equal(findings.at(-1)!.message, sampleReport.problems[0]!.message);
        assert.equal(findings.at(-1)!.compliance.status_id, 0);
        assert.equal(new Set(findings.map(({ finding_info }) => finding_info.uid)).size, findings.length);
    });

    for (const [trail, policy, verdict, status, life, severity] of [
        ["organization-audit", "cloudtrail-multi-region", 1, "Pass", 1, 1],
        ["audit", "cloudtrail-multi-region", 3, "Fail", 1, 4],
        ["audit", "cloudtrail-bedrock-agent-alias-events", 3, "Fail", 1, 5],
        ["audit", "cloudtrail-log-file-validation", 2, "Warning", 1, 3],
        ["created-at-apply", "cloudtrail-bedrock-agent-alias-events", 0, "Unknown", 1, 1],
        ["sandbox", "cloudtrail-bedrock-agent-alias-events", 99, "Exempt", 3, 1],
        ["legacy", "cloudtrail-multi-region", 3, "Fail", 3, 4],
        ["audit", "cloudtrail-bedrock-data-events", 99, "Not Applicable", 1, 1],
    ] as const) {
        it(`says ${status} of ${policy} for ${trail}`, () => {
            const finding = findingOf(trail, policy);
            assert.deepEqual(
                [finding.compliance.status_id, finding.compliance.status, finding.status_id, finding.severity_id],
                [verdict, status, life, severity],
            );
        });
    }

    it("carries the control, the event that escapes and the fix", () => {
        const { compliance, unmapped, remediation, time } = findingOf(
            "AgentTrail",
            "cloudtrail-bedrock-agent-alias-events",
        );
        assert.deepEqual(compliance.standards, ["NIST SP 800-53 Rev. 5"]);
        assert.deepEqual(compliance.requirements, ["AU-12"]);
        assert.equal(unmapped?.unlogged_event.eventName, "InvokeAgent");
        assert.match(remediation!.desc, /^add to AdvancedEventSelectors:\n- Name/);
        assert.match(remediation!.references[0]!, /cloudtrail-bedrock-agent-alias-events\.md$/);
        assert.equal(time, Date.UTC(2026, 0, 15, 10));
    });

    it("says what to do if there is no fix, and nothing if the trail complies", () => {
        assert.match(findingOf("audit", "cloudtrail-kms-encryption").remediation!.desc, /kmsKeyId/);
        assert.equal(findingOf("organization-audit", "cloudtrail-multi-region").remediation, undefined);
    });

    it("knows account, Region and type from the ARN of a live trail, and only the place of any other trail", () => {
        const { resources, cloud } = findingOf("legacy", "cloudtrail-multi-region");
        assert.deepEqual(resources, [
            {
                uid: "arn:aws:cloudtrail:us-east-1:123456789012:trail/legacy",
                name: "legacy",
                type: "AWS::CloudTrail::Trail",
                region: "us-east-1",
                cloud_partition: "aws",
                data: { "Last delivery": "2026-01-15T09:55:12Z" },
            },
        ]);
        assert.deepEqual(cloud, {
            provider: "AWS",
            region: "us-east-1",
            account: { uid: "123456789012", type_id: 10, type: "AWS Account" },
        });
        const declared = findingOf("AgentTrail", "cloudtrail-multi-region");
        assert.deepEqual(declared.resources, [
            {
                uid: "templates/agents.yaml#AgentTrail",
                name: "AgentTrail",
                data: { file: "templates/agents.yaml", line: 14 },
            },
        ]);
        assert.deepEqual(declared.cloud, { provider: "AWS" });
    });

    it("also knows other recorders by their ARNs", () => {
        const [trail] = sampleReport.trails;
        assert.ok(trail !== undefined);
        for (const [address, type] of [
            ["arn:aws:cloudtrail:eu-west-1:123456789012:eventdatastore/1", "AWS::CloudTrail::EventDataStore"],
            [
                "arn:aws:observabilityadmin:eu-west-1:123456789012:telemetry-rule/audit",
                "AWS::ObservabilityAdmin::TelemetryRule",
            ],
            [
                "arn:aws:observabilityadmin:eu-west-1:123456789012:organization-telemetry-rule/audit",
                "AWS::ObservabilityAdmin::OrganizationTelemetryRule",
            ],
        ] as const) {
            const trails = [{ ...trail, id: address, source: { address } }];
            const [finding] = findingsOf({ ...sampleReport, stacks: [], trails, problems: [] });
            assert.deepEqual(
                [finding?.resources[0]?.uid, finding?.resources[0]?.type, finding?.cloud.region],
                [address, type, "eu-west-1"],
            );
        }
    });

    it("is valid for any report", () => {
        fc.assert(
            fc.property(arbitraryReport, report => {
                const results = subjectsOf(report).flatMap(trail => trail.results);
                assert.equal(findingsOf(report).length, results.length + report.problems.length);
            }),
        );
    });
});
