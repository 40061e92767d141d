import type { Dialect, PulumiLanguage } from "../../../cloudtrail/selectors/dialect";
import type { AdvancedEventSelector } from "../../../cloudtrail/selectors/event-selector";
import { writeSelectors } from "../../../cloudtrail/selectors/write-selectors";
import { syntaxOf } from "../syntax/of-dialect";
import { awsCliTrail } from "./aws-cli";
import { cloudformationTrail } from "./cloudformation";
import { csharpTrail } from "./csharp";
import { goTrail } from "./go";
import { pulumiYamlTrail } from "./pulumi-yaml";
import { pythonTrail } from "./python";
import type { WholeTrailTemplate } from "./template";
import { terraformTrail } from "./terraform";
import { typescriptTrail } from "./typescript";

const LANGUAGES: Readonly<Record<PulumiLanguage, WholeTrailTemplate>> = {
    nodejs: typescriptTrail,
    python: pythonTrail,
    go: goTrail,
    dotnet: csharpTrail,
    yaml: pulumiYamlTrail,
};

/**
 * A trail for all Regions that delivers to its own bucket, as code that can be pasted.
 * @param selectors what it logs; `undefined`: what AWS logs by default
 */
export function wholeTrail(dialect: Dialect, selectors: readonly AdvancedEventSelector[] | undefined): string {
    const written = selectors === undefined ? undefined : writeSelectors(selectors, dialect);
    if (dialect.name === "aws-api") {
        return awsCliTrail(written);
    }
    const name = dialect.of("AdvancedEventSelectors");
    return templateOf(dialect)(written === undefined ? "" : syntaxOf(dialect).property(name, written));
}

function templateOf(dialect: Dialect): WholeTrailTemplate {
    switch (dialect.name) {
        case "terraform":
            return terraformTrail;
        case "cloudformation":
            return cloudformationTrail;
        default:
            return LANGUAGES[dialect.language ?? "nodejs"];
    }
}
