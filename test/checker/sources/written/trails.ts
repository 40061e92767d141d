import { Document, isScalar, stringify, visit } from "yaml";
import { UNKNOWN_IN_HCL, writeDynamicHcl, writeHcl, writeJsonConfiguration } from "./hcl";

/** A trail of the conformance table, in the names of the CloudTrail API. */
export type LogicalTrail = Readonly<Record<string, unknown>>;

/** A format, and how it writes a trail. The names are spelt out here, independently of the code under test. */
export interface WrittenFormat {
    readonly name: string;
    /** The files that contain the trail. */
    readonly write: (trail: LogicalTrail) => Readonly<Record<string, string>>;
    /** Can a value be unknown in it? */
    readonly unknown: boolean;
    /** Does the tool hide a lone basic selector for all events, so that management events can't be decided? */
    readonly hidesSelectors?: boolean;
    /** Does it show whether the trail logs? */
    readonly silentOnLogging?: boolean;
    /** Is it what AWS has, and not only what was requested? */
    readonly shownByAws?: boolean;
}

export function isUnknownMark(value: unknown): boolean {
    return typeof value === "object" && value !== null && "unknown" in value;
}

/** Renames properties at every depth, and writes unknown values in the format's own way. */
export function rename(
    value: unknown,
    names: Readonly<Record<string, string>>,
    unknown: (raw: unknown) => unknown,
): unknown {
    if (isUnknownMark(value)) {
        return unknown(value);
    }
    if (Array.isArray(value)) {
        return value.map(entry => rename(entry, names, unknown));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Object.fromEntries(
        Object.entries(value)
            .filter(([, entry]) => entry !== null)
            .map(([name, entry]) => {
                const renamed = names[name];
                if (renamed === undefined) {
                    throw new Error(`no name for ${name}`);
                }
                return [renamed, rename(entry, names, unknown)];
            }),
    );
}

const PULUMI = {
    S3BucketName: "s3BucketName",
    IsMultiRegionTrail: "isMultiRegionTrail",
    IncludeGlobalServiceEvents: "includeGlobalServiceEvents",
    EnableLogFileValidation: "enableLogFileValidation",
    KmsKeyId: "kmsKeyId",
    CloudWatchLogsRoleArn: "cloudWatchLogsRoleArn",
    EventSelectors: "eventSelectors",
    AdvancedEventSelectors: "advancedEventSelectors",
    Name: "name",
    FieldSelectors: "fieldSelectors",
    Field: "field",
    Equals: "equals",
    NotEquals: "notEquals",
    ReadWriteType: "readWriteType",
    IncludeManagementEvents: "includeManagementEvents",
    ExcludeManagementEventSources: "excludeManagementEventSources",
    DataResources: "dataResources",
    Type: "type",
    Values: "values",
};
export const PULUMI_AWS = {
    ...PULUMI,
    IsLogging: "enableLogging",
    CloudWatchLogsLogGroupArn: "cloudWatchLogsGroupArn",
    StartsWith: "startsWiths",
    EndsWith: "endsWiths",
    NotStartsWith: "notStartsWiths",
    NotEndsWith: "notEndsWiths",
};
const PULUMI_NATIVE = {
    ...PULUMI,
    IsLogging: "isLogging",
    CloudWatchLogsLogGroupArn: "cloudWatchLogsLogGroupArn",
    StartsWith: "startsWith",
    EndsWith: "endsWith",
    NotStartsWith: "notStartsWith",
    NotEndsWith: "notEndsWith",
};
export const TERRAFORM = {
    S3BucketName: "s3_bucket_name",
    IsMultiRegionTrail: "is_multi_region_trail",
    IncludeGlobalServiceEvents: "include_global_service_events",
    EnableLogFileValidation: "enable_log_file_validation",
    KmsKeyId: "kms_key_id",
    CloudWatchLogsRoleArn: "cloud_watch_logs_role_arn",
    CloudWatchLogsLogGroupArn: "cloud_watch_logs_group_arn",
    IsLogging: "enable_logging",
    EventSelectors: "event_selector",
    AdvancedEventSelectors: "advanced_event_selector",
    Name: "name",
    FieldSelectors: "field_selector",
    Field: "field",
    Equals: "equals",
    StartsWith: "starts_with",
    EndsWith: "ends_with",
    NotEquals: "not_equals",
    NotStartsWith: "not_starts_with",
    NotEndsWith: "not_ends_with",
    ReadWriteType: "read_write_type",
    IncludeManagementEvents: "include_management_events",
    ExcludeManagementEventSources: "exclude_management_event_sources",
    DataResources: "data_resource",
    Type: "type",
    Values: "values",
};
/** The names of the API are those of CloudFormation, except these. */
export const CLOUDFORMATION = {
    ...Object.fromEntries(Object.keys(TERRAFORM).map(name => [name, name])),
    KmsKeyId: "KMSKeyId",
};

export const SENTINEL = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const CIPHERTEXT = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };

