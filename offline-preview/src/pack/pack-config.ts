import { Validator } from "@cfworker/json-schema";
import { InvalidOptionError, PreviewError, UnknownPoliciesError } from "../preview-error";
import { isObject, requireObject } from "../values/plain-data";

/** What Pulumi does about a violation. */
export type EnforcementLevel = "advisory" | "mandatory" | "disabled" | "remediate";

/** The configuration of a policy; the policy and the pack decide what is missing. */
export interface PolicyConfig {
    readonly level?: EnforcementLevel;
    readonly properties: Readonly<Record<string, unknown>>;
}

/** The configuration of a pack: by the name of the policy, or `all`. */
export type PackConfig = ReadonlyMap<string, PolicyConfig>;

/** What a pack says about one of its policies. */
export interface PackPolicy {
    readonly name: string;
    readonly level: EnforcementLevel;
    readonly schema: {
        readonly properties: Readonly<Record<string, unknown>>;
        readonly required: readonly string[];
    };
}

/** A policy's configuration as the pack receives it: with a level, and the defaults of its schema. */
export type CompletePolicyConfig = Required<PolicyConfig>;

/** Enforcement levels, in the order of their numbers in `analyzer.proto`. */
export const LEVELS: readonly EnforcementLevel[] = ["advisory", "mandatory", "disabled", "remediate"];

const ALL = "all";

/** References to Pulumi ESC, which an offline preview can't open. */
const ENVIRONMENTS = "environments";

/**
 * Reads a configuration as the engine does (`LoadPolicyPackConfigFromFile`), for any pack.
 * @param path the option that contains it, for messages
 * @throws InvalidOptionError if the engine would refuse it
 */
export function readPackConfig(config: unknown, path: string): PackConfig {
    const entries = requireObject(config, "an object", problem => new InvalidOptionError(path, problem));
    return new Map(
        Object.entries(entries)
            .filter(([name]) => name !== ENVIRONMENTS)
            .map(([name, entry]) => {
                const fail = (problem: string) => new InvalidOptionError(path, problem, JSON.stringify(name));
                return [name, readEntry(entry, fail)];
            }),
    );
}

function readEntry(entry: unknown, fail: (problem: string) => Error): PolicyConfig {
    if (typeof entry === "string") {
        return { level: readLevel(entry, fail), properties: {} };
    }
    const { enforcementLevel, ...properties } = requireObject(entry, "an enforcement level or an object", fail);
    return enforcementLevel === undefined ? { properties } : { level: readLevel(enforcementLevel, fail), properties };
}

function readLevel(level: unknown, fail: (problem: string) => Error): EnforcementLevel {
    const known = LEVELS.find(name => name === level);
    if (known === undefined) {
        throw fail(`${JSON.stringify(level)} is not an enforcement level: use ${LEVELS.join(", ")}`);
    }
    return known;
}

/**
 * What each policy of a pack receives: the defaults of its schema, overridden by each configuration in turn.
 * Source: the engine's `ReconcilePolicyPackConfig`.
 * @throws PreviewError if the result doesn't match a policy's schema
 */
export function completeConfig(
    policies: readonly PackPolicy[],
    configs: readonly PackConfig[],
    pack: string,
): ReadonlyMap<string, CompletePolicyConfig> {
    return new Map(
        policies.map(policy => {
            const complete = configs.reduce(
                (config, given) => {
                    const { level, properties } = given.get(policy.name) ?? { properties: {} };
                    return {
                        level: level ?? given.get(ALL)?.level ?? config.level,
                        properties: { ...config.properties, ...properties },
                    };
                },
                { level: policy.level, properties: defaultsOf(policy) },
            );
            validate(policy, complete.properties, pack);
            return [policy.name, complete];
        }),
    );
}

/**
 * Refuses a configuration of policies that the pack doesn't have, which the engine silently accepts.
 * @throws UnknownPoliciesError that names them
 */
export function refuseUnknownPolicies(config: PackConfig, policies: readonly PackPolicy[], pack: string): void {
    const names = [ALL, ...policies.map(({ name }) => name)];
    const unknown = [...config.keys()].filter(name => !names.includes(name));
    if (unknown.length > 0) {
        throw new UnknownPoliciesError(pack, unknown, names);
    }
}

function defaultsOf({ schema }: PackPolicy): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
        Object.entries(schema.properties).flatMap(([name, property]) =>
            isObject(property) && "default" in property ? [[name, property.default]] : [],
        ),
    );
}

function validate({ name, schema }: PackPolicy, properties: Readonly<Record<string, unknown>>, pack: string): void {
    const validator = new Validator({ type: "object", ...schema, required: [...schema.required] } as object, "7");
    const { errors } = validator.validate(properties);
    // The outermost only says that something within is wrong.
    const [problem] = errors.slice(-1);
    if (problem !== undefined) {
        const path = problem.instanceLocation.replace(/^#\/?/, "").replaceAll("/", ".");
        const where = path === "" ? name : `${name}.${path}`;
        throw new PreviewError(`the configuration of policy pack ${pack} is not valid: ${where}: ${problem.error}`);
    }
}
