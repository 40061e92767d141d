import { hclData, UNKNOWN_IN_HCL } from "./hcl";
import {
    CLOUDFORMATION,
    json,
    type LogicalTrail,
    native,
    pulumiEvents,
    pulumiPreview,
    pulumiState,
    rename,
    SENTINEL,
    type WrittenFormat,
} from "./trails";

const TYPE = "AWS::CloudTrail::Trail";
const AWS = "aws:cloudcontrol/resource:Resource";
const EXTENSION = "aws-native:index:ExtensionResource";
const TERRAFORM = {
    address: "aws_cloudcontrolapi_resource.main",
    mode: "managed",
    type: "aws_cloudcontrolapi_resource",
    name: "main",
    provider_name: "registry.terraform.io/hashicorp/aws",
    schema_version: 0,
};

/** The trail as CloudFormation's properties. */
function propertiesOf(trail: LogicalTrail, unknown: unknown = undefined): unknown {
    return rename(native(trail), CLOUDFORMATION, () => unknown);
}

/** Its desired state, as text. */
const textOf = (trail: LogicalTrail) => JSON.stringify(propertiesOf(trail));
const inputsOf = (trail: LogicalTrail) => ({ typeName: TYPE, desiredState: textOf(trail), region: "us-east-1" });
const extensionOf = (trail: LogicalTrail) => ({ type: TYPE, properties: propertiesOf(trail, SENTINEL) });
const valuesOf = (trail: LogicalTrail) => ({ type_name: TYPE, desired_state: textOf(trail), schema: "{}" });

/** A trail that is declared through AWS Cloud Control. If its properties are one string, none of them is unknown by itself. */
export const CLOUD_CONTROL_FORMATS: readonly WrittenFormat[] = [
    {
        name: "Cloud Control in a Pulumi state",
        shownByAws: true,
        unknown: false,
        write: trail => ({
            "a.json": pulumiState(AWS, inputsOf(trail), { ...inputsOf(trail), properties: textOf(trail) }),
        }),
    },
    {
        name: "ExtensionResource in a Pulumi state",
        shownByAws: true,
        unknown: false,
        write: trail => ({ "a.json": pulumiState(EXTENSION, extensionOf(trail), { outputs: propertiesOf(trail) }) }),
    },
    {
        name: "Cloud Control in a Pulumi preview",
        unknown: false,
        write: trail => ({ "a.json": pulumiPreview(AWS, inputsOf(trail)) }),
    },
    {
        name: "ExtensionResource in a Pulumi preview",
        unknown: true,
        write: trail => ({ "a.json": pulumiPreview(EXTENSION, extensionOf(trail)) }),
    },
    {
        name: "Cloud Control in the events of a Pulumi preview",
        unknown: false,
        write: trail => ({ "a.ndjson": pulumiEvents(AWS, inputsOf(trail)) }),
    },
    {
        name: "Cloud Control in a Terraform plan",
        unknown: false,
        write: trail => ({
            "a.json": json({
                format_version: "1.2",
                terraform_version: "1.11.4",
                planned_values: { root_module: { resources: [{ ...TERRAFORM, values: valuesOf(trail) }] } },
                resource_changes: [
                    {
                        ...TERRAFORM,
                        change: {
                            actions: ["create"],
                            before: null,
                            after: valuesOf(trail),
                            after_unknown: { id: true, properties: true },
                            before_sensitive: false,
                            after_sensitive: { schema: true },
                        },
                    },
                ],
                errored: false,
            }),
        }),
    },
    {
        name: "Cloud Control in a Terraform state",
        shownByAws: true,
        unknown: false,
        write: trail => {
            const values = { ...valuesOf(trail), properties: textOf(trail) };
            return {
                "a.json": json({
                    format_version: "1.0",
                    values: { root_module: { resources: [{ ...TERRAFORM, values }] } },
                }),
            };
        },
    },
    {
        name: "Cloud Control in a Terraform state file",
        shownByAws: true,
        unknown: false,
        write: trail => ({
            "a.tfstate": json({
                version: 4,
                terraform_version: "1.11.4",
                serial: 3,
                lineage: "f05ae7b3-ae78-a970-7fc5-d76f08afd730",
                outputs: {},
                resources: [
                    {
                        ...TERRAFORM,
                        instances: [{ attributes: { ...valuesOf(trail), properties: textOf(trail) } }],
                    },
                ],
            }),
        }),
    },
    {
        name: "Cloud Control in Terraform source",
        unknown: true,
        write: trail => ({
            "main.tf": `variable "unknown" {
}

resource "aws_cloudcontrolapi_resource" "main" {
  type_name     = "AWS::CloudTrail::Trail"
  desired_state = jsonencode(${hclData(propertiesOf(trail, UNKNOWN_IN_HCL))})
}
`,
        }),
    },
];
