import { type Message, message } from "../../cloudtrail/message";
import { remediatedSelectors } from "../../cloudtrail/remediation";
import type { DialectName } from "../../cloudtrail/selectors/dialect";
import type { AdvancedEventSelector } from "../../cloudtrail/selectors/event-selector";
import { writeSelectors } from "../../cloudtrail/selectors/write-selectors";
import type { Trail } from "../../cloudtrail/trail";
import { isUnknown, Unknown, type Value } from "../../cloudtrail/value";
import type { TrailChange } from "./change";
import type { SecretTexts } from "./secret-texts";
import { cloudFormationSyntax, hclSyntax, jsonSyntax, type Syntax, typescriptSyntax } from "./syntax";

/** How each place writes a property down. */
const SYNTAX: Readonly<Record<DialectName, Syntax>> = {
    "aws-api": jsonSyntax,
    cloudformation: cloudFormationSyntax,
    terraform: hclSyntax,
    "pulumi-aws": typescriptSyntax,
    "pulumi-aws-native": typescriptSyntax,
};

/** What stands where a value isn't known: an expression only where the source is data that can be copied. */
const RAW_IS_CODE: ReadonlySet<DialectName> = new Set(["cloudformation"]);

/** What to do: a sentence without its end, and where there is any, the code to paste, without secrets. */
export interface Fix {
    readonly headline: Message;
    readonly code?: string;
}

/**
 * The fix for a change, in the user's own resource syntax.
 * @param secrets texts that must not be shown: a placeholder stands for each
 */
export function describeFix(change: TrailChange, { dialect }: Trail, secrets: SecretTexts = new Set()): Fix {
    const { of } = dialect;
    const syntax = SYNTAX[dialect.name];
    if (change.kind === "set") {
        const property = { property: change.property };
        return {
            headline: message("set-property", "set {property}", { property }),
            code: syntax.property(of(change.property), change.value),
        };
    }
    const { plan } = change;
    const name = of("AdvancedEventSelectors");
    const property = { property: "AdvancedEventSelectors" } as const;
    const write = (selectors: readonly Value<AdvancedEventSelector>[]) =>
        writeSelectors(selectors, dialect, value => {
            if (isUnknown(value)) {
                return RAW_IS_CODE.has(dialect.name) ? (value.raw ?? value) : value;
            }
            return secrets.has(value) ? new Unknown() : value;
        });
    switch (plan.converted) {
        case "default":
            return {
                headline: message(
                    "set-selectors",
                    "set {property} (the first selector keeps the management events that are logged by default)",
                    { property },
                ),
                code: syntax.property(name, write(remediatedSelectors(plan))),
            };
        case "basic":
            return {
                headline: message(
                    "replace-basic-selectors",
                    "replace {basic} with {property} (the first {kept} log at least the same; AWS resets the selectors for a moment)",
                    { basic: { property: "EventSelectors" }, property, kept: plan.kept.length },
                ),
                code: syntax.property(name, write(remediatedSelectors(plan))),
            };
        default:
            return {
                headline: message("add-selectors", "add to {property}", { property }),
                code: syntax.entries(name, write(plan.added.map(({ selector }) => selector))),
            };
    }
}
