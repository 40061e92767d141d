import { existsSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { PreviewError } from "../preview-error";
import { splitArguments } from "./split-arguments";
import { mapAt, readYamlMap, type YamlMap } from "./yaml-file";

/** A Pulumi project with a Node program, as its Pulumi.yaml describes it. */
export interface Project {
    readonly name: string;
    /** The folder of Pulumi.yaml. */
    readonly folder: string;
    /** Where the program runs. */
    readonly programFolder: string;
    /** The program, relative to that: a file, or `.` for what package.json says. */
    readonly entryPoint: string;
    readonly typescript: boolean;
    readonly tsconfig: string | undefined;
    readonly nodeArguments: readonly string[];
    /** `config` in Pulumi.yaml: the configuration of every stack, and its types. */
    readonly config: YamlMap;
    /** Where the files of the stacks are. */
    readonly stackFolder: string;
    readonly file: string;
}

/** What policies and resources can learn about a project. */
export type ProjectIdentity = Pick<Project, "name" | "programFolder">;

const FILE_NAMES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** Reads the project in a folder. */
export function readProject(folder: string): Project {
    const file = findFile(folder);
    const content = readYamlMap(file);
    const { name } = content;
    if (typeof name !== "string" || name === "") {
        throw new PreviewError(`${file}: the project has no name`);
    }
    const { runtime, options } = readRuntime(content, file);
    if (runtime !== "nodejs") {
        throw new PreviewError(
            `${file}: an offline preview runs Node programs (runtime: nodejs), and this one is ${JSON.stringify(runtime)}: use \`pulumi preview --policy-pack\``,
        );
    }
    const root = resolve(folder);
    const { config = {}, stackConfigDir } = content;
    // `config` used to be the folder of the stacks' files.
    const stackFolder = typeof config === "string" ? config : stackConfigDir;
    return {
        name,
        file,
        folder: root,
        ...readMain(content.main, root, file),
        typescript: option(options, "typescript", "boolean", file) ?? true,
        tsconfig: option(options, "tsconfig", "string", file),
        nodeArguments: splitArguments(option(options, "nodeargs", "string", file) ?? ""),
        config: mapAt(typeof config === "string" ? {} : config, `${file}: config`),
        stackFolder: typeof stackFolder === "string" ? join(root, stackFolder) : root,
    };
}

function findFile(folder: string): string {
    const file = FILE_NAMES.map(name => join(folder, name)).find(existsSync);
    if (file === undefined) {
        const why = existsSync(folder) ? "it contains no Pulumi.yaml" : "the folder does not exist";
        throw new PreviewError(`${folder} is not a Pulumi project: ${why}`);
    }
    return file;
}

function readRuntime({ runtime }: YamlMap, file: string): { runtime: string; options: YamlMap } {
    if (typeof runtime === "string") {
        return { runtime, options: {} };
    }
    const { name, options = {} } = mapAt(runtime ?? {}, `${file}: runtime`);
    if (typeof name !== "string") {
        throw new PreviewError(`${file}: the project has no runtime`);
    }
    return { runtime: name, options: mapAt(options ?? {}, `${file}: runtime.options`) };
}

/** `main`: the program runs in its own folder. Source: `GetPwdMain` in the engine's `engine/project.go`. */
function readMain(main: unknown, root: string, file: string): Pick<Project, "programFolder" | "entryPoint"> {
    if (main === undefined || main === null || main === "") {
        return { programFolder: root, entryPoint: "." };
    }
    if (typeof main !== "string" || isAbsolute(main) || relative(root, join(root, main)).startsWith("..")) {
        throw new PreviewError(`${file}: main must be a path within the project`);
    }
    const path = resolve(root, main);
    if (!existsSync(path)) {
        throw new PreviewError(`${file}: main is ${JSON.stringify(main)}, and there is no such file`);
    }
    return statSync(path).isDirectory()
        ? { programFolder: path, entryPoint: "." }
        : { programFolder: dirname(path), entryPoint: basename(path) };
}

interface OptionTypes {
    readonly boolean: boolean;
    readonly string: string;
}

function option<Type extends keyof OptionTypes>(
    options: YamlMap,
    name: string,
    type: Type,
    file: string,
): OptionTypes[Type] | undefined {
    const value = options[name];
    if (value !== undefined && typeof value !== type) {
        throw new PreviewError(`${file}: runtime.options.${name} must be a ${type}`);
    }
    return value as OptionTypes[Type] | undefined;
}
