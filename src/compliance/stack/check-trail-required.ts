import { type Message, type MessageValue, message } from "../../cloudtrail/message";
import { readTrail } from "../../cloudtrail/recorders/read-trail";
import type { Trail } from "../../cloudtrail/recorders/trail";
import { remediatedSelectors } from "../../cloudtrail/remediation";
import { DIALECTS } from "../../cloudtrail/selectors/dialect";
import type { AdvancedEventSelector } from "../../cloudtrail/selectors/event-selector";
import { isKnown } from "../../cloudtrail/value";
import type { TypesConfig } from "../configuration/configured-types";
import { evaluate, type PolicyResult } from "../evaluate";
import type { Status } from "../findings/finding";
import { type Fix, guessOf } from "../findings/fix";
import { wholeTrail } from "../findings/whole-trail";
import { fixTogether } from "../fix-together";
import type { EventsConfig } from "../policy/bedrock-events";
import type { BedrockUse, TrailPolicy } from "../policy/policy";
import type { StackFinding } from "./finding";
import { inOrder } from "./resources/in-order";
import type { Stack, StackTrail } from "./resources/stack";

/** How many trails, and how many Bedrock resources, a message names. */
const SHOWN = 5;

/**
 * Checks whether at least one trail of a stack complies with all of these policies.
 * @param use the stack's use of Bedrock, for a configuration that requires it
 */
export function checkTrailRequired(
    stack: Stack,
    policies: readonly TrailPolicy[],
    config: EventsConfig & TypesConfig,
    use?: BedrockUse,
): StackFinding[] {
    const judged = inOrder(stack.trails).map(trail => {
        const result = judge(trail, policies, config, use);
        return mayBeAbsent(trail, stack) ? { ...result, undecided: [...result.undecided, conditionOf(trail)] } : result;
    });
    if (judged.some(({ failed, undecided }) => failed.length === 0 && undecided.length === 0)) {
        return [];
    }
    const possible = judged.filter(({ failed }) => failed.length === 0);
    const reason = stack.incomplete ?? stack.trailsUnread;
    if (possible.length === 0 && reason !== undefined) {
        const data = { why: why(stack), reason };
        const headline = message("trails-incomplete", "whether any of its trails complies{why}: {reason}", data);
        return [{ kind: "undetermined", form: "question", headline }];
    }
    return possible.length > 0
        ? [
              {
                  kind: "undetermined",
                  form: "question",
                  headline: message("no-trail-surely-complies", "whether any of its trails complies{why}", {
                      why: why(stack),
                  }),
                  details: possible.slice(0, SHOWN).map(({ trail, undecided }) => detail(trail, DEPENDS_ON, undecided)),
              },
          ]
        : [
              {
                  kind: "violation",
                  headline:
                      judged.length === 0
                          ? message("no-trail", "has no trail{why}", { why: why(stack) })
                          : message("no-compliant-trail", "has no trail that complies{why}", { why: why(stack) }),
                  details: judged.slice(0, SHOWN).map(({ trail, failed }) => detail(trail, VIOLATES, failed)),
                  fix: declareTrail(stack, policies, config, use),
              },
          ];
}

/** The fix: if there is no trail, a complete one to paste. */
function declareTrail(
    { trails, dialect }: Stack,
    policies: readonly TrailPolicy[],
    config: EventsConfig & TypesConfig,
    use: BedrockUse | undefined,
): Fix {
    const named = { policies: policies.map(({ name }) => name) };
    if (dialect === undefined || trails.length > 0) {
        return { headline: message("declare-trail", "declare one trail that complies with {policies}", named) };
    }
    const bare = readTrail(NEW_TRAIL, { recorder: "Trail", dialect: DIALECTS["aws-api"], resourceName: "trail" });
    const selectors = selectorsFor(policies.flatMap(policy => resultOf(policy, bare, config, use) ?? []));
    const trail = selectors === undefined ? bare : { ...bare, selectors: { advanced: selectors } };
    const missing = policies.filter(policy => FALLS_SHORT.has(resultOf(policy, trail, config, use)?.status));
    const headline =
        missing.length === 0
            ? message("declare-trail", "declare one trail that complies with {policies}", named)
            : message(
                  "declare-most-of-trail",
                  "declare one trail that complies with {policies}; what {missing} asks for is yours to add to this one",
                  { ...named, missing: missing.map(({ name }) => name) },
              );
    return { headline, code: wholeTrail(dialect, selectors), ...guessOf(dialect) };
}

