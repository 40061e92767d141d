import type { Report } from "../../../../checker/src/report/report";
import { runCommand } from "../../run-command";

/** A resource that complies with every policy. */
export function compliantTrail(properties: object = {}) {
    return {
        Type: "AWS::CloudTrail::Trail",
        Properties: {
            S3BucketName: "logs",
            IsLogging: true,
            IsMultiRegionTrail: true,
            EnableLogFileValidation: true,
            AdvancedEventSelectors: [
                selector(["eventCategory", "Management"]),
                ...["AgentAlias", "KnowledgeBase"].map(type =>
                    selector(["eventCategory", "Data"], ["resources.type", `AWS::Bedrock::${type}`]),
                ),
            ],
            ...properties,
        },
    };
}

function selector(...fields: readonly (readonly [field: string, value: string])[]) {
    return { FieldSelectors: fields.map(([Field, value]) => ({ Field, Equals: [value] })) };
}

/** Checks a template, passed as data or as text. */
export async function checkTemplate(template: unknown, ...options: readonly string[]) {
    const text = typeof template === "string" ? template : JSON.stringify(template);
    const finished = await runCommand(["check", "--format", "json", ...options], { stdin: text });
    const report = JSON.parse(finished.stdout) as Report;
    return { ...finished, report, problems: report.problems.map(({ message }) => message) };
}
