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

/** A change as what the user has to write: one sentence, and the code in the syntax of the trail's own source. */
export interface Fix {
    readonly text: string;
    readonly code: string;
}

/**
 * The fix for a change, in the user's own resource syntax.
 * @param withheld texts that must not be shown: a placeholder stands for each
 */
export function describeFix(change: TrailChange, { dialect }: Trail, withheld: SecretTexts = new Set()): Fix {
    const { of } = dialect;
    const syntax = SYNTAX[dialect.name];
    if (change.kind === "set") {
        const name = of(change.property);
        return { text: `set ${name}`, code: syntax.property(name, change.value) };
    }
    const { plan } = change;
    const property = of("AdvancedEventSelectors");
    const write = (selectors: readonly Value<AdvancedEventSelector>[]) =>
        writeSelectors(selectors, dialect, value => {
            if (isUnknown(value)) {
                return RAW_IS_CODE.has(dialect.name) ? (value.raw ?? value) : value;
            }
            return withheld.has(value) ? new Unknown() : value;
        });
    switch (plan.converted) {
        case "default":
            return {
                text: `set ${property} (the first selector keeps the management events that are logged by default)`,
                code: syntax.property(property, write(remediatedSelectors(plan))),
            };
        case "basic":
            return {
                text: `replace ${of("EventSelectors")} by ${property} (the first ${plan.kept.length} log at least the same; AWS resets the selectors for a moment)`,
                code: syntax.property(property, write(remediatedSelectors(plan))),
            };
        default:
            return {
                text: `add to ${property}`,
                code: syntax.entries(property, write(plan.added.map(({ selector }) => selector))),
            };
    }
}
