import assert from "node:assert/strict";
import * as fc from "fast-check";
import { refuseDuplicateNames } from "../../../../checker/src/sources/input/duplicate-names";
import { Unreadable } from "../../../../checker/src/sources/input/unreadable";
import { placeAt } from "../../../../checker/src/text/text-place";
import { gatherFolder } from "../gather";

function refusal(text: string): string | undefined {
    try {
        refuseDuplicateNames(text, JSON.parse(text), offset =>
            placeAt(text, Buffer.from(text).subarray(0, offset).toString().length),
        );
    } catch (error) {
        assert.ok(error instanceof Unreadable);
        return error.message;
    }
    return undefined;
}

describe("duplicate names in one object", () => {
    for (const [text, expected] of [
        ['{"a": 1, "a": 2}', '"a" appears twice in one object (line 1, column 10)'],
        ['{"é": [{"b": {}},\n {"b": 1, "\\u0062": 2}]}', '"b" appears twice in one object (line 2, column 11)'],
        ['[{"x": "\\\\"}, {"": 1, "y": {"": 2, "z": 3, "": 4}}]', '"" appears twice in one object (line 1, column 44)'],
        ['{"__proto__": 1, "__proto__": 2}', '"__proto__" appears twice in one object (line 1, column 18)'],
    ] as const) {
        it(`are refused: ${text}`, () => {
            assert.equal(refusal(text), `malformed JSON: ${expected}`);
        });
    }

    it("are not found if no object repeats a name, whatever strings contain", () => {
        fc.assert(fc.property(fc.json(), text => assert.equal(refusal(text), undefined)));
        assert.equal(refusal('{"a": ":\\":{\\\\", "b": {"a": ":"}}'), undefined);
    });

    it("are found wherever a name is repeated", () => {
        fc.assert(
            fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (object, position) => {
                const names = Object.keys(object);
                const name = names[position % names.length];
                const again = `${JSON.stringify(object).slice(0, -1)},${JSON.stringify(name)}:0}`;
                assert.match(refusal(`[${again}]`) ?? "", /appears twice/);
            }),
        );
    });

    it("make an input unreadable if they matter: a trail, the list of resources, a template", async () => {
        const resource = { urn: "urn:pulumi:a::b::aws:cloudtrail/trail:Trail::t", type: "aws:cloudtrail/trail:Trail" };
        const trail = `${JSON.stringify(resource).slice(0, -1)}, "inputs": {"advancedEventSelectors": [], "advancedEventSelectors": []}}`;
        const other = '{"type": "aws:s3/bucketObject:BucketObject", "inputs": {"key": 1, "key": 2}}';
        const state = (lists: string) => `{"version": 3, "deployment": {"manifest": {}, ${lists}}}`;
        const { trails, problems } = await gatherFolder({
            "good.json": state(`"resources": [${JSON.stringify(resource)}, ${other}]`),
            "list.json": state(`"resources": [], "resources": [${JSON.stringify(resource)}]`),
            "template.json": '{"Resources": {"T": {"Type": "AWS::CloudTrail::Trail", "Type": "AWS::SNS::Topic"}}}',
            "trail.json": state(`"resources": [${trail}]`),
        });
        assert.equal(trails.length, 1);
        assert.deepEqual(
            problems.map(({ message }) => message.replace(/ \(.*/, "")),
            ["resources", "Type", "advancedEventSelectors"].map(
                name => `malformed JSON: "${name}" appears twice in one object`,
            ),
        );
    });
});

describe("duplicate names in one YAML map", () => {
    for (const [text, message] of [
        ["Resources:\n  A: {}\n  B: {}\n  A: {}\n", 'malformed YAML: "A" appears twice in one map (line 4, column 3)'],
        ["Resources: { a: 1, 'a': 2 }\n", 'malformed YAML: "a" appears twice in one map (line 1, column 20)'],
        ["Resources: { on: 1, yes: 2 }\nAWS: {<<: {a: 1}, <<: {b: 1}, a: 2}\n", undefined],
    ] as const) {
        it(`${JSON.stringify(text)}: ${message ?? "none"}`, async () => {
            const { problems } = await gatherFolder({ "a.yaml": `${text}# AWS::X\n` });
            assert.equal(problems[0]?.message, message);
        });
    }
});
