import type { DialectName } from "../cloudtrail/dialect";
import { remediatedSelectors } from "../cloudtrail/remediation";
import type { Trail } from "../cloudtrail/trail";
import { writeSelectors } from "../cloudtrail/write-selectors";
import type { TrailChange } from "./change";
import { cloudFormationSyntax, hclSyntax, jsonSyntax, typescriptSyntax } from "./syntax";

/** How each place writes a property down: code that can be pasted there. */
const SYNTAX: Readonly<Record<DialectName, (name: string, value: unknown) => string>> = {
    "aws-api": jsonSyntax,
    cloudformation: cloudFormationSyntax,
    terraform: hclSyntax,
    "pulumi-aws": typescriptSyntax,
    "pulumi-aws-native": typescriptSyntax,
};

/** A change as what the user has to write: one sentence, and the code in the syntax of the trail's own source. */
export interface Fix {
    readonly text: string;
    readonly code: string;
}

/** The fix for a change, in the user's own resource syntax. */
export function describeFix(change: TrailChange, { dialect }: Trail): Fix {
    const { of } = dialect;
    if (change.kind === "set") {
        const name = of(change.property);
        return { text: `set ${name}`, code: SYNTAX[dialect.name](name, change.value) };
    }
    const { plan } = change;
    const property = of("AdvancedEventSelectors");
    const added = plan.added.map(({ selector }) => selector);
    const code = (selectors: Parameters<typeof writeSelectors>[0]) =>
        SYNTAX[dialect.name](property, writeSelectors(selectors, dialect));
    switch (plan.converted) {
        case "default":
            return {
                text: `set ${property} (the first selector keeps the management events that are logged by default)`,
                code: code(remediatedSelectors(plan)),
            };
        case "basic":
            return {
                text: `replace ${of("EventSelectors")} by ${property} (the first ${plan.kept.length} log at least the same; AWS resets the selectors for a moment)`,
                code: code(remediatedSelectors(plan)),
            };
        default:
            return { text: `add to ${property}`, code: code(added) };
    }
}
