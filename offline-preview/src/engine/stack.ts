import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { InvalidOptionError, PreviewError } from "../preview-error";
import type { PreviewOptions } from "../preview-options";
import type { Project } from "../program/project";
import { readYamlMap } from "../program/yaml-file";
import { isObject, requireObject } from "../values/plain-data";
import { UNKNOWN } from "../values/wire";

/** A configuration value, as the program receives it: a string, which may contain JSON. */
export interface ConfigValue {
    readonly value: string;
    readonly secret: boolean;
}

/** The stack that is previewed. */
export interface Stack {
    readonly organization: string;
    readonly name: string;
    /** By full key: `project:name`, `aws:region`. */
    readonly config: ReadonlyMap<string, ConfigValue>;
    /** Its file, if it has one. */
    readonly file: string | undefined;
    /** Does the file contain values that only its secrets provider can decrypt? */
    readonly hasEncrypted: boolean;
    /** What the file contains that an offline preview doesn't support. */
    readonly warnings: readonly string[];
}

/** The options for the stack. */
export type StackOptions = Pick<PreviewOptions, "stack" | "stackConfig">;

/** The name that a self-managed backend gives the organization. */
const DEFAULT_ORGANIZATION = "organization";

/** The name of the stack if no stack has a file. */
const DEFAULT_NAME = "dev";

const FILE_NAME = /^Pulumi\.(.+)\.(?:yaml|yml|json)$/;

/** Reads the configuration of a stack; secrets stay encrypted, and so unknown. */
export function readStackConfig(project: Project, { stack, stackConfig: given = {} }: StackOptions): Stack {
    const files = stackFiles(project);
    const { organization, name } = stack === undefined ? onlyStack(files) : parseName(stack);
    const file = files.get(name);
    const content = file === undefined ? {} : readYamlMap(file);
    const ofFile = readConfigMap(content.config ?? {}, project.name, failAt(`${file}: config`));
    const config = new Map<string, ConfigValue>([
        ...projectDefaults(project),
        ...ofFile,
        ...readConfigMap(given, project.name, failOption),
    ]);
    requireDeclared(project, config, name);
    const warnings = content.environment === undefined ? [] : [`the environments of ${file} can't be opened offline`];
    const hasEncrypted = ofFile.some(([, { value }]) => value.includes(UNKNOWN));
    return { organization, name, config, file, hasEncrypted, warnings };
}

/** The stack if there is no project with files. */
export function readStackOptions(project: string, { stack = DEFAULT_NAME, stackConfig = {} }: StackOptions): Stack {
    return {
        ...parseName(stack),
        config: new Map(readConfigMap(stackConfig, project, failOption)),
        file: undefined,
        hasEncrypted: false,
        warnings: [],
    };
}

function stackFiles({ stackFolder }: Project): ReadonlyMap<string, string> {
    let names: readonly string[];
    try {
        names = readdirSync(stackFolder);
    } catch {
        // No stack has a file yet.
        names = [];
    }
    return new Map(
        names.flatMap(name => {
            const stack = FILE_NAME.exec(name)?.[1];
            return stack === undefined ? [] : [[stack, join(stackFolder, name)] as const];
        }),
    );
}

function onlyStack(files: ReadonlyMap<string, string>): { organization: string; name: string } {
    const [name = DEFAULT_NAME, ...others] = files.keys();
    if (others.length > 0) {
        const choices = [name, ...others].sort().map(choice => JSON.stringify(choice));
        throw new PreviewError(`the project has several stacks (${choices.join(", ")})`, {
            remedy: { option: "stack" },
        });
    }
    return { organization: DEFAULT_ORGANIZATION, name };
}

function parseName(fullName: string): { organization: string; name: string } {
    const parts = fullName.split("/");
    const name = parts.at(-1) ?? "";
    if (parts.length > 3 || !parts.every(part => /^(?!\.+$)[\w.-]{1,100}$/.test(part))) {
        throw new InvalidOptionError(
            "stack",
            `a stack's name may contain only letters, digits, "-", "_" and "."`,
            JSON.stringify(fullName),
        );
    }
    return { organization: parts.length > 1 ? (parts[0] ?? "") : DEFAULT_ORGANIZATION, name };
}

/** The values that Pulumi.yaml gives to every stack. */
function projectDefaults({ config, name, file }: Project): [string, ConfigValue][] {
    return Object.entries(config).flatMap(([key, declaration]) => {
        const fullKey = parseKey(key, name, failAt(`${file}: config`));
        if (!isObject(declaration)) {
            return [[fullKey, toValue(declaration)] as [string, ConfigValue]];
        }
        const { value = undefined, default: preset = value, secret = false } = declaration;
        return preset === undefined
            ? []
            : [[fullKey, { ...toValue(preset), ...(secret === true ? { secret: true } : {}) }]];
    });
}

function requireDeclared(project: Project, config: ReadonlyMap<string, ConfigValue>, stack: string): void {
    for (const [key, declaration] of Object.entries(project.config)) {
        const typed = isObject(declaration) && "type" in declaration;
        const fullKey = parseKey(key, project.name, failAt(`${project.file}: config`));
        if (typed && !config.has(fullKey)) {
            throw new PreviewError(
                `stack ${stack} has no value for ${JSON.stringify(fullKey)}, which ${basename(project.file)} requires`,
                { remedy: { option: "stackConfig", key: fullKey } },
            );
        }
    }
}

type Fail = (problem: string) => PreviewError;

const failOption: Fail = problem => new InvalidOptionError("stackConfig", problem);

function failAt(where: string): Fail {
    return problem => new PreviewError(`${where}: ${problem}`);
}

function readConfigMap(config: unknown, project: string, fail: Fail): [string, ConfigValue][] {
    const values = requireObject(config, "a map", fail);
    return Object.entries(values).map(([key, value]) => [parseKey(key, project, fail), toValue(value)]);
}

/** A full key: `name` is the project's own, `aws:config:region` the old form of `aws:region`. */
function parseKey(key: string, project: string, fail: Fail): string {
    const parts = key.split(":");
    if (parts.length === 1) {
        return `${project}:${key}`;
    }
    if (parts.length === 3 && parts[1] === "config") {
        return `${parts[0]}:${parts[2]}`;
    }
    if (parts.length !== 2) {
        throw fail(`${JSON.stringify(key)} is not a configuration key: write it as NAMESPACE:NAME`);
    }
    return key;
}

function toValue(content: unknown): ConfigValue {
    if (typeof content === "string") {
        return { value: content, secret: false };
    }
    if (isEncrypted(content)) {
        return { value: UNKNOWN, secret: true };
    }
    if (typeof content === "object" && content !== null) {
        const value = JSON.stringify(content, (_key, entry: unknown) => (isEncrypted(entry) ? UNKNOWN : entry));
        return { value, secret: value.includes(UNKNOWN) };
    }
    return { value: String(content ?? ""), secret: false };
}

function isEncrypted(content: unknown): boolean {
    return isObject(content) && typeof content.secure === "string" && Object.keys(content).length === 1;
}
