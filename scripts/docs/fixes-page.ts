import { requirementOf } from "../../src/cloudtrail/bedrock/requirement";
import { DIALECTS, type Dialect, inLanguage } from "../../src/cloudtrail/selectors/dialect";
import { wholeTrail } from "../../src/compliance/findings/whole-trail";

const pulumi = (runtime: string) => inLanguage(DIALECTS["pulumi-aws"], runtime);

/** Each place where a trail can be declared: its title, the language of its code, and how it is written there. */
export const PLACES: readonly (readonly [title: string, fence: string, dialect: Dialect])[] = [
    ["TypeScript", "ts", pulumi("nodejs")],
    ["Python", "python", pulumi("python")],
    ["Go", "go", pulumi("go")],
    ["C#", "csharp", pulumi("dotnet")],
    ["Pulumi YAML", "yaml", pulumi("yaml")],
    ["Terraform and OpenTofu", "hcl", DIALECTS.terraform],
    ["CloudFormation", "yaml", DIALECTS.cloudformation],
    ["AWS CLI", "sh", DIALECTS["aws-api"]],
];

/** What the trail on the page logs. */
const SELECTORS = ["AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase", "Management"].map(
    name => requirementOf(name).selector,
);

/** The trail in TypeScript, as a file. */
export function wholeTrailProgram(): string {
    return `// Written by \`npm run docs\`: what cloudtrail-trail-required shows where there is no trail.\n${wholeTrail(pulumi("nodejs"), SELECTORS)}\n`;
}

/** The page that shows the fixes in every language. */
export function fixesPage(): string {
    const sections = PLACES.flatMap(([title, fence, dialect]) => [
        `### ${title}`,
        `\`\`\`${fence}\n${wholeTrail(dialect, SELECTORS)}\n\`\`\``,
    ]);
    return `${[INTRODUCTION, ...sections].join("\n\n")}\n`;
}

const INTRODUCTION = `<!-- Written by \`npm run docs\`. -->

# Fixes in your language

Each trail has one fix: what its policies require together. A message shows it in the language of the source: HCL for
Terraform, YAML for CloudFormation, commands for live accounts.

For Pulumi it is the language of the program where the pack can tell: the engine hands over the stack's tags, among which
Pulumi Cloud keeps \`pulumi:runtime\`. Otherwise the fix is in TypeScript, and the message points here.

## Selectors

\`trail-guard remediate\` writes the event selectors of any trail in any of these languages. It reads what
\`aws cloudtrail get-event-selectors\` prints, or a list of selectors:

\`\`\`sh
aws cloudtrail get-event-selectors --trail-name my-trail | trail-guard remediate --format pulumi-python
\`\`\`

Formats: \`pulumi\`, \`pulumi-python\`, \`pulumi-go\`, \`pulumi-csharp\`, \`pulumi-yaml\`, \`terraform\`, \`cloudformation\`, \`aws-cli\`.

## A whole trail

A trail for all Regions that logs every use of Bedrock agents and knowledge bases and Bedrock's management events, the
bucket that it delivers to, and the policy that lets CloudTrail do so. \`cloudtrail-trail-required\` shows it for a stack or
an account without a trail, with the selectors that its configuration requires.`;
