import { dirname } from "node:path";
import type { Contents } from "../document";
import type { FileTreeReader } from "../source";
import type { SourceProblem } from "../source-trail";
import { Budget } from "./evaluate/budget";
import { Configurations } from "./modules/configurations";
import { findRoots } from "./modules/find-roots";
import type { ModuleConfiguration } from "./modules/module-configuration";
import { realFolder } from "./modules/module-files";
import { ModuleInstance } from "./modules/module-instance";
import { moduleTexts } from "./modules/module-texts";
import { Tracer } from "./modules/tracer";
import { GivenVariables } from "./modules/variables";
import { HclParser } from "./parse/parse-hcl";
import { readRoot } from "./resources/read-root";

/**
 * Reads Terraform source: the files of a folder are a module, and what no other module calls is a root module.
 * @throws UserError for variables that can't be read, or that no root module has
 */
export const readTerraformSource: FileTreeReader = async (files, { variables }) => {
    const parser = await HclParser.load();
    const given = new GivenVariables(variables, parser);
    const configurations = new Configurations(parser);
    const problems: SourceProblem[] = [];
    const folders = [...new Set(files.map(({ path }) => dirname(path)))];
    const named = new Set(files.filter(file => file.named).map(({ path }) => dirname(path)));
    const roots = findRoots(folders, named, configurations)
        .flatMap(folder => configurations.ofFolder(folder) ?? [])
        .map(configuration => ({
            path: configuration.folder,
            contents: readConfiguration(configuration, { given, configurations, parser, problems }),
        }));
    given.refuseUnused();
    return { roots, problems: [...configurations.problems, ...problems] };
};

interface Reading {
    readonly given: GivenVariables;
    readonly configurations: Configurations;
    readonly parser: HclParser;
    readonly problems: SourceProblem[];
}

function readConfiguration(
    configuration: ModuleConfiguration,
    { given, configurations, parser, problems }: Reading,
): Contents {
    const { folder } = configuration;
    const secrets = new Set<string>();
    const called = new Set([folder]);
    const surroundings = {
        budget: new Budget(),
        secrets,
        files: moduleTexts(folder, () => [...called].filter(path => realFolder(path) !== undefined), parser),
    };
    given.noteDeclared(configuration.variables.keys());
    const inputs = given.inputsFor(folder, surroundings, (source, message) => problems.push({ source, message }));
    const root = new ModuleInstance(configuration, { address: "", calls: [] }, inputs, {
        tracer: new Tracer(),
        surroundings,
        moduleOf: (call, caller) => {
            const module = configurations.moduleOf(call, caller);
            if (typeof module !== "string") {
                called.add(module.folder);
            }
            return module;
        },
    });
    return readRoot(root, secrets);
}
