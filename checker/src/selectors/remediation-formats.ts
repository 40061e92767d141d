import { printable, printableJson } from "../../../src/cloudtrail/quote";
import { type RemediationPlan, remediatedSelectors } from "../../../src/cloudtrail/remediation";
import { DIALECTS, type Dialect } from "../../../src/cloudtrail/selectors/dialect";
import { writeSelectors } from "../../../src/cloudtrail/selectors/write-selectors";
import { putSelectorsCommand } from "../../../src/compliance/findings/aws-commands";
import { csharpSyntax } from "../../../src/compliance/findings/syntax/csharp";
import { goSyntax } from "../../../src/compliance/findings/syntax/go";
import { hclSyntax } from "../../../src/compliance/findings/syntax/hcl";
import { pythonSyntax } from "../../../src/compliance/findings/syntax/python";
import type { Syntax } from "../../../src/compliance/findings/syntax/syntax";
import { typescriptSyntax } from "../../../src/compliance/findings/syntax/typescript";
import { pulumiYamlSyntax, yamlSyntax } from "../../../src/compliance/findings/syntax/yaml";
import type { Remediated } from "./remediate";
import { costNotes, remediationNotes } from "./remediation-notes";
import type { SelectorInput } from "./selector-input";

/** A plan that changes something. */
type Change = RemediationPlan & { kind: "change" };

/** A format of `trail-guard remediate`. */
export const REMEDIATION_FORMATS = [
    "selectors",
    "aws-cli",
    "pulumi",
    "pulumi-python",
    "pulumi-go",
    "pulumi-csharp",
    "pulumi-yaml",
    "terraform",
    "cloudformation",
] as const;
export type RemediationFormat = (typeof REMEDIATION_FORMATS)[number];

/** What goes to standard output, ready to paste; and to standard error, what doesn't belong there. */
export interface Printed {
    readonly stdout: string;
    readonly stderr: readonly string[];
}

/** Prints remediated selectors in one of the formats. */
export function formatRemediation(remediated: readonly Remediated[], format: RemediationFormat): Printed {
    return format === "selectors" ? asDocuments(remediated) : asCode(remediated, CODE[format]);
}

/** The documents in their original form. JSON has no comments, so the notes go to standard error. */
function asDocuments(remediated: readonly Remediated[]): Printed {
    const documents = remediated.flatMap(({ input, plan }) => {
        if (plan.kind === "refused") {
            return [];
        }
        return plan.kind === "nothing"
            ? [input.document]
            : [{ ...identity(input), AdvancedEventSelectors: apiSelectors(plan) }];
    });
    return {
        stdout: documents
            .map(
                document =>
                    `${remediated.length === 1 ? printableJson(document) : printable(JSON.stringify(document))}\n`,
            )
            .join(""),
        stderr: [...remediated.flatMap(each => labelled(each)), ...costNotes(remediated)],
    };
}

function identity({ document: { id, TrailARN } }: SelectorInput) {
    return { ...(id === undefined ? {} : { id }), ...(TrailARN === undefined ? {} : { TrailARN }) };
}

function apiSelectors(plan: Change): unknown[] {
    return writeSelectors(remediatedSelectors(plan), DIALECTS["aws-api"]);
}

function labelled(each: Remediated, basicProperty?: string): string[] {
    return remediationNotes(each, basicProperty).map(note => `${each.input.label}: ${note}`);
}

/** How a format with comments writes a change. */
interface CodeFormat {
    readonly comment: string;
    /** The name of the basic selectors, if they are beside what is pasted. */
    readonly basicProperty?: string;
    write(plan: Change, input: SelectorInput): string;
}

function property(comment: string, dialect: Dialect, syntax: Syntax): CodeFormat {
    return {
        comment,
        basicProperty: dialect.of("EventSelectors"),
        write: plan =>
            syntax.property(dialect.of("AdvancedEventSelectors"), writeSelectors(remediatedSelectors(plan), dialect)),
    };
}

const CODE: Readonly<Record<Exclude<RemediationFormat, "selectors">, CodeFormat>> = {
    "aws-cli": { comment: "#", write: awsCommand },
    pulumi: property("//", DIALECTS["pulumi-aws"], typescriptSyntax),
    "pulumi-python": property("#", DIALECTS["pulumi-aws"], pythonSyntax),
    "pulumi-go": property("//", DIALECTS["pulumi-aws"], goSyntax),
    "pulumi-csharp": property("//", DIALECTS["pulumi-aws"], csharpSyntax),
    "pulumi-yaml": property("#", DIALECTS["pulumi-aws"], pulumiYamlSyntax),
    terraform: property("#", DIALECTS.terraform, hclSyntax),
    cloudformation: property("#", DIALECTS.cloudformation, yamlSyntax),
};

function asCode(remediated: readonly Remediated[], { comment, basicProperty, write }: CodeFormat): Printed {
    const refused = remediated.filter(({ plan }) => plan.kind === "refused");
    const blocks = remediated
        .filter(each => !refused.includes(each))
        .map(each => {
            const notes = [...labelled(each, basicProperty), ...costNotes([each])].map(note => `${comment} ${note}\n`);
            return [...notes, each.plan.kind === "change" ? `${write(each.plan, each.input)}\n` : ""].join("");
        });
    return { stdout: blocks.join("\n"), stderr: refused.flatMap(each => labelled(each)) };
}

function awsCommand(plan: Change, { trailArn, id }: SelectorInput): string {
    return putSelectorsCommand({ recorder: "Trail", name: trailArn ?? id }, apiSelectors(plan));
}
