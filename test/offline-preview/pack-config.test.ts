import assert from "node:assert/strict";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import {
    completeConfig,
    LEVELS,
    type PackPolicy,
    readPackConfig,
    refuseUnknownPolicies,
} from "../../offline-preview/src/pack/pack-config";
import { PreviewError } from "../../offline-preview/src/preview-error";

const read = (text: string) => readPackConfig(JSON.parse(text), "config");

const POLICIES: readonly PackPolicy[] = [
    {
        name: "regions",
        level: "mandatory",
        schema: {
            properties: { allowed: { type: "array", items: { type: "string" }, default: ["eu-west-1"] } },
            required: [],
        },
    },
    { name: "names", level: "advisory", schema: { properties: { prefix: { type: "string" } }, required: ["prefix"] } },
];

function complete(...texts: string[]) {
    return Object.fromEntries(completeConfig(POLICIES, texts.map(read), "pack"));
}

describe("the configuration of a pack", () => {
    it("has the levels in the order of the protocol", () => {
        assert.deepEqual(
            LEVELS.map(level => EnforcementLevel[level.toUpperCase() as keyof typeof EnforcementLevel]),
            [0, 1, 2, 3],
        );
    });

    it("gives every policy a level, and the defaults of its schema", () => {
        assert.deepEqual(complete('{"names": {"prefix": "x"}}'), {
            regions: { level: "mandatory", properties: { allowed: ["eu-west-1"] } },
            names: { level: "advisory", properties: { prefix: "x" } },
        });
    });

    it("overrides that of the pack itself: all, then each policy", () => {
        const initial = '{"regions": {"enforcementLevel": "disabled", "allowed": ["a"]}, "names": {"prefix": "x"}}';
        assert.deepEqual(complete(initial, '{"all": "remediate", "names": {"enforcementLevel": "mandatory"}}'), {
            regions: { level: "remediate", properties: { allowed: ["a"] } },
            names: { level: "mandatory", properties: { prefix: "x" } },
        });
        assert.equal(complete(initial, "{}").regions.level, "disabled");
    });

    it("accepts a property that the schema doesn't have, as the engine does", () => {
        assert.deepEqual(complete('{"names": {"prefix": "x", "more": 1}}').names.properties, { prefix: "x", more: 1 });
    });

    it("ignores environments, and refuses policies that don't exist", () => {
        const config = read('{"environments": ["a/b"], "all": "advisory", "region": {}, "zzz": "disabled"}');
        assert.throws(() => refuseUnknownPolicies(config, POLICIES, "pack"), {
            message:
                'the configuration of policy pack pack names policies that the pack does not have: "region", "zzz"',
            unknown: ["region", "zzz"],
            policies: ["all", "regions", "names"],
        });
        refuseUnknownPolicies(read('{"environments": ["a/b"], "all": "advisory"}'), POLICIES, "pack");
    });

    for (const [name, work, message] of [
        ["a list", () => read("[]"), /^config: expected an object, found a list$/],
        [
            "a number for a policy",
            () => read('{"a": 1}'),
            /^config: "a": expected an enforcement level or an object, found 1$/,
        ],
        [
            "an unknown level",
            () => read('{"a": "Mandatory"}'),
            /^config: "a": "Mandatory" is not an enforcement level: use advisory,/,
        ],
        [
            "a level of another type",
            () => read('{"a": {"enforcementLevel": 1}}'),
            /^config: "a": 1 is not an enforcement level/,
        ],
        [
            "a missing property",
            () => complete("{}"),
            /^the configuration of policy pack pack is not valid: names: .*"prefix"/,
        ],
        [
            "a property of another type",
            () => complete('{"names": {"prefix": "x"}, "regions": {"allowed": ["a", 1]}}'),
            /not valid: regions\.allowed\.1: .*number/,
        ],
    ] as const) {
        it(`is refused: ${name}`, () =>
            assert.throws(work, (error: Error) => error instanceof PreviewError && message.test(error.message)));
    }
});
