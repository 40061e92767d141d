import assert from "node:assert/strict";
import fc from "fast-check";
import { DEFAULT_REQUIREMENTS, requirementOf } from "../../../src/cloudtrail/bedrock/requirement";
import { lostBedrockEvent, stillLogged } from "../../../src/cloudtrail/coverage/containment";
import { matchEvent } from "../../../src/cloudtrail/coverage/match";
import { type CloudTrailEvent, eventOf } from "../../../src/cloudtrail/event";
import { messageText } from "../../../src/cloudtrail/message";
import { planRemediation, remediatedSelectors } from "../../../src/cloudtrail/remediation";
import { effectiveSelectors } from "../../../src/cloudtrail/selectors/effective-selectors";
import type {
    AdvancedEventSelector,
    FieldSelector,
    TrailSelectors,
} from "../../../src/cloudtrail/selectors/event-selector";
import { asKnownSelector } from "../../../src/cloudtrail/selectors/known-selector";
import { Unknown } from "../../../src/cloudtrail/value";
import { runs } from "../arbitraries";

/** A selector in short: each field with its operators, or with a string for `Equals`. */
function selector(fields: Record<string, string | FieldSelector["operators"]>): AdvancedEventSelector {
    return {
        fieldSelectors: Object.entries(fields).map(([field, operators]) => ({
            field,
            operators: typeof operators === "string" ? { Equals: [operators] } : operators,
        })),
    };
}

const management = selector({ eventCategory: "Management" });
const s3 = (more: Parameters<typeof selector>[0] = {}) =>
    selector({ eventCategory: "Data", "resources.type": "AWS::S3::Object", ...more });
const kind = (before: TrailSelectors, after: TrailSelectors) => stillLogged(before, after).kind;

