import { check } from "../../../checker/src/check/check";
import { defaultSettings } from "../../../checker/src/configuration/policy-config";
import type { PolicySetting } from "../../../checker/src/configuration/policy-setting";
import type { Report } from "../../../checker/src/report/report";
import type { ReporterOptions } from "../../../checker/src/report/reporter";
import type { Place, SourceTrail } from "../../../checker/src/sources/source-trail";
import { policies, trailPolicies } from "../../../policies";
import { readTrail } from "../../../src/cloudtrail/recorders/read-trail";
import { DIALECTS, type DialectName } from "../../../src/cloudtrail/selectors/dialect";
import { Unknown } from "../../../src/cloudtrail/value";
import { readStack } from "../../../src/compliance/stack/resources/read-stack";

const TODAY = "2026-01-15";

/** The policies that the sample is judged by, whichever are added later: those of its expected output. */
const SHOWN: ReadonlySet<string> = new Set([
    "cloudtrail-multi-region",
    "cloudtrail-s3-delivery",
    "cloudtrail-logging-enabled",
    "cloudtrail-bedrock-management-events",
    "cloudtrail-bedrock-agent-alias-events",
    "cloudtrail-bedrock-knowledge-base-events",
    "cloudtrail-bedrock-data-events",
    "cloudtrail-event-selectors-valid",
    "cloudtrail-log-file-validation",
    "cloudtrail-kms-encryption",
    "cloudtrail-cloudwatch-logs",
]);
const shownPolicies = trailPolicies.filter(({ name }) => SHOWN.has(name));

/** The options of every test: nothing in them changes from run to run. */
export const OPTIONS: ReporterOptions = {
    version: "0.1.0",
    policies: shownPolicies,
    time: new Date(`${TODAY}T10:00:00Z`),
};

/** A trail of the sample: as it is declared, and where. */
interface Sample {
    readonly name: string;
    readonly place: Place;
    readonly dialect: DialectName;
    readonly properties: Record<string, unknown>;
    readonly facts?: Record<string, string>;
}

const allEventsOf = (type: string) => ({
    Name: `Log all ${type} data events`,
    FieldSelectors: [
        { Field: "eventCategory", Equals: ["Data"] },
        { Field: "resources.type", Equals: [type] },
    ],
});

const ALL_MANAGEMENT_EVENTS = {
    Name: "Log all management events",
    FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }],
};

const EXEMPTION = { trail: "sandbox", reason: "No agents run in the sandbox account.", expires: "2026-12-31" };

const LEGACY: Place = { address: "arn:aws:cloudtrail:us-east-1:123456789012:trail/legacy" };

