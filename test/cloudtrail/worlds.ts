import fc, { type Arbitrary } from "fast-check";
import {
    AGENT_ALIAS,
    KNOWLEDGE_BASE,
    MANAGEMENT,
    type Requirement,
    requirementOf,
} from "../../src/cloudtrail/bedrock/requirement";
import type { Recorder } from "../../src/cloudtrail/selectors/field-rules";
import { type AwsFieldSelector, type AwsOperator, type AwsSelector, operators } from "./naive/matcher";
import { allStrings, literalsOf, type Strings, type Universe, valuesOf } from "./naive/universe";

/** A field that selectors of a world filter on. */
interface WorldField {
    /** What the field of a required event can be, written independently from docs/semantics.md. */
    readonly strings: Strings;
    /** The strings that selectors compare it with. */
    readonly literals: Arbitrary<string>;
    readonly operators: readonly AwsOperator[];
    /** The only values that AWS accepts, if they are few. */
    readonly legal?: readonly string[];
}

/** A requirement, small enough to try all of its events. */
export interface World {
    readonly name: string;
    /** Created anew in each test, so that mutation testing knows which tests run it. */
    readonly requirement: () => Requirement;
    readonly recorder: Recorder;
    /** The field selectors that every selector of the requirement's events has. */
    readonly base: readonly AwsFieldSelector[];
    readonly fields: Readonly<Record<string, WorldField>>;
}

const ALL = operators();
/** All strings that literals may distinguish: of their characters, and of two (x, y) that no literal has. */
const SHORT = allStrings("abxy", 4);

const text = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 2 });
const anyText: WorldField = { strings: { prefix: "", absent: false }, literals: text, operators: ALL };
const anyTextOrNone: WorldField = { ...anyText, strings: { prefix: "", absent: true } };
const readOnly: WorldField = {
    strings: { values: ["true", "false"] },
    literals: fc.constantFrom("true", "false"),
    operators: ["Equals"],
    legal: ["true", "false"],
};
const fromConsole: WorldField = {
    strings: { values: ["true", null] },
    literals: fc.constant("true"),
    operators: ["Equals", "NotEquals"],
    legal: ["true"],
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

const SERVICES: Readonly<Record<string, string>> = {
    Bedrock: "bedrock",
    BedrockAgentCore: "bedrock-agentcore",
    BedrockMantle: "bedrock-mantle",
};
const WITHOUT_ARN: readonly string[] = ["AWS::Bedrock::InlineAgent", "AWS::BedrockMantle::Skill"];

function dataWorld(type: string, recorder: Recorder = "Trail"): World {
    const service = SERVICES[type.split("::")[1] ?? ""] ?? "";
    return {
        name: type,
        requirement: () => requirementOf(type),
        recorder,
        base: dataBase(type),
        fields: dataFields(arnField(`arn:aws:${service}:`, WITHOUT_ARN.includes(type)), `${service}.amazonaws.com`),
    };
}

const management: readonly AwsFieldSelector[] = [{ Field: "eventCategory", Equals: ["Management"] }];

const MANAGEMENT_OF_TRAILS: World = {
    name: MANAGEMENT,
    requirement: () => requirementOf(MANAGEMENT),
    recorder: "Trail",
    base: management,
    fields: {
        readOnly,
        eventSource: {
            strings: { values: ["bedrock.amazonaws.com"] },
            literals: fc.constantFrom("kms.amazonaws.com", "rdsdata.amazonaws.com"),
            operators: ["NotEquals"],
            legal: ["kms.amazonaws.com", "rdsdata.amazonaws.com"],
        },
    },
};

/** Requirements of every kind: each field, each kind of domain, both recorders. */
export const WORLDS: readonly World[] = named([
    dataWorld(AGENT_ALIAS),
    dataWorld("AWS::Bedrock::InlineAgent"),
    dataWorld("AWS::BedrockAgentCore::Memory", "EventDataStore"),
    dataWorld("AWS::BedrockMantle::Project"),
    dataWorld("AWS::BedrockMantle::Skill", "TelemetryRule"),
    {
        ...dataWorld(KNOWLEDGE_BASE),
        name: `${KNOWLEDGE_BASE}, operations known, partition aws-cn`,
        requirement: () => requirementOf(KNOWLEDGE_BASE, { operations: "known", partition: "aws-cn" }),
        fields: dataFields(
            arnField("arn:aws-cn:bedrock:", false),
            "bedrock.amazonaws.com",
            namesField(["Retrieve", "RetrieveAndGenerate"]),
        ),
    },
    MANAGEMENT_OF_TRAILS,
    {
        name: `${MANAGEMENT} of an event data store`,
        requirement: () => requirementOf(MANAGEMENT),
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
]);

/** A counterexample shows the name of its world only. */
function named(worlds: readonly World[]): readonly World[] {
    return worlds.map(world => ({ ...world, [fc.toStringMethod]: () => world.name }));
}

/** A string cut off anywhere: prefixes and suffixes of real values that touch, overlap and contain each other. */
function pieces(...texts: readonly string[]): Arbitrary<string> {
    return fc
        .constantFrom(...texts)
        .chain(whole =>
            fc
                .tuple(fc.integer({ min: 1, max: whole.length }), fc.boolean())
                .map(([length, front]) => (front ? whole.slice(0, length) : whole.slice(-length))),
        );
}

function realistic(world: World, resource: string): World {
    const identities = ["arn:aws:iam::111122223333:user/noisy", "arn:aws:sts::111122223333:assumed-role/etl/session"];
    const arn = (region: string) => `arn:aws:bedrock:${region}:111122223333:${resource}`;
    const literals: Readonly<Record<string, Arbitrary<string>>> = {
        eventName: pieces("InvokeAgent", "Retrieve", "RetrieveAndGenerate"),
        "resources.ARN": pieces(arn("us-east-1"), arn("us-west-2"), arn("eu-west-1")),
        eventType: pieces("AwsApiCall", "AwsServiceEvent"),
        "userIdentity.arn": pieces(...identities),
    };
    const fields = Object.entries(world.fields).map(([field, rule]) => [
        field,
        { ...rule, literals: literals[field] ?? rule.literals },
    ]);
    return { ...world, fields: Object.fromEntries(fields) };
}

/** The three requirements of the default, with literals as they occur in real trails. */
export const REALISTIC_WORLDS: readonly World[] = named([
    realistic(dataWorld(AGENT_ALIAS), "agent-alias/AGENT12345/ALIAS12345"),
    realistic(dataWorld(KNOWLEDGE_BASE), "knowledge-base/KBASE12345"),
    MANAGEMENT_OF_TRAILS,
]);

/** All events of a world that selectors may distinguish: every value of the fields that they filter on. */
export function universeOf({ base, fields }: World, selectors: readonly AwsSelector[]): Universe {
    const used = Object.entries(fields).filter(([field]) =>
        selectors.some(({ FieldSelectors }) => FieldSelectors.some(({ Field }) => Field === field)),
    );
    return Object.fromEntries([
        ...base.map(({ Field, Equals }) => [Field, Equals]),
        ...used.map(([field, { strings }]) => [field, valuesOf(strings, literalsOf(selectors, field), SHORT)]),
    ]);
}
