import assert from "node:assert/strict";
import fc from "fast-check";
import { AGENT_ALIAS, requirementOf } from "../../../src/cloudtrail/bedrock/requirement";
import { coverage } from "../../../src/cloudtrail/coverage/coverage";
import { makeEvent } from "../../../src/cloudtrail/coverage/witness";
import { type CloudTrailEvent, eventOf } from "../../../src/cloudtrail/event";
import { runs } from "../arbitraries";
import { type Case, readCases, selectorsOf } from "../case-tables";

interface WitnessCase extends Case {
    readonly selectors: readonly unknown[];
    readonly partition?: string;
    readonly event: Partial<CloudTrailEvent>;
}

const MANAGEMENT_ONLY = { eventCategory: "Management" };

const TYPICAL = eventOf({
    eventCategory: "Data",
    "resources.type": AGENT_ALIAS,
    readOnly: "false",
    eventName: "InvokeAgent",
    "resources.ARN": "arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT12345/ALIAS12345",
    eventSource: "bedrock.amazonaws.com",
    eventType: "AwsApiCall",
    "userIdentity.arn": "arn:aws:sts::111122223333:assumed-role/application/session",
});

describe("the event that is not logged", () => {
    for (const { name, selectors, partition, event } of readCases<WitnessCase>("witness")) {
        it(name, () => {
            const trail = selectorsOf({ AdvancedEventSelectors: [MANAGEMENT_ONLY, ...selectors] });
            const requirement = requirementOf(AGENT_ALIAS, { partition });
            const [typical] = requirement.examples;
            assert.deepEqual(coverage(trail, requirement).unloggedEvent, { ...typical, ...event });
        });
    }

    it("has exactly the intended longest prefix and suffix, and is not named itself", () => {
        const name = fc.oneof(
            pieceOf("InvokeAgent"),
            pieceOf("Example"),
            fc.constantFrom("x", "0", "z9", "Q", "a", "b", "In:voke:"),
        );
        const names = fc.uniqueArray(name, { maxLength: 4 });
        fc.assert(
            fc.property(names, names, names, fc.nat(), fc.nat(), (values, prefixes, suffixes, first, last) => {
                const named = { whole: values, start: ["", ...prefixes], end: ["", ...suffixes] };
                const prefix = named.start[first % named.start.length]!;
                const suffix = named.end[last % named.end.length]!;
                const belongs = ({ eventName: text }: CloudTrailEvent) =>
                    text !== null &&
                    longest(named.start, other => text.startsWith(other)) === prefix &&
                    longest(named.end, other => text.endsWith(other)) === suffix &&
                    !values.includes(text);
                const chosen = new Map([["eventName", { kind: "strings", prefix, suffix }] as const]);
                const event = makeEvent(requirementOf(AGENT_ALIAS), chosen, () => named, belongs);
                assert.ok(belongs(event), `${JSON.stringify({ prefix, suffix, named })}: ${event.eventName}`);
                assert.deepEqual({ ...event, eventName: "" }, { ...TYPICAL, eventName: "" });
            }),
            runs(1000),
        );
    });
});

function pieceOf(text: string): fc.Arbitrary<string> {
    return fc
        .tuple(fc.integer({ min: 1, max: text.length }), fc.boolean())
        .map(([length, front]) => (front ? text.slice(0, length) : text.slice(-length)));
}

function longest(texts: readonly string[], holds: (text: string) => boolean): string | undefined {
    return texts.filter(holds).sort((a, b) => b.length - a.length)[0];
}