describe("stillLogged", () => {
    it("finds that the same selectors log the same in any order", () => {
        const selectors = [
            management,
            s3({ eventName: { NotEquals: ["HeadObject"] }, "resources.ARN": { StartsWith: ["arn:aws:s3:::a/"] } }),
        ];
        assert.equal(kind({ advanced: selectors }, { advanced: [...selectors].reverse() }), "contained");
    });

    it("finds an event that is lost", () => {
        const before = { advanced: [s3({ eventName: { NotEquals: ["HeadObject"] } })] };
        const after = { advanced: [s3({ eventName: { NotStartsWith: ["Head"] } })] };
        const found = stillLogged(before, after);
        assert.ok(found.kind === "lost");
        assert.match(String(found.event.eventName), /^Head(?!Object$)/);
        assert.equal(kind(after, before), "contained");
    });

    it("knows what is logged by default and by basic selectors", () => {
        assert.equal(kind({}, { advanced: [management] }), "contained");
        assert.equal(kind({}, { advanced: [s3()] }), "lost");
        assert.equal(kind({ basic: [{ readWriteType: "ReadOnly" }] }, {}), "contained");
        assert.equal(kind({}, { basic: [{ readWriteType: "ReadOnly" }] }), "lost");
        const objects = { type: "AWS::S3::Object", values: ["arn:aws:s3:::a/"] };
        assert.equal(kind({ basic: [{ dataResources: [objects] }] }, { advanced: [management] }), "lost");
        assert.equal(kind({ basic: [{ dataResources: [objects] }] }, { advanced: [management, s3()] }), "contained");
    });

    it("counts parts that complete each other", () => {
        const halves = ["true", "false"].map(readOnly => s3({ readOnly }));
        assert.equal(kind({ advanced: [s3()] }, { advanced: halves }), "contained");
        assert.equal(kind({ advanced: [s3()] }, { advanced: halves.slice(1) }), "lost");
    });

    it("shows what is lost as a typical event", () => {
        const found = stillLogged({ advanced: [s3()] }, { advanced: [s3({ sessionCredentialFromConsole: "true" })] });
        assert.ok(found.kind === "lost");
        assert.deepEqual(
            found.event,
            eventOf({
                eventCategory: "Data",
                "resources.type": "AWS::S3::Object",
                readOnly: "false",
                eventType: "AwsApiCall",
            }),
        );
    });

    it("knows that only a call from the console says so", () => {
        const dropped = s3({ sessionCredentialFromConsole: { NotEquals: ["true"] } });
        const found = stillLogged({ advanced: [s3()] }, { advanced: [dropped] });
        assert.ok(found.kind === "lost");
        assert.equal(found.event.sessionCredentialFromConsole, "true");
        const selected = s3({ sessionCredentialFromConsole: "true" });
        assert.equal(kind({ advanced: [s3()] }, { advanced: [dropped, selected] }), "contained");
    });

    it("shows an event that was logged: one that the previous selectors didn't drop", () => {
        const before = {
            advanced: [s3({ eventName: { StartsWith: ["E"], NotEquals: ["EExample"], NotStartsWith: ["Ex"] } })],
        };
        const found = stillLogged(before, { advanced: [s3({ eventName: { StartsWith: ["Get"] } })] });
        assert.ok(found.kind === "lost");
        assert.equal(found.event.eventName, "E0");
    });

    it("judges network activity events, whatever the order of the fields", () => {
        const all = selector({ eventSource: "s3.amazonaws.com", eventCategory: "NetworkActivity" });
        const denied = selector({
            eventSource: "s3.amazonaws.com",
            errorCode: "VpceAccessDenied",
            eventCategory: "NetworkActivity",
        });
        assert.equal(kind({ advanced: [denied] }, { advanced: [all] }), "contained");
        assert.equal(kind({ advanced: [all] }, { advanced: [denied] }), "lost");
    });

    it("doesn't treat a warning as an error: a type that isn't in the list may be new", () => {
        const before = { advanced: [selector({ eventCategory: "Data", "resources.type": "AWS::New::Type" })] };
        assert.equal(kind(before, before), "contained");
        assert.equal(kind(before, { advanced: [s3()] }), "lost");
    });

    it("says why it can't be decided", () => {
        const reason = (before: TrailSelectors, after: TrailSelectors) => {
            const found = stillLogged(before, after);
            return found.kind === "undecided" ? [found.reason.id, messageText(found.reason)] : found.kind;
        };
        assert.deepEqual(reason({ advanced: [selector({ eventCategory: "Data" })] }, {}), [
            "problem-at",
            "AdvancedEventSelectors[0]: a Data selector needs a field selector resources.type",
        ]);
        const before = ["before-unknown", "what was logged before is unknown"];
        assert.deepEqual(reason({ advanced: new Unknown() }, {}), before);
        assert.deepEqual(reason({ basic: [{}], advanced: new Unknown() }, {}), before);
        const after = ["after-unknown", "what is logged afterwards is unknown"];
        assert.deepEqual(reason({ advanced: [management] }, { advanced: new Unknown() }), after);
    });

    it("does not guess", () => {
        const unknown = { advanced: [s3({ eventName: { Equals: [new Unknown()] } })] };
        assert.equal(kind(unknown, { advanced: [management] }), "undecided");
        assert.equal(kind({ advanced: [s3()] }, unknown), "lost");
        assert.equal(kind({ advanced: new Unknown() }, { advanced: [management] }), "undecided");
        assert.equal(kind({ advanced: [management] }, { advanced: new Unknown() }), "undecided");
        assert.equal(kind({ advanced: [selector({ eventCategory: "Data" })] }, { advanced: [s3()] }), "undecided");
        assert.equal(kind({ basic: [{ readWriteType: "Some" }] }, { advanced: [management] }), "undecided");
        assert.equal(kind({ basic: [{}], advanced: [management] }, { advanced: [management] }), "undecided");
    });

    it("agrees with trying every event of a small domain", () => {
        fc.assert(
            fc.property(trails(), trails(), (before, after) => {
                const found = stillLogged({ advanced: before }, { advanced: after });
                assert.notEqual(found.kind, "undecided");
                const lost = WORLD.find(event => isLogged(before, event) && !isLogged(after, event));
                if (found.kind === "lost") {
                    assert.ok(isLogged(before, found.event), "it was logged before");
                    assert.ok(!isLogged(after, found.event), "it is not logged after");
                } else {
                    assert.equal(lost, undefined);
                }
            }),
            runs(300),
        );
    });

    it("finds that every remediation plan logs at least the same", () => {
        fc.assert(
            fc.property(trails(), selectors => {
                const plan = planRemediation(
                    { advanced: selectors },
                    DEFAULT_REQUIREMENTS.map(name => requirementOf(name)),
                );
                if (plan.kind === "change") {
                    assert.equal(kind({ advanced: selectors }, { advanced: remediatedSelectors(plan) }), "contained");
                }
            }),
            runs(300),
        );
    });
});