const SAMPLES: readonly Sample[] = [
    {
        name: "organization-audit",
        place: {
            file: "stacks/prod.json",
            line: 118,
            address: "urn:pulumi:prod::audit::aws:cloudtrail/trail:Trail::organization-audit",
        },
        dialect: "pulumi-aws",
        properties: {
            s3BucketName: "example-trail-logs",
            isMultiRegionTrail: true,
            enableLogFileValidation: true,
            kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/1",
            cloudWatchLogsGroupArn: "arn:aws:logs:eu-central-1:123456789012:log-group:trail:*",
            cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/trail",
            advancedEventSelectors: [
                { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
                ...["AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase"].map(type => ({
                    fieldSelectors: [
                        { field: "eventCategory", equals: ["Data"] },
                        { field: "resources.type", equals: [type] },
                    ],
                })),
            ],
        },
    },
    {
        name: "audit",
        place: { file: "plans/network plan.json", address: "module.logging.aws_cloudtrail.audit[0]" },
        dialect: "terraform",
        properties: { s3_bucket_name: "example-trail-logs", is_multi_region_trail: false },
    },
    {
        name: "AgentTrail",
        place: { file: "templates/agents.yaml", line: 14, address: "AgentTrail" },
        dialect: "cloudformation",
        properties: {
            S3BucketName: "example-trail-logs",
            IsLogging: true,
            IsMultiRegionTrail: true,
            EnableLogFileValidation: true,
            AdvancedEventSelectors: [
                ALL_MANAGEMENT_EVENTS,
                {
                    Name: "Agent reads",
                    FieldSelectors: [
                        { Field: "eventCategory", Equals: ["Data"] },
                        { Field: "resources.type", Equals: ["AWS::Bedrock::AgentAlias"] },
                        { Field: "readOnly", Equals: ["true"] },
                    ],
                },
                allEventsOf("AWS::Bedrock::KnowledgeBase"),
            ],
        },
    },
    {
        name: "created-at-apply",
        place: { file: "plans/network plan.json", address: "aws_cloudtrail.created" },
        dialect: "terraform",
        properties: {
            s3_bucket_name: new Unknown(),
            is_multi_region_trail: true,
            enable_log_file_validation: true,
            kms_key_id: "arn:aws:kms:eu-central-1:123456789012:key/1",
            cloud_watch_logs_group_arn: "arn:aws:logs:eu-central-1:123456789012:log-group:trail:*",
            cloud_watch_logs_role_arn: "arn:aws:iam::123456789012:role/trail",
            advanced_event_selector: new Unknown(),
        },
    },
    {
        name: "sandbox",
        place: { address: "arn:aws:cloudtrail:us-east-1:210987654321:trail/sandbox" },
        dialect: "aws-api",
        properties: {
            Name: "sandbox",
            TrailARN: "arn:aws:cloudtrail:us-east-1:210987654321:trail/sandbox",
            HomeRegion: "us-east-1",
            S3BucketName: "example-trail-logs",
            IsLogging: true,
            IsMultiRegionTrail: true,
            LogFileValidationEnabled: true,
            AdvancedEventSelectors: [ALL_MANAGEMENT_EVENTS],
        },
    },
    {
        name: "legacy",
        place: LEGACY,
        dialect: "aws-api",
        properties: {
            Name: "legacy",
            TrailARN: "arn:aws:cloudtrail:us-east-1:123456789012:trail/legacy",
            HomeRegion: "us-east-1",
            S3BucketName: "example-trail-logs",
            IsLogging: true,
            IsMultiRegionTrail: false,
            LogFileValidationEnabled: true,
            KmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1",
            CloudWatchLogsLogGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:trail:*",
            CloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/trail",
            AdvancedEventSelectors: [
                ALL_MANAGEMENT_EVENTS,
                allEventsOf("AWS::Bedrock::AgentAlias"),
                allEventsOf("AWS::Bedrock::KnowledgeBase"),
            ],
        },
        facts: { "Last delivery": "2026-01-15T09:55:12Z" },
    },
];

/** The policies at their defaults, except one that then applies to no trail, and an exemption. */
const settings = new Map(
    [...defaultSettings(shownPolicies)].map(([name, { level }]): [string, PolicySetting] => [
        name,
        { level: level === "disabled" ? "mandatory" : level, config: { exemptions: [EXEMPTION] } },
    ]),
);

const mandatorySettings = new Map(
    [...defaultSettings(policies)].map(([name]): [string, PolicySetting] => [name, { level: "mandatory", config: {} }]),
);

/** Trails that were judged by the real policies, one of every outcome, and an input that could not be read. */
export const sampleReport: Report = check(
    {
        trails: SAMPLES.map(foundTrail),
        problems: [{ source: "stacks/broken.json", message: "not JSON: line 3, column 7: a comma or } is missing" }],
    },
    {
        policies: shownPolicies,
        settings,
        baseline: {
            schemaVersion: 1,
            violations: [{ trail: idOf(LEGACY), policy: "cloudtrail-multi-region" }],
        },
        today: TODAY,
    },
).report;

function foundTrail({ name, place, dialect, properties, facts }: Sample): SourceTrail {
    return {
        id: idOf(place),
        trail: readTrail(properties, { recorder: "Trail", dialect: DIALECTS[dialect], resourceName: name }),
        place,
        identifiers: [],
        group: "sample",
        secrets: new Set(),
        ...(facts === undefined ? {} : { facts }),
    };
}

function idOf({ file, address }: Place): string {
    return [file, address].join("#");
}

/** The trails, and a stack without one, judged by the policy that requires one. */
export const reportWithStack: Report = check(
    {
        trails: [],
        stacks: [
            {
                id: "stacks/agents.json#agents",
                place: {
                    file: "stacks/agents.json",
                    line: 3,
                    address: "urn:pulumi:prod::agents::pulumi:pulumi:Stack::agents",
                },
                stack: readStack(
                    { id: "urn:pulumi:prod::agents::pulumi:pulumi:Stack::agents", label: "prod" },
                    [],
                    [
                        {
                            id: "alias",
                            label: "live",
                            role: "bedrock",
                            type: "AWS::Bedrock::Agent",
                            properties: {},
                            dependencies: () => [],
                        },
                    ],
                ),
            },
        ],
        problems: [],
    },
    { policies, settings: mandatorySettings, today: TODAY },
).report;
