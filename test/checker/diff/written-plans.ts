export type Json = Readonly<Record<string, unknown>>;

export const MANAGEMENT = [{ field: "eventCategory", equals: ["Management"] }];
const data = (type: string) => [
    { field: "eventCategory", equals: ["Data"] },
    { field: "resources.type", equals: [type] },
];
export const AGENTS = data("AWS::Bedrock::AgentAlias");
export const S3 = data("AWS::S3::Object");

/** A trail as Terraform has it. */
export const trail = (selectors: readonly (readonly Json[])[], more: Json = {}): Json => ({
    name: "audit",
    arn: "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit",
    s3_bucket_name: "logs",
    is_multi_region_trail: true,
    enable_logging: true,
    enable_log_file_validation: true,
    kms_key_id: "arn:aws:kms:us-east-1:111122223333:key/k",
    event_selector: [],
    advanced_event_selector: selectors.map(fields => ({ name: "", field_selector: fields })),
    ...more,
});

export const WHOLE = trail([MANAGEMENT, AGENTS, S3]);

interface PlanChange {
    readonly before?: Json | null;
    readonly after?: Json | null;
    readonly unknown?: Json;
    readonly actions: readonly string[];
    readonly previousAddress?: string;
}

export const plan = (changes: readonly PlanChange[], more: Json = {}): string =>
    JSON.stringify({
        format_version: "1.2",
        terraform_version: "1.9.8",
        resource_changes: changes.map(
            ({ before = null, after = null, unknown = {}, actions, previousAddress }, index) => ({
                address: `aws_cloudtrail.t${index}`,
                ...(previousAddress === undefined ? {} : { previous_address: previousAddress }),
                mode: "managed",
                type: "aws_cloudtrail",
                name: `t${index}`,
                provider_name: "registry.terraform.io/hashicorp/aws",
                change: { actions, before, after, after_unknown: unknown, before_sensitive: {}, after_sensitive: {} },
            }),
        ),
        ...more,
    });

export const update = (before: Json, after: Json, unknown?: Json): string =>
    plan([{ before, after, actions: ["update"], ...(unknown === undefined ? {} : { unknown }) }]);