export const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

function pulumiResource(type: string, inputs: unknown) {
    const urn = `urn:pulumi:dev::project::${type}::main`;
    return { urn, custom: true, type, inputs, parent: "urn:pulumi:dev::project::pulumi:pulumi:Stack::project-dev" };
}

const AWS = "aws:cloudtrail/trail:Trail";
const NATIVE = "aws-native:cloudtrail:Trail";
export const native = (trail: LogicalTrail) => ({ IsLogging: true, ...trail });

export function pulumiState(type: string, inputs: unknown, outputs: unknown = inputs): string {
    const resources = [
        {
            urn: "urn:pulumi:dev::project::pulumi:pulumi:Stack::project-dev",
            custom: false,
            type: "pulumi:pulumi:Stack",
        },
        { ...pulumiResource(type, inputs), id: "main", outputs },
    ];
    return json({ version: 3, deployment: { manifest: { time: "2026-01-15T00:00:00Z" }, resources } });
}

export function pulumiPreview(type: string, inputs: unknown): string {
    const newState = pulumiResource(type, inputs);
    return json({
        steps: [{ op: "create", urn: newState.urn, newState, detailedDiff: null }],
        diagnostics: [],
        duration: 1,
        changeSummary: { create: 1 },
    });
}

export function pulumiEvents(type: string, inputs: unknown): string {
    const state = { ...pulumiResource(type, inputs), id: "", outputs: {}, provider: "" };
    const metadata = { op: "create", urn: state.urn, type, old: null, new: state, detailedDiff: null };
    const event = (sequence: number, content: object) =>
        JSON.stringify({ sequence, timestamp: 1_795_346_769, ...content });
    return [
        event(0, { preludeEvent: { config: {} } }),
        event(1, { resourcePreEvent: { metadata, planning: true } }),
        event(3, { resOutputsEvent: { metadata, planning: true } }),
        event(4, { summaryEvent: { maybeCorrupt: false, durationSeconds: 1, resourceChanges: { create: 1 } } }),
        event(5, { cancelEvent: {} }),
        "",
    ].join("\n");
}

/** `null` where the value isn't known, as Terraform leaves it out or writes it. */
const terraformKnown = (trail: LogicalTrail) => rename(terraformFull(trail), TERRAFORM, () => null);

/** Every attribute and block that the provider's schema has. */
function terraformFull(trail: LogicalTrail): LogicalTrail {
    return { IsLogging: true, IsMultiRegionTrail: false, EventSelectors: [], AdvancedEventSelectors: [], ...trail };
}

/** `after_unknown`: true for what isn't known, the shape of lists and blocks, nothing else. */
function terraformMarks(value: unknown): unknown {
    if (isUnknownMark(value)) {
        return true;
    }
    if (Array.isArray(value)) {
        return value.map(terraformMarks);
    }
    if (typeof value !== "object" || value === null) {
        return false;
    }
    const marks = Object.entries(value).map(([name, entry]) => [
        TERRAFORM[name as keyof typeof TERRAFORM],
        terraformMarks(entry),
    ]);
    return Object.fromEntries(marks.filter(([, mark]) => mark !== false));
}

