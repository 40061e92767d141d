import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { policies, trailPolicies } from "../../../policies";
import { type ConfigSchema, validateConfig } from "../../../src/compliance/configuration/configuration";

/** One row of test/cases/configuration.json. */
interface Case {
    readonly name: string;
    readonly policy: string;
    readonly config: Record<string, unknown>;
    /** `path: message`, in any order. */
    readonly problems: readonly string[];
}

/** The policies that cloudtrail-trail-required can require by name, if a case says `$policies`. */
const CHOOSABLE = trailPolicies.map(({ name }) => name).filter(name => name !== "cloudtrail-bedrock-data-events");

const cases: readonly Case[] = JSON.parse(readFileSync(join(__dirname, "../../cases/configuration.json"), "utf8"));

function schemaOf(name: string): ConfigSchema {
    const policy = policies.find(candidate => candidate.name === name);
    assert.ok(policy !== undefined, name);
    return policy.configSchema;
}

describe("the configuration of a policy", () => {
    for (const { name, policy, config, problems } of cases) {
        it(`${problems.length === 0 ? "valid" : "invalid"}: ${name}`, () => {
            const result = validateConfig(config, schemaOf(policy));
            const found = result.ok ? [] : result.problems.map(({ path, message }) => `${path}: ${message}`);
            const expected = problems.map(text => text.replace("$policies", CHOOSABLE.join(", ")));
            assert.deepEqual([...found].sort(), expected.sort());
        });
    }

    it("is completed with the defaults", () => {
        const result = validateConfig({ scope: "any-trail" }, schemaOf("cloudtrail-bedrock-agent-alias-events"));
        assert.deepEqual(result, {
            ok: true,
            config: {
                operations: "all",
                reading: "complete",
                includeEventDataStores: false,
                includeTelemetryRules: false,
                scope: "any-trail",
            },
        });
    });

    for (const { name, configSchema } of policies) {
        it(`${name}: another validator agrees, and each problem has a place and one line`, () => {
            const ajv = new Ajv({ strict: false });
            addFormats(ajv);
            const validate = ajv.compile({ type: "object", additionalProperties: false, ...configSchema });
            fc.assert(
                fc.property(configs(configSchema), config => {
                    const result = validateConfig(config, configSchema);
                    assert.equal(result.ok, validate(config), JSON.stringify(config));
                    for (const { path, message } of result.ok ? [] : result.problems) {
                        assert.ok(path !== "" && message !== "" && !/\n/.test(path + message), `${path}: ${message}`);
                    }
                }),
                { numRuns: 300 },
            );
        });
    }
});

/** Configurations that are nearly right. */
function configs({ properties }: ConfigSchema): fc.Arbitrary<Record<string, unknown>> {
    const anything = fc.jsonValue({ maxDepth: 2 });
    const exemption = fc.record(
        {
            trail: fc.oneof(fc.string({ minLength: 1 }), anything),
            reason: fc.oneof(fc.string({ minLength: 1 }), anything),
            expires: fc.constantFrom("2027-06-30", "2027-06-31", "2027-6-3", "", 20270630),
            extra: anything,
        },
        { requiredKeys: [] },
    );
    const value = (name: string): fc.Arbitrary<unknown> => {
        const { enum: values, items, type } = properties[name] ?? { type: "string" };
        const likely =
            name === "exemptions"
                ? fc.array(exemption, { maxLength: 2 })
                : type === "boolean"
                  ? fc.boolean()
                  : type === "array"
                    ? fc.array(fc.constantFrom(...(items?.enum ?? ["AWS::Bedrock::FlowAlias", "Flow"])), {
                          maxLength: 2,
                      })
                    : fc.constantFrom(...(values ?? ["o-abcdefghij", "logs", ""]));
        return fc.oneof({ weight: 4, arbitrary: likely as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: anything });
    };
    const names = Object.keys(properties);
    return fc
        .tuple(
            fc.record(Object.fromEntries(names.map(name => [name, value(name)])), { requiredKeys: [] }),
            fc.option(fc.tuple(fc.string({ minLength: 1 }), anything), { nil: undefined }),
        )
        .map(([config, extra]) => (extra === undefined ? config : { ...config, [extra[0]]: extra[1] }))
        .filter(config => !("enforcementLevel" in config));
}
