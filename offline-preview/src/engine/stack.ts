import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "../../../checker/src/command-line/user-error";
import { quote } from "../../../src/cloudtrail/quote";
import type { Project } from "../program/project";
import { readYamlMap, type YamlMap } from "../program/yaml-file";
import { UNKNOWN } from "../values/wire";

/** A value of the configuration, as the program gets it: text, of which JSON is a kind. */
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
    /** Its file, where it has one. */
    readonly file: string | undefined;
    /** Are there values in the file that only its secrets provider can read? */
    readonly hasEncrypted: boolean;
    /** What the file says that an offline preview can't follow. */
    readonly warnings: readonly string[];
}

/** What the command line says of the stack. */
export interface StackOptions {
    /** Its name, perhaps as `organization/project/stack`; by default the only one that has a file. */
    readonly name?: string | undefined;
    /** `key=value`, each over what the files say. */
    readonly config: readonly string[];
}

/** As a self-managed backend calls the organization. */
const DEFAULT_ORGANIZATION = "organization";

/** The name of the stack where no stack has a file. */
const DEFAULT_NAME = "dev";

const FILE_NAME = /^Pulumi\.(.+)\.(?:yaml|yml|json)$/;

/** Reads the configuration of a stack; secrets stay encrypted, and so unknown. */
export function readStackConfig(project: Project, options: StackOptions): Stack {
    const files = stackFiles(project);
    const { organization, name } = options.name === undefined ? onlyStack(files) : parseName(options.name);
    const file = files.get(name);
    const content = file === undefined ? {} : readYamlMap(file);
    const stackConfig = readConfigMap(content.config ?? {}, project.name, file ?? project.file);
    const config = new Map<string, ConfigValue>([
        ...projectDefaults(project),
        ...stackConfig,
        ...options.config.map(line => parseOption(line, project.name)),
    ]);
    requireDeclared(project, config, name);
    const warnings =
        content.environment === undefined
            ? []
            : [
                  `the environments of ${file} can't be opened offline: give the values that the program needs with --config`,
              ];
    const hasEncrypted = stackConfig.some(([, { value }]) => value.includes(UNKNOWN));
    return { organization, name, config, file, hasEncrypted, warnings };
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
        const choices = [name, ...others].sort().map(quote).join(", ");
        throw new UserError(`the project has several stacks, choose one with --stack: ${choices}`);
    }
    return { organization: DEFAULT_ORGANIZATION, name };
}

function parseName(fullName: string): { organization: string; name: string } {
    const parts = fullName.split("/");
    const name = parts.at(-1) ?? "";
    if (parts.length > 3 || !parts.every(part => /^(?!\.+$)[\w.-]{1,100}$/.test(part))) {
        throw new UserError(`--stack ${quote(fullName)}: a stack's name has letters, digits, "-", "_" and "." only`);
    }
    return { organization: parts.length > 1 ? (parts[0] ?? "") : DEFAULT_ORGANIZATION, name };
}

/** The values that Pulumi.yaml gives to every stack. */
function projectDefaults({ config, name, file }: Project): [string, ConfigValue][] {
    return Object.entries(config).flatMap(([key, declaration]) => {
        const fullKey = parseKey(key, name, file);
        if (typeof declaration !== "object" || declaration === null || Array.isArray(declaration)) {
            return [[fullKey, toValue(declaration)] as [string, ConfigValue]];
        }
        const { value = undefined, default: preset = value, secret = false } = declaration as YamlMap;
        return preset === undefined
            ? []
            : [[fullKey, { ...toValue(preset), ...(secret === true ? { secret: true } : {}) }]];
    });
}

function requireDeclared(project: Project, config: ReadonlyMap<string, ConfigValue>, stack: string): void {
    for (const [key, declaration] of Object.entries(project.config)) {
        const typed = typeof declaration === "object" && declaration !== null && "type" in declaration;
        const fullKey = parseKey(key, project.name, project.file);
        if (typed && !config.has(fullKey)) {
            throw new UserError(
                `stack ${stack} has no value for ${quote(fullKey)}, which ${basename(project.file)} asks for: give it with --config ${fullKey}=VALUE`,
            );
        }
    }
}

function readConfigMap(config: unknown, project: string, file: string): [string, ConfigValue][] {
    if (typeof config !== "object" || config === null || Array.isArray(config)) {
        throw new UserError(`${file}: config must be a map`);
    }
    return Object.entries(config).map(([key, value]) => [parseKey(key, project, file), toValue(value)]);
}

function parseOption(line: string, project: string): [string, ConfigValue] {
    const split = line.indexOf("=");
    if (split < 1) {
        throw new UserError(`--config ${quote(line)}: write it as KEY=VALUE`);
    }
    return [parseKey(line.slice(0, split), project, "--config"), { value: line.slice(split + 1), secret: false }];
}

/** A full key: `name` is the project's own, `aws:config:region` the old form of `aws:region`. */
function parseKey(key: string, project: string, where: string): string {
    const parts = key.split(":");
    if (parts.length === 1) {
        return `${project}:${key}`;
    }
    if (parts.length === 3 && parts[1] === "config") {
        return `${parts[0]}:${parts[2]}`;
    }
    if (parts.length !== 2) {
        throw new UserError(`${where}: ${quote(key)} is no key of a configuration: write it as NAMESPACE:NAME`);
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
    return (
        typeof content === "object" &&
        content !== null &&
        "secure" in content &&
        typeof content.secure === "string" &&
        Object.keys(content).length === 1
    );
}
