import assert from "node:assert/strict";
import {
    InvalidOptionError,
    type PreviewError,
    type PreviewMessage,
    type PreviewOptions,
    preview,
    secret,
    UNKNOWN,
    UnknownPoliciesError,
} from "../../../offline-preview/src";
import { here, observed } from "./run-preview";

const OBSERVER = { folder: here("pack", "observer") };
const A = { type: "test:index:A", name: "a" };

async function failure(options: Partial<PreviewOptions>): Promise<PreviewError> {
    try {
        await preview({ program: [A], packs: [OBSERVER], onMessage: () => {}, ...options });
    } catch (error) {
        return error as PreviewError;
    }
    throw new assert.AssertionError({ message: "it did not fail" });
}

describe("offline preview: the package's own function", () => {
    it("accepts resources without a program, with their options, the stack's configuration and its name", async () => {
        const messages: PreviewMessage[] = [];
        const result = await preview({
            program: [
                {
                    ...A,
                    properties: { open: 1, hidden: secret("hunter2"), later: UNKNOWN, nothing: undefined },
                    options: { protect: true, ignoreChanges: ["open"], additionalSecretOutputs: ["open"] },
                },
            ],
            packs: [OBSERVER],
            stack: "acme/x/prod",
            stackConfig: { size: 5 },
            mocks: { "a:b:c": {} },
            onMessage: message => messages.push(message),
        });
        assert.deepEqual(result.resources, [
            { urn: "urn:pulumi:prod::test::pulumi:pulumi:Stack::test-prod", parent: "" },
            {
                urn: "urn:pulumi:prod::test::test:index:A::a",
                parent: "urn:pulumi:prod::test::pulumi:pulumi:Stack::test-prod",
            },
        ]);
        const { props, opts } = observed(result, "resources").a as { props: object; opts: Record<string, unknown> };
        assert.deepEqual(props, { open: 1, hidden: "[secret]", later: UNKNOWN });
        assert.deepEqual([opts.protect, opts.ignoreChanges, opts.additionalSecretOutputs], [true, ["open"], ["open"]]);
        assert.deepEqual(messages, [{ kind: "warning", text: "the mock of a:b:c was not used" }]);
    });

    for (const [name, options, path, problem] of [
        ["no pack", { packs: [] }, "packs", /at least one/],
        ["an invalid timeout", { timeoutSeconds: 0 }, "timeoutSeconds", /above 0/],
        ["an invalid stack name", { stack: "../x" }, "stack", /^"\.\.\/x": a stack's name/],
        ["an invalid key", { stackConfig: { "a:b:c": 1 } }, "stackConfig", /"a:b:c" is not a configuration key/],
        ["an invalid mock", { mocks: { f: [] as unknown, g: 1 } }, "mocks", /^"g": expected an object, found 1$/],
        [
            "an invalid level",
            { packs: [OBSERVER, { ...OBSERVER, config: { all: "high" } }] },
            "packs[1].config",
            /^"all": "high"/,
        ],
        [
            "an unknown option",
            { stackconfig: {} } as object,
            "stackconfig",
            /^unknown option; expected one of program, /,
        ],
        [
            "an unknown option of a pack",
            { packs: [{ ...OBSERVER, level: 1 } as object as typeof OBSERVER] },
            "packs[0].level",
            /^unknown /,
        ],
        [
            "an unknown option of a resource",
            { program: [{ ...A, options: { ignorechanges: [] } as object }] },
            "program[0].options.ignorechanges",
            /^unknown option; expected one of protect, ignoreChanges, /,
        ],
        ["a resource that is not an object", { program: [5 as never] }, "program[0]", /^expected an object$/],
        ["no packs", { packs: undefined as never }, "packs", /^a list of policy packs is needed$/],
        ["no program", { program: undefined as never }, "program", /^it must be the folder of a project, or a list/],
        [
            "an invalid type",
            { program: [{ ...A, type: "Trail" }] },
            "program",
            /^\[0\]: the type is "Trail": expected one such/,
        ],
        ["an empty name", { program: [A, { ...A, name: 5 as never }] }, "program", /^\[1\]: the name is 5: /],
        ["NaN", { program: [{ ...A, properties: { n: Number.NaN } }] }, "program", /not JSON: "n" is NaN$/],
        ["a function", { program: [{ ...A, properties: { f: () => 1 } }] }, "program", /not JSON: "f" is a function$/],
        [
            "not JSON",
            { program: [{ ...A, properties: { n: 1n } }] },
            "program",
            /^\[0\]: the properties are not JSON: /,
        ],
    ] as const) {
        it(`names the option that is wrong: ${name}`, async () => {
            const error = await failure(options);
            assert.ok(error instanceof InvalidOptionError, String(error));
            assert.equal(error.path, path);
            assert.match(error.problem, problem);
        });
    }

    it("names policies that the pack does not have, and lists those that it has", async () => {
        const error = await failure({ packs: [{ ...OBSERVER, config: { resource: "mandatory" } }] });
        assert.ok(error instanceof UnknownPoliciesError, String(error));
        assert.deepEqual(error.unknown, ["resource"]);
        assert.ok(error.policies.includes("resources"));
    });

    it("names the option that would help", async () => {
        const { message, reason, remedy } = await failure({ program: here("program", "javascript") });
        assert.deepEqual(remedy, { option: "stack" });
        assert.equal(message, `${reason} (see the option stack)`);
    });

    it("leaves no signal handler behind, whether it succeeds or not", async () => {
        const counts = () => ["SIGINT", "SIGTERM", "SIGHUP", "exit"].map(event => process.listenerCount(event));
        const before = counts();
        await preview({ program: [A], packs: [OBSERVER] });
        await failure({ packs: [{ ...OBSERVER, config: { resource: "mandatory" } }] });
        assert.deepEqual(counts(), before);
    });
});