const terraformResource = {
    address: "module.audit.aws_cloudtrail.main[0]",
    mode: "managed",
    type: "aws_cloudtrail",
    name: "main",
    index: 0,
    provider_name: "registry.terraform.io/hashicorp/aws",
    schema_version: 1,
};

function terraformPlan(trail: LogicalTrail): string {
    const after = terraformKnown(trail);
    const resource = { ...terraformResource, values: after, sensitive_values: {} };
    return `${JSON.stringify({
        format_version: "1.2",
        terraform_version: "1.11.4",
        planned_values: { root_module: { child_modules: [{ resources: [resource], address: "module.audit" }] } },
        resource_changes: [
            {
                ...terraformResource,
                module_address: "module.audit",
                change: {
                    actions: ["create"],
                    before: null,
                    after,
                    after_unknown: { arn: true, ...(terraformMarks(terraformFull(trail)) as object) },
                    before_sensitive: false,
                    after_sensitive: {},
                },
            },
        ],
        errored: false,
    })}\n`;
}

/** As the provider reads it back: one basic selector for all events is shown as none. */
export function readBack(trail: LogicalTrail): LogicalTrail {
    const [selector, ...more] = (trail.EventSelectors as Record<string, unknown>[] | undefined) ?? [];
    const isHidden = more.length === 0 && selector?.ReadWriteType === "All" && selector.DataResources === undefined;
    return isHidden ? { ...trail, EventSelectors: [] } : trail;
}

function cloudFormation(properties: unknown) {
    return {
        AWSTemplateFormatVersion: "2010-09-09",
        Parameters: { P: { Type: "String" } },
        Resources: { Main: { Type: "AWS::CloudTrail::Trail", Properties: properties } },
    };
}

const cloudFormationTrail = (trail: LogicalTrail) =>
    rename({ IsLogging: true, ...trail }, CLOUDFORMATION, () => ({ Ref: "P" }));

/** `!Ref P` for `Ref: P`. */
export function withShortForms(template: object): string {
    const document = new Document(template);
    visit(document, {
        Map: (_, map) => {
            const name = map.get("Ref", true);
            if (map.items.length === 1 && isScalar(name)) {
                name.tag = "!Ref";
                return name;
            }
        },
    });
    return document.toString();
}

const ARN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/main";

