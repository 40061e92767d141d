import assert from "node:assert/strict";
import { AGENT_ALIAS, type Operations, requirementOf } from "../../../src/cloudtrail/bedrock/requirement";
import { coverage, isRequired, type Logged } from "../../../src/cloudtrail/coverage/coverage";
import { matchEvent } from "../../../src/cloudtrail/coverage/match";
import type { CloudTrailEvent, Field } from "../../../src/cloudtrail/event";
import { DIALECTS, formatPath } from "../../../src/cloudtrail/selectors/dialect";
import type { Recorder } from "../../../src/cloudtrail/selectors/field-rules";
import { asKnownSelector } from "../../../src/cloudtrail/selectors/known-selector";
import { selectorProblems } from "../../../src/cloudtrail/selectors/selector-validity";
import { isKnown, knownList, Unknown } from "../../../src/cloudtrail/value";
import { type Case, readCases, selectorsOf } from "../case-tables";

interface CoverageCase extends Case {
    readonly trail: Readonly<Record<string, unknown>>;
    readonly operations?: Operations;
    readonly partition?: string;
    readonly recorder?: Recorder;
    readonly logged: Readonly<Record<string, Logged>>;
    readonly unlogged?: Readonly<Record<string, Partial<CloudTrailEvent>>>;
    readonly nearest?: Readonly<Record<string, { readonly index: number; readonly field: Field } | null>>;
    readonly dependsOn?: Readonly<Record<string, readonly string[]>>;
}

describe("coverage", () => {
    for (const { name, trail, operations, partition, recorder, logged, ...expected } of readCases<CoverageCase>(
        "coverage",
    )) {
        it(name, () => {
            const selectors = selectorsOf(trail);
            for (const type of Object.keys(logged)) {
                const requirement = requirementOf(type, { operations, partition });
                const found = coverage(selectors, requirement, recorder);
                assert.equal(found.logged, logged[type], type);
                const violated = found.logged === "some" || found.logged === "none";
                assert.ok(!Object.values(found).includes(undefined));
                assert.equal(found.unloggedEvent !== undefined, violated);
                assert.equal(found.dependsOn !== undefined, found.logged === "unknown");
                if (found.unloggedEvent !== undefined) {
                    assert.ok(isRequired(found.unloggedEvent, requirement));
                    // What AWS refuses logs nothing, whatever it would match.
                    const usable = knownList(selectors.advanced).flatMap(selector =>
                        isKnown(selector) && selectorProblems(selector, [], recorder).some(isError)
                            ? []
                            : (asKnownSelector(selector) ?? []),
                    );
                    const both = knownList(selectors.basic).length > 0;
                    assert.ok(both || !matchEvent(usable, found.unloggedEvent).logged);
                }
                for (const [field, value] of Object.entries(expected.unlogged?.[type] ?? {})) {
                    assert.equal(found.unloggedEvent?.[field as Field], value, field);
                }
                const nearest = expected.nearest?.[type];
                if (nearest !== undefined) {
                    const { index, rejection } = found.nearest ?? {};
                    assert.deepEqual(found.nearest === undefined ? null : { index, field: rejection?.field }, nearest);
                }
                const paths = expected.dependsOn?.[type];
                if (paths !== undefined) {
                    assert.deepEqual(
                        found.dependsOn?.map(path => formatPath(path, DIALECTS["aws-api"])),
                        paths,
                    );
                }
            }
        });
    }
});

describe("coverage of longer lists", () => {
    // Sets of selectors are words of 32 bits: just as many, and a few more.
    for (const length of [31, 32, 33, 39, 63, 64, 65])
        it(`counts what only the last of ${length + 1} selectors logs`, () => {
            const data = { eventCategory: "Data", "resources.type": AGENT_ALIAS };
            const none = Array.from({ length }, (_, index) => ({ ...data, eventSource: `s${index}.amazonaws.com` }));
            const some = { ...data, eventName: "InvokeAgent" };
            const logged = (selectors: readonly unknown[]) =>
                coverage(selectorsOf({ AdvancedEventSelectors: selectors }), requirementOf(AGENT_ALIAS)).logged;
            assert.equal(logged(none), "none");
            assert.equal(logged([...none, some]), "some");
            assert.equal(logged([...none, some, { ...data, eventName: { NotEquals: ["InvokeAgent"] } }]), "all");
        });
});