describe("lostBedrockEvent", () => {
    const of = (type: string, more: Parameters<typeof selector>[0] = {}) =>
        selector({ eventCategory: "Data", "resources.type": type, ...more });
    const alias = of("AWS::Bedrock::AgentAlias");
    const lost = (before: TrailSelectors, after: TrailSelectors, partition = "aws") =>
        lostBedrockEvent(before, after, "Trail", partition);

    it("is an event of a type that is no longer logged", () => {
        const found = lost({ advanced: [management, s3(), alias] }, { advanced: [management, s3()] });
        assert.equal(found?.["resources.type"], "AWS::Bedrock::AgentAlias");
        assert.equal(found?.eventName, "InvokeAgent");
    });

    it("is a management event of Bedrock if those are lost", () => {
        const found = lost({}, { advanced: [alias] });
        assert.equal(found?.eventCategory, "Management");
        assert.match(String(found?.eventSource), /^bedrock/);
    });

    it("is one that was logged: what a selector left out isn't lost", () => {
        const reads = of("AWS::Bedrock::KnowledgeBase", { readOnly: "true" });
        assert.equal(lost({ advanced: [reads] }, { advanced: [reads] }), undefined);
        const found = lost(
            { advanced: [reads] },
            { advanced: [of("AWS::Bedrock::KnowledgeBase", { readOnly: "false" })] },
        );
        assert.equal(found?.readOnly, "true");
    });

    it("isn't from another service", () => {
        assert.equal(lost({ advanced: [s3(), alias] }, { advanced: [alias] }), undefined);
    });

    it("is in the trail's partition", () => {
        const found = lost({ advanced: [alias] }, { advanced: [management] }, "aws-us-gov");
        assert.match(String(found?.["resources.ARN"]), /^arn:aws-us-gov:bedrock:/);
    });

    it("is certain: what isn't known is neither lost nor kept", () => {
        const unknown = of("AWS::Bedrock::AgentAlias", { eventName: { Equals: [new Unknown()] } });
        assert.equal(lost({ advanced: [unknown] }, { advanced: [management] }), undefined);
        assert.equal(lost({ advanced: [alias] }, { advanced: new Unknown() }), undefined);
        assert.equal(lost({ advanced: [unknown, alias] }, { advanced: [management] })?.eventName, "InvokeAgent");
    });
});

const NAMES = [
    "",
    "a",
    "b",
    "ab",
    "ba",
    "aba",
    "bab",
    "aa",
    "abba",
    "abxba",
    "axa",
    "bxb",
    "bxa",
    "axb",
    "x",
    "ax",
    "xa",
];
const ARNS = ["arn:1", "arn:12", "arn:2", "other"];

/** Every event that values of `trails` can distinguish. */
const WORLD: CloudTrailEvent[] = ["true", "false"].flatMap(readOnly => [
    ...[...NAMES, null].map(eventSource => eventOf({ eventCategory: "Management", readOnly, eventSource })),
    ...[...NAMES, null].flatMap(eventName =>
        [...ARNS, null].map(arn =>
            eventOf({
                eventCategory: "Data",
                "resources.type": "AWS::S3::Object",
                readOnly,
                eventName,
                "resources.ARN": arn,
            }),
        ),
    ),
]);

function isLogged(selectors: readonly AdvancedEventSelector[], event: CloudTrailEvent): boolean {
    const known = effectiveSelectors({ advanced: selectors }).selectors.flatMap(
        entry => asKnownSelector(entry.selector) ?? [],
    );
    return matchEvent(known, event).logged;
}

function trails(): fc.Arbitrary<AdvancedEventSelector[]> {
    const names = fc.uniqueArray(fc.constantFrom("a", "b", "ab", "ba", "aba"), { minLength: 1, maxLength: 2 });
    const arns = fc.uniqueArray(fc.constantFrom("arn:1", "arn:12", "arn:2"), { minLength: 1, maxLength: 2 });
    const operators = (values: fc.Arbitrary<string[]>) =>
        fc
            .record(
                {
                    Equals: values,
                    StartsWith: values,
                    EndsWith: values,
                    NotEquals: values,
                    NotStartsWith: values,
                    NotEndsWith: values,
                },
                { requiredKeys: [] },
            )
            .filter(chosen => Object.keys(chosen).length > 0);
    const readOnly = fc.constantFrom("true", "false");
    const data = fc
        .record({ readOnly, eventName: operators(names), "resources.ARN": operators(arns) }, { requiredKeys: [] })
        .map(s3);
    const managed = fc
        .record({ readOnly, eventSource: fc.constant({ NotEquals: ["kms.amazonaws.com"] }) }, { requiredKeys: [] })
        .map(more => selector({ eventCategory: "Management", ...more }));
    return fc.array(fc.oneof(data, managed), { minLength: 1, maxLength: 4 });
}
