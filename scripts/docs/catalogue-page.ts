import { BEDROCK_MANAGEMENT_OPERATIONS } from "../../src/cloudtrail/bedrock/bedrock";
import type { CatalogueRow } from "../../src/cloudtrail/bedrock/catalogue/row";
import { BEDROCK_SERVICES, type ServiceFacts } from "../../src/cloudtrail/bedrock/catalogue/services";
import { SOURCES } from "../../src/cloudtrail/bedrock/catalogue/sources";
import { NOTICE } from "./notice";

/** The page on Bedrock's events: every resource type of the catalogue, its operations, and who says so. */
export function cataloguePage(): string {
    const sections = [
        "# Bedrock's events",
        "What CloudTrail records of Bedrock, as AWS documents it. Data events are logged only where a trail selects their resource type: [cloudtrail-bedrock-data-events](policies/cloudtrail-bedrock-data-events.md) can require any of these.",
        "## Management events",
        `${list(BEDROCK_MANAGEMENT_OPERATIONS)}, and everything that creates or changes an agent, a knowledge base, a guardrail and so on. **A selector for \`AWS::Bedrock::Model\` does not log \`InvokeModel\` or \`Converse\`:** only one for management events does. Typical records of \`InvokeModel\` and \`Converse\` have \`readOnly\` true, so a trail that logs only writes contains no inference at all. (${cite("guide")})`,
        "## Data events",
        "The endpoint `bedrock-mantle.REGION.api.aws` is different: there inference itself, `CreateInference`, is a data event.",
        ...BEDROCK_SERVICES.flatMap(serviceSection),
        "## Sources",
        [
            "| | source | last read |",
            "| --- | --- | --- |",
            ...Object.entries(SOURCES).map(
                ([name, { title, url, read }]) => `| ${name} | [${title}](${url}) | ${read} |`,
            ),
        ].join("\n"),
        "Operations in brackets are those of the service's API on such a resource: AWS does not say which of them produce data events, so `operations: known` does not rely on them. The catalogue is `src/cloudtrail/bedrock/catalogue/`; `npm run compare:catalogue -- FILE` compares it with a copy of CloudTrail's own page.",
    ];
    return `${NOTICE}\n\n${sections.join("\n\n")}\n`;
}

/** The configuration's name for the types of a service. */
const PRESETS: Readonly<Partial<Record<ServiceFacts["service"], string>>> = {
    bedrock: "bedrock",
    "bedrock-agentcore": "agentcore",
    "bedrock-mantle": "mantle",
};

function serviceSection({ service, eventSource, eventSourceFrom, rows }: ServiceFacts): string[] {
    const preset = PRESETS[service];
    return [
        `### ${service}`,
        `\`eventSource\` ${eventSourceFrom === undefined ? `is not documented; most likely \`${eventSource}\`` : `\`${eventSource}\` (${cite(eventSourceFrom)})`}. In \`resourceTypes\`: ${preset === undefined ? "" : `\`${preset}\` or `}\`all\`.`,
        [
            "| resources.type | operations | source |",
            "| --- | --- | --- |",
            ...rows.map(row => `| \`${row.type}\` | ${operationsOf(row)} | ${sourceOf(row)} |`),
        ].join("\n"),
    ];
}

function operationsOf({ operations = [], apiOperations = [] }: CatalogueRow): string {
    const known = operations.length === 0 ? [] : [list(operations)];
    return [...known, ...(apiOperations.length === 0 ? [] : [`(${list(apiOperations)})`])].join(" ");
}

function sourceOf({ source = "table", unlisted, reportedRefused, note }: CatalogueRow): string {
    return [
        cite(source),
        ...(unlisted === true ? ["not in CloudTrail's own table"] : []),
        ...(reportedRefused === undefined ? [] : [`**AWS may refuse it** (${reportedRefused})`]),
        ...(note === undefined ? [] : [note]),
    ].join("; ");
}

function cite(source: keyof typeof SOURCES): string {
    return `[${source}](${SOURCES[source].url})`;
}

function list(names: readonly string[]): string {
    return names.map(name => `\`${name}\``).join(", ");
}
