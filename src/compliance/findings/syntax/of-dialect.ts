import type { Dialect, DialectName, PulumiLanguage } from "../../../cloudtrail/selectors/dialect";
import { csharpSyntax } from "./csharp";
import { goSyntax } from "./go";
import { hclSyntax } from "./hcl";
import { jsonSyntax } from "./json";
import { pythonSyntax } from "./python";
import type { Syntax } from "./syntax";
import { typescriptSyntax } from "./typescript";
import { pulumiYamlSyntax, yamlSyntax } from "./yaml";

/** How each place where trails are declared writes a property; a live trail is changed by commands. */
const SYNTAX: Readonly<Record<Exclude<DialectName, "aws-api">, Syntax>> = {
    cloudformation: yamlSyntax,
    "cloud-control": jsonSyntax,
    terraform: hclSyntax,
    "pulumi-aws": typescriptSyntax,
    "pulumi-aws-native": typescriptSyntax,
};

const LANGUAGES: Readonly<Record<PulumiLanguage, Syntax>> = {
    nodejs: typescriptSyntax,
    python: pythonSyntax,
    go: goSyntax,
    dotnet: csharpSyntax,
    yaml: pulumiYamlSyntax,
};

/** How the place where a trail is declared writes properties; without a known language, in TypeScript. */
export function syntaxOf({ name, language }: Dialect): Syntax {
    if (name === "aws-api") {
        throw new Error("a live trail has no syntax");
    }
    return language === undefined ? SYNTAX[name] : LANGUAGES[language];
}
