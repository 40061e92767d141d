import { isRecord } from "../../cloudtrail/plain-data";
import { printableJson } from "../../cloudtrail/quote";
import type { Trail } from "../../cloudtrail/recorders/trail";
import { shellQuote } from "./aws-commands";

/** A telemetry rule as its API shows it. */
type Rule = Readonly<Record<string, unknown>>;

/** The rule with these selectors. */
export function selecting(rule: Rule, selectors: readonly unknown[]): Rule {
    const destination = isRecord(rule.DestinationConfiguration) ? rule.DestinationConfiguration : {};
    const parameters = isRecord(destination.CloudtrailParameters) ? destination.CloudtrailParameters : {};
    const CloudtrailParameters = { ...parameters, AdvancedEventSelectors: selectors };
    return { ...rule, DestinationConfiguration: { ...destination, CloudtrailParameters } };
}

/** The rule in all Regions. */
export function covering({ Regions: _, ...rule }: Rule): Rule {
    return { ...rule, AllRegions: true };
}

/**
 * The commands that replace a live rule, in every place where it is managed separately; nothing if the rule was not read.
 * Source: AWS CLI reference, observabilityadmin update-telemetry-rule.
 */
export function updateRuleCommands(
    { telemetryRule, isOrganizationTrail }: Trail,
    rule: Rule | undefined,
): { readonly code?: string } {
    const operation = `update-telemetry-rule${isOrganizationTrail === true ? "-for-organization" : ""}`;
    const lines = (telemetryRule?.updatedAt ?? []).flatMap(arn => {
        const region = /^arn:[\w-]+:observabilityadmin:([a-z0-9-]+):\d*:[\w.#/-]+$/.exec(arn)?.[1];
        return rule === undefined || region === undefined
            ? []
            : [
                  `aws observabilityadmin ${operation} --rule-identifier ${shellQuote(arn)} --rule ${shellQuote(printableJson(rule))} --region ${region}`,
              ];
    });
    return lines.length === 0 ? {} : { code: lines.join("\n") };
}
