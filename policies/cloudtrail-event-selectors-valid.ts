import { DEFAULT_REQUIREMENTS } from "../src/cloudtrail/bedrock/requirement";
import { message } from "../src/cloudtrail/message";
import { trailSelectorProblems } from "../src/cloudtrail/recorders/trail-validity";
import { undecidedValidity } from "../src/cloudtrail/selectors/undecided-validity";
import { EXAMPLE_TRAIL, exampleTrailFor } from "../src/compliance/example-trail";
import { problemFinding } from "../src/compliance/findings/problem-finding";
import { definePolicy } from "../src/compliance/policy/define-policy";

export default definePolicy({
    name: "cloudtrail-event-selectors-valid",
    displayName: "AWS accepts the event selectors of CloudTrail trails",
    description: "No CloudTrail trail has event selectors that AWS would refuse or whose effect AWS does not define.",
    why: "The providers check few of CloudTrail's rules, so a wrong selector passes the preview and fails when it is applied: by then the trail exists, without the selectors it was meant to have. This policy reports at preview what AWS would refuse, where, and by which rule. A resource type that this version of the pack doesn't know, and several resource types in one selector, are only advisory: AWS may accept them. Where AWS itself shows them, live or in a state, it has accepted them.",
    severity: "high",
    enforcementLevel: "mandatory",
    tags: ["cloudtrail", "bedrock", "validation"],
    remediationSteps: "Correct the selector at the path that the message names.",
    recorders: ["Trail", "EventDataStore", "TelemetryRule"],
    ofAnyEvents: true,
    examples: {
        violates: {
            ...EXAMPLE_TRAIL,
            advancedEventSelectors: [
                {
                    name: "Model invocations only",
                    fieldSelectors: [
                        { field: "eventCategory", equals: ["Management"] },
                        { field: "eventName", startsWiths: ["InvokeModel"] },
                    ],
                },
            ],
        },
        complies: exampleTrailFor(...DEFAULT_REQUIREMENTS),
    },
    check: ({ selectors, malformed, recorder }) => {
        const undecided = undecidedValidity(selectors).slice(0, 3);
        return [
            ...[...malformed, ...trailSelectorProblems(selectors, recorder)].map(problemFinding),
            ...(undecided.length === 0
                ? []
                : [
                      {
                          kind: "undetermined" as const,
                          form: "question" as const,
                          headline: message("may-be-rejected", "whether AWS accepts its event selectors"),
                          dependsOn: undecided,
                      },
                  ]),
        ];
    },
});
