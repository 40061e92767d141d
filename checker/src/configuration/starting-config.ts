import { printable, quote } from "../../../src/cloudtrail/quote";
import type { PolicyMetadata } from "../../../src/compliance/policy/policy";
import { type Report, type ReportTrail, subjectsOf } from "../report/report";
import { count } from "../text/count";
import { wrap } from "../text/wrap";
import { settingWithEffect } from "./setting-with-effect";

/** How many names a comment lists. */
const MOST_NAMES = 3;
const WIDTH = 116;

/**
 * A configuration to start from: each policy at its default level, with comments on what it requires and what was found.
 * @param report what a check without a configuration says
 * @param comments plain JSON has none
 */
export function startingConfig(policies: readonly PolicyMetadata[], report: Report, comments: boolean): string {
    const entries = policies.map(policy => {
        const about = comments ? commentLines([policy.description, ...found(policy, report)], "    ") : [];
        return [...about, `    ${JSON.stringify(policy.name)}: ${settingWithEffect(policy)}`].join("\n");
    });
    const head = comments ? `${[...commentLines(HEAD, ""), ...exempting(report)].join("\n")}\n` : "";
    return `${head}{\n${entries.join(comments ? ",\n\n" : ",\n")}\n}\n`;
}

const HEAD = [
    "A configuration to start from, written by trail-guard init: every policy at its default level.",
    "advisory reports what is wrong, mandatory fails the check or stops the preview, remediate also lets the pack fix it during a preview or update, and disabled turns the policy off.",
    "Use it with trail-guard check --config FILE. The Pulumi CLI accepts only plain JSON: trail-guard init --output policy-config.json writes it without comments.",
    "All properties: https://github.com/bedrock-trail-guard/bedrock-trail-guard/blob/main/docs/configuration.md",
];

/** How to exempt a trail, by one that needs it. The setting stays on one line, so that it can be pasted. */
function exempting(report: Report): string[] {
    const violating = subjectsOf(report).find(({ results }) => results.some(({ status }) => status === "violation"));
    return violating === undefined
        ? []
        : [
              ...commentLines(
                  ["To exempt a trail from a policy, with a reason and an end date, write in place of its level:"],
                  "",
              ),
              `//     {"enforcementLevel": "mandatory", "exemptions": [{"trail": ${printable(JSON.stringify(violating.name))}, "reason": "WHY", "expires": "2030-12-31"}]}`,
          ];
}

function found({ name }: PolicyMetadata, report: Report): string[] {
    const judged = subjectsOf(report).flatMap(subject => {
        const result = subject.results.find(({ policy }) => policy === name);
        return result === undefined || result.status === "not-applicable" ? [] : [{ subject, status: result.status }];
    });
    const violating = judged.filter(({ status }) => status === "violation").map(({ subject }) => subject);
    const undetermined = judged.filter(({ status }) => status === "undetermined").map(({ subject }) => subject);
    return [
        ...(violating.length === 0
            ? []
            : [`Found: violated by ${violating.length} of ${judged.length}: ${namesOf(violating)}.`]),
        ...(undetermined.length === 0 ? [] : [`Found: can't be decided for ${namesOf(undetermined)}.`]),
        ...(judged.length > 0 && violating.length + undetermined.length === 0
            ? [`Found: satisfied by ${judged.length} of ${judged.length}.`]
            : []),
    ];
}

function namesOf(subjects: readonly ReportTrail[]): string {
    const names = subjects.slice(0, MOST_NAMES).map(({ name }) => quote(name));
    const more = subjects.length - names.length;
    return `${names.join(", ")}${more === 0 ? "" : ` and ${count(more, "other")}`}`;
}

/** Each text as a comment on its own lines. Names are quoted, so that none can break out of its line. */
function commentLines(texts: readonly string[], indent: string): string[] {
    return texts.flatMap(text => wrap(text, WIDTH - indent.length - 3).map(line => `${indent}// ${line.trim()}`));
}
