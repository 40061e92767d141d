import { isUnknown } from "../../../../../src/cloudtrail/value";
import { toBoolean, toText } from "../evaluate/convert";
import { guarded } from "../evaluate/evaluate-whole";
import { type Hcl, isList, SetValue, undecided } from "../evaluate/value";
import type { SourcePlace } from "../parse/ast";

/** The type of an attribute: everything else is converted to it, or refused. */
export type AttributeType = "bool" | "string" | "strings";

/** The attributes and blocks that a resource or a block has, as far as they are looked at; others are strings. */
export interface Schema {
    readonly attributes: Readonly<Record<string, AttributeType>>;
    readonly blocks: Readonly<Record<string, Schema>>;
}

const OPERATORS = ["equals", "not_equals", "starts_with", "not_starts_with", "ends_with", "not_ends_with"];

const FIELD_SELECTOR: Schema = {
    attributes: Object.fromEntries(OPERATORS.map(name => [name, "strings"])),
    blocks: {},
};

const ADVANCED: Schema = { attributes: {}, blocks: { field_selector: FIELD_SELECTOR } };

/** Nested blocks around those of a schema, from the outermost. */
function nested(names: readonly string[], inner: Schema): Schema {
    return names.reduceRight<Schema>((schema, name) => ({ attributes: {}, blocks: { [name]: schema } }), inner);
}

/** CloudWatch's names are those of lists. Source: the provider's schema of aws_observabilityadmin_telemetry_rule. */
const TELEMETRY_RULE = nested(
    ["rule", "destination_configuration", "cloudtrail_parameters", "advanced_event_selectors", "field_selectors"],
    FIELD_SELECTOR,
);

/** Source: hashicorp/terraform-provider-aws, internal/service/cloudtrail/trail.go and event_data_store.go. */
export const SCHEMAS: Readonly<Record<string, Schema>> = {
    aws_cloudtrail: {
        attributes: {
            enable_log_file_validation: "bool",
            enable_logging: "bool",
            include_global_service_events: "bool",
            is_multi_region_trail: "bool",
            is_organization_trail: "bool",
        },
        blocks: {
            advanced_event_selector: ADVANCED,
            event_selector: {
                attributes: { include_management_events: "bool", exclude_management_event_sources: "strings" },
                blocks: { data_resource: { attributes: { values: "strings" }, blocks: {} } },
            },
        },
    },
    aws_cloudtrail_event_data_store: {
        attributes: { multi_region_enabled: "bool", organization_enabled: "bool" },
        blocks: { advanced_event_selector: ADVANCED },
    },
    aws_observabilityadmin_telemetry_rule: TELEMETRY_RULE,
    aws_observabilityadmin_telemetry_rule_for_organization: TELEMETRY_RULE,
};

/** A value as the provider's schema has it. */
export function typed(value: Hcl, type: AttributeType, place: SourcePlace): Hcl {
    return guarded(() => {
        if (value === null || isUnknown(value)) {
            return value;
        }
        if (type === "strings") {
            const elements = value instanceof SetValue ? value.elements : value;
            return isList(elements)
                ? elements.map(element => (element === null ? null : toText(element)))
                : undecided("Terraform refuses it: a list is required", place);
        }
        return type === "bool" ? toBoolean(value) : toText(value);
    }, place);
}
