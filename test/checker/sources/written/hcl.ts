/** The blocks of a trail; everything else is an argument. */
const BLOCKS: ReadonlySet<string> = new Set([
    "advanced_event_selector",
    "field_selector",
    "event_selector",
    "data_resource",
]);

const UNKNOWN = "var.unknown";
const DECLARED = 'variable "unknown" {\n}\n\n';

/** The placeholder for an unknown value in properties. */
export const UNKNOWN_IN_HCL = "\u0000unknown\u0000";
const MARK = UNKNOWN_IN_HCL;

/** The properties of a trail, in the names of Terraform. */
type Properties = Readonly<Record<string, unknown>>;

/** A value as Terraform's language has it. */
export function hclValue(value: unknown): string {
    if (value === MARK) {
        return UNKNOWN;
    }
    if (Array.isArray(value)) {
        return `[${value.map(hclValue).join(", ")}]`;
    }
    return typeof value === "object" && value !== null
        ? `{ ${Object.entries(value)
              .map(([name, entry]) => `${name} = ${hclValue(entry)}`)
              .join(", ")} }`
        : JSON.stringify(value).replace(/([$%])\{/g, "$1$1{");
}

/** Any data, with the names of objects in quotation marks. */
export function hclData(value: unknown): string {
    if (Array.isArray(value)) {
        return `[${value.map(hclData).join(", ")}]`;
    }
    return typeof value === "object" && value !== null
        ? `{ ${Object.entries(value)
              .map(([name, entry]) => `${hclValue(name)} = ${hclData(entry)}`)
              .join(", ")} }`
        : hclValue(value);
}

/** Arguments and blocks, in their order. */
export function hclBody(properties: Readonly<Record<string, unknown>>, indent: string): string {
    return Object.entries(properties)
        .map(([name, value]) =>
            BLOCKS.has(name) && Array.isArray(value)
                ? value
                      .map(entry =>
                          entry === MARK
                              ? `${indent}dynamic "${name}" {\n${indent}  for_each = ${UNKNOWN}\n${indent}  content {}\n${indent}}\n`
                              : `${indent}${name} {\n${hclBody(entry, `${indent}  `)}${indent}}\n`,
                      )
                      .join("")
                : `${indent}${name} = ${hclValue(value)}\n`,
        )
        .join("");
}

/** A trail as people write it. */
export function writeHcl(properties: Properties): Record<string, string> {
    return { "main.tf": `${DECLARED}resource "aws_cloudtrail" "main" {\n${hclBody(properties, "  ")}}\n` };
}

/** A trail whose selectors are data: a local list, `dynamic` blocks, `lookup` and `try`, as modules have it. */
export function writeDynamicHcl(properties: Properties): Record<string, string> {
    const { advanced_event_selector, event_selector, ...others } = properties;
    const operators = ["equals", "starts_with", "ends_with", "not_equals", "not_starts_with", "not_ends_with"];
    return {
        "main.tf": `module "audit" {
  source   = "./modules/audit"
  unknown  = var.unknown
  advanced = ${hclValue(advanced_event_selector ?? [])}
  basic    = ${hclValue(event_selector ?? [])}
}
${DECLARED}`,
        "modules/audit/variables.tf": `${DECLARED}variable "advanced" {
  type    = any
  default = []
}
variable "basic" {
  default = null
}
`,
        "modules/audit/main.tf": `resource "aws_cloudtrail" "main" {
  count = 1
${hclBody(others, "  ")}
  dynamic "advanced_event_selector" {
    for_each = var.advanced
    iterator = selector
    content {
      name = lookup(selector.value, "name", null)
      dynamic "field_selector" {
        for_each = selector.value.field_selector
        content {
          field = field_selector.value.field
${operators.map(name => `          ${name} = try(field_selector.value.${name}, null)`).join("\n")}
        }
      }
    }
  }

  dynamic "event_selector" {
    for_each = var.basic
    content {
      read_write_type                  = lookup(event_selector.value, "read_write_type", null)
      include_management_events        = try(event_selector.value["include_management_events"], null)
      exclude_management_event_sources = lookup(event_selector.value, "exclude_management_event_sources", [])
      dynamic "data_resource" {
        for_each = try(event_selector.value.data_resource, [])
        content {
          type   = data_resource.value.type
          values = data_resource.value["values"]
        }
      }
    }
  }
}
`,
    };
}

/** A trail as CDK for Terraform writes it. */
export function writeJsonConfiguration(properties: Properties): Record<string, string> {
    const templates = (value: unknown): unknown => {
        if (value === MARK) {
            return `\${var.unknown}`;
        }
        if (Array.isArray(value)) {
            return value.map(templates);
        }
        if (typeof value === "object" && value !== null) {
            return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, templates(entry)]));
        }
        return typeof value === "string" ? value.replace(/([$%])\{/g, "$1$1{") : value;
    };
    const configuration = {
        "//": { metadata: { backend: "local", stackName: "audit", version: "0.21.0" } },
        provider: { aws: [{ region: "us-east-1" }] },
        resource: {
            aws_cloudtrail: {
                main: { "//": { metadata: { path: "audit/main" } }, ...(templates(properties) as Properties) },
            },
        },
        variable: { unknown: {} },
    };
    return { "stacks/audit/cdk.tf.json": JSON.stringify(configuration, undefined, 2) };
}
