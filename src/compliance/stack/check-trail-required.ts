import { quote } from "../../cloudtrail/quote";
import type { TypesConfig } from "../configuration/configured-types";
import { evaluate } from "../evaluate";
import type { Status } from "../findings/finding";
import type { EventsConfig } from "../policy/bedrock-events";
import type { TrailPolicy } from "../policy/policy";
import type { StackFinding } from "./finding";
import { inOrder } from "./resources/in-order";
import type { Stack, StackTrail } from "./resources/stack";

/** How many trails, and how many Bedrock resources, a message names. */
const SHOWN = 5;

/** Judges whether at least one trail of a stack complies with all of these policies. */
export function checkTrailRequired(
    stack: Stack,
    policies: readonly TrailPolicy[],
    config: EventsConfig & TypesConfig,
): StackFinding[] {
    const judged = inOrder(stack.trails).map(trail => {
        const result = judge(trail, policies, config);
        return mayBeAbsent(trail, stack)
            ? { ...result, undecided: [...result.undecided, `its condition ${quote(trail.condition ?? "")}`] }
            : result;
    });
    if (judged.some(({ failed, undecided }) => failed.length === 0 && undecided.length === 0)) {
        return [];
    }
    const possible = judged.filter(({ failed }) => failed.length === 0);
    if (possible.length === 0 && stack.incomplete !== undefined) {
        const summary = `whether any of its trails complies${why(stack)}: ${stack.incomplete}`;
        return [{ kind: "undetermined", summary }];
    }
    return possible.length > 0
        ? [
              {
                  kind: "undetermined",
                  summary: `whether any of its trails complies${why(stack)}`,
                  details: possible
                      .slice(0, SHOWN)
                      .map(({ trail, undecided }) => detail(trail, "depends on", undecided)),
              },
          ]
        : [
              {
                  kind: "violation",
                  summary: `${judged.length === 0 ? "has no trail" : "has no trail that complies"}${why(stack)}`,
                  details: judged.slice(0, SHOWN).map(({ trail, failed }) => detail(trail, "violates", failed)),
                  advice: `declare one trail that complies with ${policies.map(({ name }) => name).join(", ")}`,
              },
          ];
}

interface JudgedTrail {
    readonly trail: StackTrail;
    readonly failed: readonly string[];
    readonly undecided: readonly string[];
}

function judge(trail: StackTrail, policies: readonly TrailPolicy[], config: EventsConfig & TypesConfig): JudgedTrail {
    const results = policies.map(policy => ({ name: policy.name, status: statusOf(policy, trail, config) }));
    const named = (wanted: Status) => results.filter(({ status }) => status === wanted).map(({ name }) => name);
    return { trail, failed: named("violation"), undecided: named("undetermined") };
}

/** May the trail not be there although the Bedrock resources are? */
function mayBeAbsent({ condition }: StackTrail, { bedrock }: Stack): boolean {
    return (
        condition !== undefined && (bedrock.length === 0 || bedrock.some(resource => resource.condition !== condition))
    );
}

/** Each policy gets what it knows of the configuration. */
function statusOf(policy: TrailPolicy, { trail }: StackTrail, config: object): Status {
    const known = Object.entries(config).filter(
        ([name]) => name in policy.configSchema.properties && name !== "exemptions",
    );
    const result = evaluate(policy, trail, Object.fromEntries(known));
    // The same schema has validated these properties already.
    return "configProblems" in result ? "violation" : result.status;
}

function why({ bedrock }: Stack): string {
    if (bedrock.length === 0) {
        return "";
    }
    const more = bedrock.length > SHOWN ? ` and ${bedrock.length - SHOWN} more` : "";
    const names = inOrder(bedrock)
        .slice(0, SHOWN)
        .map(({ label }) => quote(label));
    return `, although it declares the Bedrock resources ${names.join(", ")}${more}`;
}

function detail({ trail }: StackTrail, verb: string, policies: readonly string[]): string {
    return `trail ${quote(trail.label)} ${verb} ${policies.join(", ")}`;
}
