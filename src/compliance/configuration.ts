import { Validator } from "@cfworker/json-schema";
import { quote } from "../cloudtrail/quote";

/** A JSON Schema of one configuration property, as far as Pulumi's policy configuration knows it. */
export interface PropertySchema {
    readonly type: "string" | "boolean" | "array" | "object";
    readonly description: string;
    readonly enum?: readonly string[];
    readonly default?: unknown;
    readonly items?: Omit<PropertySchema, "description"> & { readonly description?: string };
    readonly properties?: Readonly<Record<string, PropertySchema>>;
    readonly required?: readonly string[];
    readonly additionalProperties?: false;
    readonly pattern?: string;
    readonly minLength?: number;
}

/** The configuration of a policy. */
export interface ConfigSchema {
    readonly properties: Readonly<Record<string, PropertySchema>>;
    readonly required?: readonly string[];
}

/** One mistake in a configuration: its path (`exemptions[0].reason`, empty for the whole) and what is wrong there. */
export interface ConfigProblem {
    readonly path: string;
    readonly message: string;
}

/** A configuration that is valid, with the schema's defaults filled in; or what is wrong with it. */
export type ConfigResult =
    | { readonly ok: true; readonly config: Readonly<Record<string, unknown>> }
    | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * Validates a policy's configuration strictly: the Pulumi engine checks the types of the properties that it knows of,
 * but silently accepts names that don't exist.
 */
export function validateConfig(config: Readonly<Record<string, unknown>>, schema: ConfigSchema): ConfigResult {
    const { enforcementLevel: _level, ...given } = config;
    const defaults = Object.fromEntries(
        Object.entries(schema.properties).flatMap(([name, property]) =>
            property.default === undefined ? [] : [[name, property.default]],
        ),
    );
    const merged = { ...defaults, ...given };
    if (Object.keys(given).length === 0 && schema.required === undefined) {
        return { ok: true, config: merged };
    }
    const problems = schemaErrors(merged, schema).flatMap(error => describe(error, schema));
    const unique = problems.filter(
        (problem, index) => problems.findIndex(({ path }) => path === problem.path) === index,
    );
    return unique.length === 0 ? { ok: true, config: merged } : { ok: false, problems: unique };
}

interface SchemaError {
    readonly instanceLocation: string;
    readonly keyword: string;
    readonly error: string;
}

function schemaErrors(config: Readonly<Record<string, unknown>>, schema: ConfigSchema): readonly SchemaError[] {
    try {
        return new Validator({ type: "object", additionalProperties: false, ...schema } as object, "7", false).validate(
            config,
        ).errors;
    } catch (error) {
        if (error instanceof URIError) {
            // The validator writes names into pointers, and half of a surrogate pair can't be written.
            return [{ instanceLocation: "#", keyword: "", error: "a property's name in it is no valid Unicode text" }];
        }
        throw error;
    }
}

/** Keywords that only say that something beneath them is wrong. */
const CONTAINERS = new Set(["properties", "items", "additionalProperties"]);

function describe({ instanceLocation, keyword, error }: SchemaError, schema: ConfigSchema): readonly ConfigProblem[] {
    const path = toPath(instanceLocation);
    if (keyword === "false") {
        const known = path.includes(".") || path.includes("[") ? [] : Object.keys(schema.properties);
        const hint = known.length === 0 ? "" : `: use ${known.join(", ")}`;
        return [{ path, message: `is not a property here${hint}` }];
    }
    return CONTAINERS.has(keyword) ? [] : [{ path, message: lowerFirst(error.replace(/^Instance /, "")) }];
}

/** `#/exemptions/0/reason` as `exemptions[0].reason`. */
function toPath(pointer: string): string {
    const steps = pointer.replace(/^#\/?/, "").split("/");
    return configPath(steps.map(step => decodeURIComponent(step).replace(/~1/g, "/").replace(/~0/g, "~")));
}

/** A path in a configuration, as a problem names it: `exemptions[0].reason`. */
export function configPath(steps: readonly (string | number)[]): string {
    return steps
        .map(step =>
            /^\d+$/.test(`${step}`) ? `[${step}]` : /^[\w-]*$/.test(`${step}`) ? `.${step}` : `[${quote(`${step}`)}]`,
        )
        .join("")
        .replace(/^\./, "");
}

function lowerFirst(text: string): string {
    return text.charAt(0).toLowerCase() + text.slice(1);
}
