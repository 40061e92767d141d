// Trails in Terraform's names, and a configuration of them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The selectors of a trail: most leave something out. */
export function selectors(index: number) {
    const operators = { ends_with: [], not_ends_with: [], not_equals: [], not_starts_with: [], starts_with: [] };
    const field = (name: string, ...equals: readonly string[]) => ({ ...operators, field: name, equals });
    return [
        { name: "m", field_selector: [field("eventCategory", "Management")] },
        ...["AgentAlias", "KnowledgeBase"].map(type => ({
            name: type,
            field_selector: [
                field("eventCategory", "Data"),
                field("resources.type", `AWS::Bedrock::${type}`),
                ...(index % 4 === 0 ? [] : [field("readOnly", "false")]),
            ],
        })),
    ];
}

/** The same trails and buckets as a directory of a configuration. */
export function terraformDirectory(folder: string, trails: number): string {
    const directory = join(folder, "configuration");
    mkdirSync(directory);
    for (let index = 0; index < trails; index++) {
        const chosen = index % 2 === 0 ? selectors(index) : [];
        const blocks = chosen.map(({ name, field_selector }) => [
            "  advanced_event_selector {",
            `    name = "${name}"`,
            ...field_selector.map(
                ({ field, equals }) =>
                    `    field_selector {\n      field  = "${field}"\n      equals = ${JSON.stringify(equals)}\n    }`,
            ),
            "  }",
        ]);
        const lines = [
            `resource "aws_s3_bucket" "logs_${index}" {`,
            `  bucket = "logs-${index}"`,
            "}",
            `resource "aws_cloudtrail" "trail_${index}" {`,
            `  name                       = "trail-${index}"`,
            `  s3_bucket_name             = aws_s3_bucket.logs_${index}.bucket`,
            "  enable_log_file_validation = true",
            "  is_multi_region_trail      = true",
            ...blocks.flat(),
            "}",
        ];
        writeFileSync(join(directory, `trail_${index}.tf`), `${lines.join("\n")}\n`);
    }
    return directory;
}
