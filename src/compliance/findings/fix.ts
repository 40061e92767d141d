import { type Message, message } from "../../cloudtrail/message";
import type { Trail } from "../../cloudtrail/recorders/trail";
import { type RemediationPlan, remediatedSelectors } from "../../cloudtrail/remediation";
import type { Dialect, DialectName, TrailProperty } from "../../cloudtrail/selectors/dialect";
import type { AdvancedEventSelector } from "../../cloudtrail/selectors/event-selector";
import { writeSelectors } from "../../cloudtrail/selectors/write-selectors";
import { isUnknown, Unknown, type Value } from "../../cloudtrail/value";
import { awsTarget, putSelectorsCommand, setBucketCommand, switchOnCommand } from "./aws-commands";
import type { SelectorRepair, TrailChange } from "./change";
import type { SecretTexts } from "./secret-texts";
import { syntaxOf } from "./syntax/of-dialect";
import { covering, selecting, updateRuleCommands } from "./telemetry-rule-commands";

/** Where the original expression is written for an unknown value: only if the source is data that can be copied. */
const RAW_IS_CODE: ReadonlySet<DialectName> = new Set(["cloudformation"]);

/** What to do: a sentence without the full stop, and the code to paste, if there is any, without secrets. */
export interface Fix {
    readonly headline: Message;
    readonly code?: string;
    /** Is the code in TypeScript only because the language of the program isn't known? */
    readonly languageGuessed?: true;
}

/**
 * The fix for a change, in the user's own resource syntax, or as the commands that change a live trail.
 * @param secrets strings that must not be shown, each replaced with a placeholder
 */
export function describeFix(change: TrailChange | SelectorRepair, trail: Trail, secrets: SecretTexts = new Set()): Fix {
    return change.kind === "set"
        ? describeSet(change, trail)
        : { ...describeSelectors(change, trail, secrets), ...guessOf(trail.dialect) };
}

/** Whether the language of code for a place is a guess. */
export function guessOf({ name, language }: Dialect): Pick<Fix, "languageGuessed"> {
    return language === undefined && name.startsWith("pulumi-") ? { languageGuessed: true } : {};
}

function describeSet({ property, value, also }: TrailChange & { readonly kind: "set" }, trail: Trail): Fix {
    const { dialect } = trail;
    const data = { property: { property } };
    if (dialect.name !== "aws-api") {
        const write = (name: TrailProperty, to: boolean | string) =>
            syntaxOf(dialect).property(ownName(dialect.of(name)), to);
        const code = [write(property, value), ...(also === undefined ? [] : [write(also, true)])].join("\n");
        // If it is deeply nested, the line alone doesn't say where it belongs.
        const id = isNested(dialect.of(property)) ? "set-nested-property" : "set-property";
        return { headline: message(id, "set {property}", data), code };
    }
    if (trail.telemetryRule !== undefined) {
        const { rule } = trail.telemetryRule;
        const code = updateRuleCommands(trail, rule && covering(rule));
        return { headline: message("change-property", "change {property}", data), ...code };
    }
    const target = awsTarget(trail);
    const command =
        typeof value === "string" ? setBucketCommand(target, value) : switchOnCommand(target, property, also);
    return {
        headline: message("change-property", "change {property}", data),
        ...(command === undefined ? {} : { code: command }),
    };
}

/** The properties of telemetry rules are nested: `rule.allRegions`. */
function isNested(path: string): boolean {
    return path.includes(".");
}

/** The name of a property without its parents. */
function ownName(path: string): string {
    return path.slice(path.lastIndexOf(".") + 1);
}

function describeSelectors(
    change: (TrailChange & { readonly kind: "selectors" }) | SelectorRepair,
    trail: Trail,
    secrets: SecretTexts,
): Fix {
    const { dialect } = trail;
    const write = (selectors: readonly Value<AdvancedEventSelector>[]) =>
        writeSelectors(selectors, dialect, value => {
            if (isUnknown(value)) {
                return RAW_IS_CODE.has(dialect.name) ? (value.raw ?? value) : value;
            }
            return secrets.has(value) ? new Unknown() : value;
        });
    const headline = change.kind === "repair" ? repairHeadline(change) : planHeadline(change.plan);
    const all = change.kind === "repair" ? change.selectors : remediatedSelectors(change.plan);
    if (dialect.name === "aws-api" && trail.telemetryRule !== undefined) {
        const { rule } = trail.telemetryRule;
        return { headline, ...updateRuleCommands(trail, rule && selecting(rule, write(all))) };
    }
    if (dialect.name === "aws-api") {
        return { headline, code: putSelectorsCommand(awsTarget(trail), write(all)) };
    }
    const name = ownName(dialect.of("AdvancedEventSelectors"));
    const syntax = syntaxOf(dialect);
    return change.kind === "selectors" && change.plan.converted === undefined
        ? { headline, code: syntax.entries(name, write(change.plan.added.map(({ selector }) => selector))) }
        : { headline, code: syntax.property(name, write(all)) };
}

const ADVANCED = { property: { property: "AdvancedEventSelectors" } } as const;
const BASIC = { property: "EventSelectors" } as const;

function planHeadline({ converted, kept }: RemediationPlan & { readonly kind: "change" }): Message {
    switch (converted) {
        case "default":
            return message(
                "set-selectors",
                "set {property} (the first selector keeps the management events that are logged by default)",
                ADVANCED,
            );
        case "basic":
            return kept.length === 0
                ? message(
                      "replace-basic-selectors-without-effect",
                      "replace {basic}, which logs nothing, with {property} (AWS resets the selectors for a moment)",
                      { ...ADVANCED, basic: BASIC },
                  )
                : message(
                      "replace-basic-selectors",
                      "replace {basic} with {property} (the first {kept} at least the same; AWS resets the selectors for a moment)",
                      { ...ADVANCED, basic: BASIC, kept: kept.length === 1 ? "one logs" : `${kept.length} log` },
                  );
        default:
            return message("add-selectors", "add to {property}", ADVANCED);
    }
}

function repairHeadline({ replacesBasic }: SelectorRepair): Message {
    return replacesBasic
        ? message(
              "replace-both-kinds",
              "remove {basic} and set {property}: AWS accepts one kind, and only advanced event selectors can log Bedrock data events (what {basic} asks for is included)",
              { ...ADVANCED, basic: BASIC },
          )
        : message("rewrite-selectors", "set {property}", ADVANCED);
}
