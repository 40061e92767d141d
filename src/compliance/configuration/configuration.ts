import { Validator } from "@cfworker/json-schema";
import { isRecord, kindOf } from "../../cloudtrail/plain-data";
import { quote } from "../../cloudtrail/quote";

/** A JSON Schema of one configuration property, as far as Pulumi's policy configuration supports it. */
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
    readonly format?: "date";
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

/** A valid configuration, with the schema's defaults filled in; or what is wrong with it. */
export type ConfigResult =
    | { readonly ok: true; readonly config: Readonly<Record<string, unknown>> }
    | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * Validates a policy's configuration strictly: the Pulumi engine checks the types of the properties that it knows, but
 * silently accepts names that don't exist.
 */
export function validateConfig(config: Readonly<Record<string, unknown>>, schema: ConfigSchema): ConfigResult {
    const { enforcementLevel: _level, ...given } = config;
    const merged = { ...defaultsOf(schema), ...given };
    if (Object.keys(given).length === 0 && schema.required === undefined) {
        return { ok: true, config: merged };
    }
    const problems = schemaErrors(merged, schema).flatMap(error => describe(error, schema, merged));
    const unique = problems.filter(
        (problem, index) => problems.findIndex(({ path }) => path === problem.path) === index,
    );
    return unique.length === 0 ? { ok: true, config: merged } : { ok: false, problems: unique };
}

const knownDefaults = new WeakMap<ConfigSchema, Readonly<Record<string, unknown>>>();

/** The defaults of a schema, found once: each trail is judged with them. */
function defaultsOf(schema: ConfigSchema): Readonly<Record<string, unknown>> {
    const known = knownDefaults.get(schema);
    if (known !== undefined) {
        return known;
    }
    const defaults = Object.fromEntries(
        Object.entries(schema.properties).flatMap(([name, property]) =>
            property.default === undefined ? [] : [[name, property.default]],
        ),
    );
    knownDefaults.set(schema, defaults);
    return defaults;
}

interface SchemaError {
    readonly instanceLocation: string;
    readonly keyword: string;
    readonly keywordLocation: string;
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
            return [
                {
                    instanceLocation: "#",
                    keyword: "",
                    keywordLocation: "#",
                    error: "one of its property names is not valid Unicode text",
                },
            ];
        }
        throw error;
    }
}

/** Keywords that only say that something nested in them is wrong. */
const CONTAINERS = new Set(["properties", "items", "additionalProperties"]);

function describe(
    { instanceLocation, keyword, keywordLocation, error }: SchemaError,
    schema: ConfigSchema,
    config: Readonly<Record<string, unknown>>,
): readonly ConfigProblem[] {
    const steps = stepsOf(instanceLocation);
    const path = configPath(steps);
    const value = at(config, steps);
    const rule = at(schema, stepsOf(keywordLocation).slice(0, -1)) as PropertySchema;
    const problem = (message: string) => [{ path, message }];
    switch (keyword) {
        case "false":
            return problem(
                `unknown property${steps.length > 1 ? "" : `; allowed: enforcementLevel, ${names(schema)}`}`,
            );
        case "required": {
            const missing = (rule.required ?? []).filter(name => !isRecord(value) || !(name in value));
            return problem(`${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} missing`);
        }
        case "type":
            return problem(`expected ${EXPECTED[rule.type]}, found ${kindOf(value)}`);
        case "enum":
            return problem(`${shown(value)} is not valid; allowed: ${(rule.enum ?? []).join(", ")}`);
        case "minLength":
            return problem(value === "" ? "must not be empty" : `must have at least ${rule.minLength} characters`);
        case "pattern":
        case "format":
            return problem(`${shown(value)} is not valid: ${rule.description}`);
        default:
            return CONTAINERS.has(keyword) ? [] : problem(error);
    }
}

const EXPECTED: Readonly<Record<PropertySchema["type"], string>> = {
    string: "a string",
    boolean: "true or false",
    array: "a list",
    object: "an object",
};

function names({ properties }: ConfigSchema): string {
    return Object.keys(properties).join(", ");
}

function shown(value: unknown): string {
    return typeof value === "string" ? quote(value) : kindOf(value);
}

/** The value at a path of plain data. */
function at(data: unknown, steps: readonly string[]): unknown {
    return steps.reduce((value, step) => (value as Readonly<Record<string, unknown>> | undefined)?.[step], data);
}

/** The steps of a JSON pointer: `#/exemptions/0/reason`. */
function stepsOf(pointer: string): string[] {
    const steps = pointer.replace(/^#\/?/, "").split("/");
    return steps
        .filter(step => step !== "")
        .map(step => decodeURIComponent(step).replace(/~1/g, "/").replace(/~0/g, "~"));
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
