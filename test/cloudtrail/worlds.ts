import fc, { type Arbitrary } from "fast-check";
import type { Recorder } from "../../src/cloudtrail/field-rules";
import {
    AGENT_ALIAS,
    KNOWLEDGE_BASE,
    MANAGEMENT,
    type Requirement,
    requirementOf,
} from "../../src/cloudtrail/requirement";
import type { AwsFieldSelector, AwsSelector } from "./naive/matcher";
import { allStrings, literalsOf, type Strings, type Universe, valuesOf } from "./naive/universe";

/** A field that selectors of a world filter on. */
interface WorldField {
    /** What the field of a required event can be, written down anew from semantics.md. */
    readonly strings: Strings;
    /** The texts that selectors compare it with. */
    readonly literals: Arbitrary<string>;
    readonly operators: readonly Operator[];
}

export type Operator = Exclude<keyof AwsFieldSelector, "Field">;

/** A requirement, small enough to try all of its events. */
export interface World {
    readonly name: string;
    readonly requirement: Requirement;
    readonly recorder: Recorder;
    /** The field selectors that every selector of the requirement's events has. */
    readonly base: readonly AwsFieldSelector[];
    readonly fields: Readonly<Record<string, WorldField>>;
}

const ALL: readonly Operator[] = ["Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith"];
const SHORT = allStrings("abx", 5);

const text = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 2 });
const anyText: WorldField = { strings: { prefix: "", absent: false }, literals: text, operators: ALL };
const anyTextOrNone: WorldField = { ...anyText, strings: { prefix: "", absent: true } };
const readOnly: WorldField = {
    strings: { values: ["true", "false"] },
    literals: fc.constantFrom("true", "false"),
    operators: ["Equals"],
};
const fromConsole: WorldField = {
    strings: { values: ["true", null] },
    literals: fc.constant("true"),
    operators: ["Equals", "NotEquals"],
};

function arnField(prefix: string, absent: boolean): WorldField {
    return {
        strings: { prefix, absent },
        operators: ALL,
        literals: fc.oneof(
            text,
            text.map(end => prefix + end),
            fc.integer({ min: 1, max: prefix.length }).map(length => prefix.slice(0, length)),
            fc
                .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom("", "a", "ab"))
                .map(([length, end]) => prefix.slice(-length) + end),
            fc.constantFrom("arn:aws:s3:", `${prefix.slice(0, -1)}x`),
        ),
    };
}

function sourceField(source: string): WorldField {
    const literals = fc.constantFrom(source, "bedrock", ".amazonaws.com", "s3.amazonaws.com", "b", "kms");
    return { strings: { values: [source] }, literals, operators: ALL };
}

/** Names of operations and pieces of them. */
function namesField(names: readonly string[]): WorldField {
    const pieces = names.flatMap(name => [name, name.slice(0, 3), name.slice(0, 8), name.slice(-4)]);
    return { strings: { values: names }, literals: fc.constantFrom(...pieces, "Zzz"), operators: ALL };
}

function dataBase(type: string): readonly AwsFieldSelector[] {
    return [
        { Field: "eventCategory", Equals: ["Data"] },
        { Field: "resources.type", Equals: [type] },
    ];
}

const dataFields = (arn: WorldField, source: string, eventName: WorldField = anyText) => ({
    readOnly,
    eventName,
    "resources.ARN": arn,
    eventSource: sourceField(source),
    eventType: anyText,
    sessionCredentialFromConsole: fromConsole,
    "userIdentity.arn": anyTextOrNone,
});

function dataWorld(type: string, recorder: Recorder = "Trail"): World {
    const service = type.startsWith("AWS::BedrockAgentCore") ? "bedrock-agentcore" : "bedrock";
    return {
        name: type,
        requirement: requirementOf(type),
        recorder,
        base: dataBase(type),
        fields: dataFields(
            arnField(`arn:aws:${service}:`, type === "AWS::Bedrock::InlineAgent"),
            `${service}.amazonaws.com`,
        ),
    };
}

const management: readonly AwsFieldSelector[] = [{ Field: "eventCategory", Equals: ["Management"] }];

/** Requirements of every kind: each field, each kind of domain, both recorders. */
export const WORLDS: readonly World[] = [
    dataWorld(AGENT_ALIAS),
    dataWorld("AWS::Bedrock::InlineAgent"),
    dataWorld("AWS::BedrockAgentCore::Memory", "EventDataStore"),
    {
        ...dataWorld(KNOWLEDGE_BASE),
        name: `${KNOWLEDGE_BASE}, operations known, partition aws-cn`,
        requirement: requirementOf(KNOWLEDGE_BASE, { operations: "known", partition: "aws-cn" }),
        fields: dataFields(
            arnField("arn:aws-cn:bedrock:", false),
            "bedrock.amazonaws.com",
            namesField(["Retrieve", "RetrieveAndGenerate"]),
        ),
    },
    {
        name: MANAGEMENT,
        requirement: requirementOf(MANAGEMENT),
        recorder: "Trail",
        base: management,
        fields: {
            readOnly,
            eventSource: {
                strings: { values: ["bedrock.amazonaws.com"] },
                literals: fc.constantFrom("kms.amazonaws.com", "rdsdata.amazonaws.com"),
                operators: ["NotEquals"],
            },
        },
    },
    {
        name: `${MANAGEMENT} of an event data store`,
        requirement: requirementOf(MANAGEMENT),
        recorder: "EventDataStore",
        base: management,
        fields: {
            readOnly,
            eventName: anyText,
            eventType: anyText,
            eventSource: sourceField("bedrock.amazonaws.com"),
            sessionCredentialFromConsole: fromConsole,
            "userIdentity.arn": anyTextOrNone,
        },
    },
];

/** All events of a world that selectors may tell apart: of the fields that they filter on, every value. */
export function universeOf({ fields }: World, selectors: readonly AwsSelector[]): Universe {
    const used = Object.entries(fields).filter(([field]) =>
        selectors.some(({ FieldSelectors }) => FieldSelectors.some(({ Field }) => Field === field)),
    );
    return Object.fromEntries(
        used.map(([field, { strings }]) => [field, valuesOf(strings, literalsOf(selectors, field), SHORT)]),
    );
}
