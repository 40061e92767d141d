import { Validator } from "@cfworker/json-schema";
import type { InputText } from "../../../checker/src/command-line/read-text";
import { UserError } from "../../../checker/src/command-line/user-error";
import { parseJson } from "../../../checker/src/text/json-text";
import { didYouMean } from "../../../checker/src/text/nearest-name";
import { isRecord, kindOf } from "../../../src/cloudtrail/plain-data";
import { quote } from "../../../src/cloudtrail/quote";
import type { EnforcementLevel } from "../../../src/compliance/policy/policy";

/** How a policy is configured; what isn't said is left to the policy and the pack. */
export interface PolicyConfig {
    readonly level?: EnforcementLevel;
    readonly properties: Readonly<Record<string, unknown>>;
}

/** The configuration of a pack: by the name of the policy, or `all`. */
export type PackConfig = ReadonlyMap<string, PolicyConfig>;

/** What a pack says of one of its policies. */
export interface PackPolicy {
    readonly name: string;
    readonly level: EnforcementLevel;
    readonly schema: {
        readonly properties: Readonly<Record<string, unknown>>;
        readonly required: readonly string[];
    };
}

/** A policy's configuration as the pack is given it: with a level, and the defaults of its schema. */
export type CompletePolicyConfig = Required<PolicyConfig>;

/** Enforcement levels, in the order of their numbers in `analyzer.proto`. */
export const LEVELS: readonly EnforcementLevel[] = ["advisory", "mandatory", "disabled", "remediate"];

const ALL = "all";

/** References to Pulumi ESC, which an offline preview can't open. */
const ENVIRONMENTS = "environments";

/**
 * Reads a configuration file as the engine does (`LoadPolicyPackConfigFromFile`), for any pack.
 * @throws UserError where the engine would refuse it
 */
export function readPackConfig({ text, label, byteOrderMark }: InputText): PackConfig {
    if (byteOrderMark === true) {
        throw new UserError(
            `${label}: begins with a byte order mark, which the Pulumi CLI refuses: save it as UTF-8 without one`,
        );
    }
    if (text.trim() === "") {
        return new Map();
    }
    const parsed = parseJson(text);
    if ("problem" in parsed) {
        const { message, line, column } = parsed.problem;
        throw new UserError(`${label}:${line}:${column}: malformed JSON: ${message}`);
    }
    if (!isRecord(parsed.value)) {
        throw new UserError(`${label}: expected an object, found ${kindOf(parsed.value)}`);
    }
    return new Map(
        Object.entries(parsed.value)
            .filter(([name]) => name !== ENVIRONMENTS)
            .map(([name, entry]) => [name, readEntry(entry, `${label}: ${quote(name)}`)]),
    );
}

function readEntry(entry: unknown, where: string): PolicyConfig {
    if (typeof entry === "string") {
        return { level: readLevel(entry, where), properties: {} };
    }
    if (!isRecord(entry)) {
        throw new UserError(`${where}: expected an enforcement level or an object, found ${kindOf(entry)}`);
    }
    const { enforcementLevel, ...properties } = entry;
    return enforcementLevel === undefined ? { properties } : { level: readLevel(enforcementLevel, where), properties };
}

function readLevel(level: unknown, where: string): EnforcementLevel {
    const known = LEVELS.find(name => name === level);
    if (known === undefined) {
        throw new UserError(`${where}: ${JSON.stringify(level)} is no enforcement level: use ${LEVELS.join(", ")}`);
    }
    return known;
}

/**
 * What each policy of a pack is given: the defaults of its schema, then each configuration over the one before.
 * Source: the engine's `ReconcilePolicyPackConfig`.
 * @throws UserError where the result isn't what a policy's schema asks for
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
 * @throws UserError that names them
 */
export function refuseUnknownPolicies(config: PackConfig, policies: readonly PackPolicy[], pack: string): void {
    const names = [ALL, ...policies.map(({ name }) => name)];
    const unknown = [...config.keys()].filter(name => !names.includes(name));
    if (unknown.length > 0) {
        const list = unknown.map(name => `${quote(name)}${didYouMean(name, names)}`).join("; ");
        throw new UserError(
            `the configuration of policy pack ${pack} names policies that the pack does not have: ${list}`,
        );
    }
}

function defaultsOf({ schema }: PackPolicy): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
        Object.entries(schema.properties).flatMap(([name, property]) =>
            isRecord(property) && "default" in property ? [[name, property.default]] : [],
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
        throw new UserError(`the configuration of policy pack ${pack} is not valid: ${where}: ${problem.error}`);
    }
}
