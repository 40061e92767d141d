import assert from "node:assert/strict";
import { jsonPropertyLines } from "../../../../checker/src/sources/input/property-lines";
import { readYaml } from "../../../../checker/src/sources/input/yaml-document";
import { checkTemplate } from "../cloudformation/check-template";

describe("the line of a property", () => {
    const JSON_TEXT = '{\n  "a": {\n    "b": 1, "c": 2\n  },\n  "d": [\n    {"e": 1}\n  ]\n}';
    const YAML_TEXT = "a:\n  b: 1\n  c: 2\non:\n  - e: 1\n";

    it("is that of its name, and undefined if it is missing", () => {
        const lineOf = jsonPropertyLines(JSON_TEXT, 10);
        assert.deepEqual([["a"], ["a", "b"], ["a", "c"], ["d"], ["d", "0"], ["x"], ["a", "b", "c"], []].map(lineOf), [
            11,
            12,
            12,
            14,
            undefined,
            undefined,
            undefined,
            undefined,
        ]);
        const [document] = readYaml(YAML_TEXT);
        assert.deepEqual(
            [["a"], ["a", "b"], ["a", "c"], ["on"], ["on", "0"], ["x"]].map(names => document?.lineOf?.(names)),
            [1, 2, 3, 4, undefined, undefined],
        );
    });

    // These take minutes where each question looks through all of the text, and so end at mocha's limit.
    const NAMES = Array.from({ length: 20_000 }, (_, index) => `name${index}`);

    it("is found among many, in JSON", () => {
        const lineOf = jsonPropertyLines(`{\n${NAMES.map(name => `"${name}": 1`).join(",\n")}\n}`, 1);
        NAMES.forEach((name, index) => {
            assert.equal(lineOf([name]), index + 2);
        });
    });

    it("is found among many, in YAML", () => {
        const [document] = readYaml(NAMES.map(name => `${name}: 1\n`).join(""));
        NAMES.forEach((name, index) => {
            assert.equal(document?.lineOf?.([name]), index + 1);
        });
    }).timeout(10_000);

    it("costs no more if a string for Fn::Sub has many unterminated variables", async () => {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of Fn::Sub
        for (const text of ["${", "${A}", "${!"]) {
            const properties = { S3BucketName: { "Fn::Sub": text.repeat(200_000) } };
            const { exitCode } = await checkTemplate({
                Resources: { T: { Type: "AWS::CloudTrail::Trail", Properties: properties } },
            });
            assert.equal(exitCode, 1);
        }
    }).timeout(10_000);
});