const FALLS_SHORT: ReadonlySet<Status | undefined> = new Set(["violation", "undetermined"]);

/** A trail that logs what AWS logs by default, to its own bucket. */
const NEW_TRAIL = {
    S3BucketName: "trail-logs",
    IsMultiRegionTrail: true,
    IsLogging: true,
    LogFileValidationEnabled: true,
};

/** The selectors that satisfy all of these results; `undefined` if the default ones do. */
function selectorsFor(results: readonly PolicyResult[]): readonly AdvancedEventSelector[] | undefined {
    const together = [...fixTogether(results).values()].find(({ kind }) => kind === "shown");
    const single = results.find(({ remediation }) => remediation?.kind === "change")?.remediation;
    const change = together?.kind === "shown" ? together.change : single?.kind === "change" ? single.change : undefined;
    return change?.kind === "selectors" ? remediatedSelectors(change.plan).filter(isKnown) : undefined;
}

interface JudgedTrail {
    readonly trail: StackTrail;
    readonly failed: readonly string[];
    readonly undecided: readonly MessageValue[];
}

function judge(
    trail: StackTrail,
    policies: readonly TrailPolicy[],
    config: EventsConfig & TypesConfig,
    use: BedrockUse | undefined,
): JudgedTrail {
    const results = policies.map(policy => ({ name: policy.name, status: statusOf(policy, trail, config, use) }));
    const named = (wanted: Status) => results.filter(({ status }) => status === wanted).map(({ name }) => name);
    return { trail, failed: named("violation"), undecided: named("undetermined") };
}

/** May the trail be absent although the Bedrock resources exist? */
function mayBeAbsent({ condition }: StackTrail, { bedrock }: Stack): boolean {
    return (
        condition !== undefined && (bedrock.length === 0 || bedrock.some(resource => resource.condition !== condition))
    );
}

function statusOf(policy: TrailPolicy, { trail }: StackTrail, config: object, use: BedrockUse | undefined): Status {
    // The same schema has validated these properties already.
    return resultOf(policy, trail, config, use)?.status ?? "violation";
}

/** Each policy gets the part of the configuration that it knows. `undefined` if that is not valid. */
function resultOf(
    policy: TrailPolicy,
    trail: Trail,
    config: object,
    use: BedrockUse | undefined,
): PolicyResult | undefined {
    const known = Object.entries(config).filter(
        ([name]) => name in policy.configSchema.properties && name !== "exemptions",
    );
    const result = evaluate(policy, trail, Object.fromEntries(known), { use });
    return "configProblems" in result ? undefined : result;
}

function why({ bedrock }: Stack): MessageValue {
    if (bedrock.length === 0) {
        return "";
    }
    const names = inOrder(bedrock)
        .slice(0, SHOWN)
        .map(({ label }) => ({ text: label }));
    return bedrock.length > SHOWN
        ? message("bedrock-resources", ", although it declares the Bedrock resources {names} and {more} more", {
              names,
              more: bedrock.length - SHOWN,
          })
        : message("bedrock-resources", ", although it declares the Bedrock resources {names}", { names });
}

function conditionOf({ condition = "" }: StackTrail): Message {
    return message("its-condition", "its condition {condition}", { condition: { text: condition } });
}

const DEPENDS_ON = "trail {name} depends on {policies}";
const VIOLATES = "trail {name} violates {policies}";

function detail(
    { trail }: StackTrail,
    template: typeof DEPENDS_ON | typeof VIOLATES,
    policies: readonly MessageValue[],
): Message {
    return message("trail", template, { name: { text: trail.label }, policies });
}