/** Every format in which the table is written. */
export const FORMATS: readonly WrittenFormat[] = [
    {
        name: "Pulumi state, aws",
        shownByAws: true,
        unknown: true,
        write: trail => ({
            "a.json": pulumiState(
                AWS,
                rename(trail, PULUMI_AWS, () => CIPHERTEXT),
            ),
        }),
    },
    {
        name: "Pulumi state, aws-native",
        shownByAws: true,
        unknown: true,
        write: trail => ({
            "a.json": pulumiState(
                NATIVE,
                rename(native(trail), PULUMI_NATIVE, () => CIPHERTEXT),
            ),
        }),
    },
    {
        name: "Pulumi checkpoint, aws",
        shownByAws: true,
        unknown: true,
        write: trail => {
            const { deployment } = JSON.parse(
                pulumiState(
                    AWS,
                    rename(trail, PULUMI_AWS, () => CIPHERTEXT),
                ),
            );
            return { "a.json": json({ version: 3, checkpoint: { stack: "organization/p/dev", latest: deployment } }) };
        },
    },
    {
        name: "Pulumi preview, aws",
        unknown: true,
        write: trail => ({
            "a.json": pulumiPreview(
                AWS,
                rename(trail, PULUMI_AWS, () => SENTINEL),
            ),
        }),
    },
    {
        name: "Pulumi preview, aws-native, secrets masked",
        unknown: true,
        write: trail => ({
            "a.json": pulumiPreview(
                NATIVE,
                rename(native(trail), PULUMI_NATIVE, () => "[secret]"),
            ),
        }),
    },
    {
        name: "events of a Pulumi preview, aws",
        unknown: true,
        write: trail => ({
            "a.ndjson": pulumiEvents(
                AWS,
                rename(trail, PULUMI_AWS, () => SENTINEL),
            ),
        }),
    },
    {
        name: "events of a Pulumi preview, aws-native",
        unknown: true,
        write: trail => ({
            "a.ndjson": pulumiEvents(
                NATIVE,
                rename(native(trail), PULUMI_NATIVE, () => CIPHERTEXT),
            ),
        }),
    },
    { name: "Terraform plan", unknown: true, write: trail => ({ "a.json": terraformPlan(trail) }) },
    {
        name: "Terraform state",
        shownByAws: true,
        unknown: false,
        hidesSelectors: true,
        write: trail => {
            const values = terraformKnown(readBack(trail));
            const child_modules = [{ resources: [{ ...terraformResource, values }], address: "module.audit" }];
            return { "a.json": json({ format_version: "1.0", values: { root_module: { child_modules } } }) };
        },
    },
    {
        name: "Terraform state file",
        shownByAws: true,
        unknown: false,
        hidesSelectors: true,
        write: trail => ({
            "a.tfstate": json({
                version: 4,
                terraform_version: "1.11.4",
                serial: 3,
                lineage: "f05ae7b3-ae78-a970-7fc5-d76f08afd730",
                outputs: {},
                resources: [
                    {
                        module: "module.audit",
                        mode: "managed",
                        type: "aws_cloudtrail",
                        name: "main",
                        provider: 'provider["registry.terraform.io/hashicorp/aws"]',
                        instances: [{ index_key: 0, attributes: terraformKnown(readBack(trail)) }],
                    },
                ],
            }),
        }),
    },
    ...Object.entries({
        blocks: writeHcl,
        "dynamic blocks in a module": writeDynamicHcl,
        JSON: writeJsonConfiguration,
    }).map(([form, write]) => ({
        name: `Terraform source, ${form}`,
        unknown: true,
        write: (trail: LogicalTrail) =>
            write(rename(trail, TERRAFORM, () => UNKNOWN_IN_HCL) as Readonly<Record<string, unknown>>),
    })),
    {
        name: "CloudFormation, JSON",
        unknown: true,
        write: trail => ({ "a.template": json(cloudFormation(cloudFormationTrail(trail))) }),
    },
    {
        name: "CDK",
        unknown: true,
        write: trail => ({
            "manifest.json": json({
                version: "48.0.0",
                artifacts: {
                    Audit: {
                        type: "aws:cloudformation:stack",
                        environment: "aws://unknown-account/unknown-region",
                        properties: { templateFile: "Audit.template.json" },
                    },
                },
            }),
            "Audit.template.json": json(cloudFormation(cloudFormationTrail(trail))),
        }),
    },
    {
        name: "CloudFormation, YAML with long forms",
        unknown: true,
        write: trail => ({ "a.yaml": stringify(cloudFormation(cloudFormationTrail(trail))) }),
    },
    {
        name: "SAM, YAML with short forms",
        unknown: true,
        write: trail => ({
            "a.yml": withShortForms({
                Transform: "AWS::Serverless-2016-10-31",
                ...cloudFormation(cloudFormationTrail(trail)),
            }),
        }),
    },
    {
        name: "describe-trails and get-event-selectors",
        shownByAws: true,
        unknown: false,
        silentOnLogging: true,
        write: trail => {
            const {
                EventSelectors,
                AdvancedEventSelectors,
                EnableLogFileValidation,
                IsLogging: _,
                ...described
            } = trail;
            const present = Object.fromEntries(Object.entries(described).filter(([, value]) => value !== null));
            const byDefault = [{ ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [] }];
            const basic = EventSelectors ?? (AdvancedEventSelectors === undefined ? byDefault : undefined);
            return {
                "describe.json": json({
                    trailList: [
                        {
                            Name: "main",
                            TrailARN: ARN,
                            HomeRegion: "us-east-1",
                            IsOrganizationTrail: false,
                            HasCustomEventSelectors:
                                EventSelectors !== undefined || AdvancedEventSelectors !== undefined,
                            LogFileValidationEnabled: EnableLogFileValidation,
                            ...present,
                        },
                    ],
                }),
                "selectors.json": json({ TrailARN: ARN, EventSelectors: basic, AdvancedEventSelectors }),
            };
        },
    },
];