describe("the nearest selector", () => {
    it("has its name, if it has one", () => {
        const fieldSelectors = [
            { Field: "eventCategory", Equals: ["Data"] },
            { Field: "resources.type", Equals: [AGENT_ALIAS] },
            { Field: "readOnly", Equals: ["true"] },
        ];
        const nearest = (selector: object) =>
            coverage(
                selectorsOf({ AdvancedEventSelectors: [{ ...selector, FieldSelectors: fieldSelectors }] }),
                requirementOf(AGENT_ALIAS),
            ).nearest;
        const rejection = { field: "readOnly", value: "false", operators: { Equals: ["true"] } };
        assert.deepEqual(nearest({ Name: "reads" }), { index: 0, name: "reads", rejection });
        assert.deepEqual(nearest({ Name: null }), { index: 0, rejection });
        assert.deepEqual(nearest({ Name: new Unknown() }), { index: 0, rejection });
    });
});

describe("which selector is the nearest", () => {
    const data = (type: string, more: object = {}) => ({ eventCategory: "Data", "resources.type": type, ...more });
    const nearest = (...selectors: readonly object[]) =>
        coverage(selectorsOf({ AdvancedEventSelectors: selectors }), requirementOf(AGENT_ALIAS)).nearest;
    // Each is nearer than the next.
    const ORDER = [
        ["one that only narrows the type", data(AGENT_ALIAS, { readOnly: "true" })],
        ["one that narrows it twice", data(AGENT_ALIAS, { readOnly: "true", eventName: "A" })],
        ["one with a misspelt type", data("aws::bedrock::AgentAliases")],
        ["one of the same service", data("AWS::Bedrock::Guardrail")],
        ["one of another service", data("AWS::S3::Object")],
        ["one of another category", { eventCategory: "Management" }],
    ] as const;

    for (const [index, [name, selector]] of ORDER.slice(0, -1).entries()) {
        const [next, other] = ORDER[index + 1]!;
        it(`${name}, before ${next}`, () => {
            assert.equal(nearest(selector, other)?.index, 0);
            assert.equal(nearest(other, selector)?.index, 1);
        });
    }

    it("a type that lacks its last letter is misspelt; one that only begins the same isn't", () => {
        const near = data("AWS::Bedrock::AgentAlia");
        assert.equal(nearest(data("AWS::Bedrock::Agent"), near)?.index, 1);
        assert.equal(nearest(data("AWS::Bedrock::Guardrail"), near)?.index, 1);
    });

    it("the first of two that are equally near", () => {
        assert.equal(nearest(data("AWS::Bedrock::Guardrail"), data("AWS::Bedrock::Prompt"))?.index, 0);
    });

    it("reports what the selector is for before how it narrows that", () => {
        const narrowed = { readOnly: "true", ...data("AWS::Bedrock::Guardrail"), eventName: "A" };
        assert.equal(nearest(narrowed)?.rejection.field, "resources.type");
        const other = { readOnly: "true", ...data("AWS::S3::Object"), eventCategory: "NetworkActivity" };
        assert.equal(nearest(other)?.rejection.field, "eventCategory");
    });
});

describe("isRequired", () => {
    it("considers the selector, and every field of the domain", () => {
        const requirement = requirementOf(AGENT_ALIAS);
        const [example] = requirement.examples;
        assert.ok(example !== undefined && isRequired(example, requirement));
        for (const other of [
            { eventCategory: "Management" },
            { "resources.type": "AWS::S3::Object" },
            { readOnly: null },
            { readOnly: "maybe" },
            { eventName: null },
            { eventSource: "s3.amazonaws.com" },
            { "resources.ARN": "arn:aws:s3:::a" },
            { "resources.ARN": null },
            { sessionCredentialFromConsole: "false" },
        ]) {
            assert.equal(isRequired({ ...example, ...other }, requirement), false, JSON.stringify(other));
        }
        for (const other of [
            { sessionCredentialFromConsole: "true" },
            { "userIdentity.arn": null },
            { eventName: "New" },
        ]) {
            assert.ok(isRequired({ ...example, ...other }, requirement), JSON.stringify(other));
        }
    });
});

function isError({ severity }: { readonly severity: string }): boolean {
    return severity === "error";
}
