import { MANAGEMENT, requirementOf } from "../../../src/cloudtrail/bedrock/requirement";
import { coverage } from "../../../src/cloudtrail/coverage/coverage";
import { trailSelectorProblems } from "../../../src/cloudtrail/recorders/trail-validity";
import { formatEvent } from "../../../src/compliance/findings/format-event";
import { type Case, readCases, selectorsOf } from "../../../test/cloudtrail/case-tables";
import { NOTICE } from "../notice";
import { namesType, passesProwler } from "./readings";

interface Recipe extends Case {
    readonly from: string;
    readonly why: string;
    readonly trail: Readonly<Record<string, unknown>>;
    readonly logged: Readonly<Record<string, string>>;
}

/** The page that compares our answers for the same selectors with those of other audits. */
export function comparisonPage(): string {
    const recipes = readCases<Recipe>("recipes");
    const sections = [
        "# The same selectors, other answers",
        "Selectors that others recommend, in our own words, with what this project says about them and what other audits say. All answers are computed when this page is generated; the cases are `test/cases/cloudtrail/recipes.json`.",
        [
            "| audit | it passes where | so it misses |",
            "| --- | --- | --- |",
            "| Bedrock Trail Guard | no required event escapes all selectors together | |",
            "| Types named | an advanced selector for data events names each type. This is how AWS's [SRA Verify](https://github.com/awslabs/sra-verify) (SRA-CLOUDTRAIL-14) and, by [Datadog's description](https://docs.datadoghq.com/security/default_rules/def-000-2zd/), the CIS audit read a trail; both require all types of one trail, so types spread over several trails fail | conditions that exclude most events; management events that are no longer logged |",
            "| Prowler | [`cloudtrail_bedrock_logging_enabled`](https://github.com/prowler-cloud/prowler): some trail logs management write events, or names any one of seven Bedrock types | which types; reads, and with them `InvokeModel`; conditions |",
        ].join("\n"),
        'Where an organization must follow the second reading literally, `"reading": "cis"` makes the policies for data events accept any selector that names the type ([configuration](configuration.md)). It is weaker: a narrowed selector passes.',
        ...recipes.flatMap(recipeSection),
    ];
    return `${NOTICE}\n\n${sections.join("\n\n")}\n`;
}

function recipeSection({ name, from, why, trail, logged }: Recipe): string[] {
    const selectors = selectorsOf(trail);
    const refused = trailSelectorProblems(selectors).filter(({ severity }) => severity === "error");
    const rows = Object.keys(logged).map(type => {
        const found = coverage(selectors, requirementOf(type));
        const escaping = found.unloggedEvent === undefined ? "" : `: ${formatEvent(found.unloggedEvent)} escapes`;
        const named = type === MANAGEMENT ? "not required" : namesType(selectors, type) ? "pass" : "fail";
        return `| ${type === MANAGEMENT ? type : `\`${type}\``} | **${found.logged}**${escaping} | ${named} |`;
    });
    return [
        `## ${name}`,
        `From: ${from}. ${why}`,
        [
            "| | logged | types named |",
            "| --- | --- | --- |",
            ...rows,
            `| The whole trail | ${refused.length === 0 ? "" : `**AWS refuses it** (${refused.map(({ message }) => message.id).join(", ")})`} | Prowler: ${passesProwler(selectors) ? "pass" : "fail"} |`,
        ].join("\n"),
    ];
}
