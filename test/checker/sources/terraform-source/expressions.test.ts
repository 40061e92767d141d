import assert from "node:assert/strict";
import { Budget } from "../../../../checker/src/sources/terraform-source/evaluate/budget";
import { evaluate } from "../../../../checker/src/sources/terraform-source/evaluate/evaluate";
import { EvaluationError } from "../../../../checker/src/sources/terraform-source/evaluate/evaluation-error";
import { Scope } from "../../../../checker/src/sources/terraform-source/evaluate/scope";
import { causeOf } from "../../../../checker/src/sources/terraform-source/evaluate/value";
import { HclParser } from "../../../../checker/src/sources/terraform-source/parse/parse-hcl";
import { isUnknown } from "../../../../src/cloudtrail/value";
import cases from "../../../cases/sources/undecided-expressions.json";
import fixture from "../../../fixtures/terraform-source/expressions.json";
import random from "../../../fixtures/terraform-source/random-expressions.json";

const nothing = () => {
    throw new EvaluationError("there are no files");
};

/** What the reader makes of an expression: its JSON, why it is not decided, or that Terraform refuses it. */
function outcome(parser: HclParser, expression: string): { value: unknown } | { undecided: string } | "refused" {
    const scope = new Scope(
        { budget: new Budget(), files: { read: nothing, exists: nothing, template: nothing }, secrets: new Set() },
        () => undefined,
    );
    try {
        const body = parser.file("e.tf", `e = jsonencode(${expression})\n`);
        const tree = body.attributes.get("e");
        assert.ok(tree !== undefined);
        const value = evaluate(tree, scope);
        return isUnknown(value) || typeof value !== "string"
            ? { undecided: (isUnknown(value) && causeOf(value)) || "partly known" }
            : { value: JSON.parse(value) };
    } catch (error) {
        if (error instanceof EvaluationError || (error as Error).message.startsWith("malformed HCL")) {
            return "refused";
        }
        throw error;
    }
}

describe(`what ${fixture.version} makes of expressions`, () => {
    let parser: HclParser;
    before(async () => {
        parser = await HclParser.load();
    });

    for (const { expression, ...expected } of fixture.expressions) {
        it(expression, () => {
            const actual = outcome(parser, expression);
            const kind = actual === "refused" ? "refused" : "undecided" in actual ? "undecided" : "accepted";
            if (cases[kind].includes(expression)) {
                return;
            }
            assert.ok(kind !== "undecided", JSON.stringify(actual));
            assert.deepEqual(actual, "error" in expected ? "refused" : { value: expected.value });
            // A list that names what has come to be right hides what may go wrong again.
            assert.ok(![cases.undecided, cases.refused, cases.accepted].some(list => list.includes(expression)));
        });
    }

    it(`${random.expressions.length} random ones: the same value, refused alike, or not decided`, () => {
        let undecided = 0;
        for (const { expression, ...expected } of random.expressions) {
            const actual = outcome(parser, expression);
            if (actual !== "refused" && "undecided" in actual) {
                undecided++;
            } else {
                assert.deepEqual(actual, "error" in expected ? "refused" : { value: expected.value }, expression);
            }
        }
        assert.ok(undecided < random.expressions.length / 50, `${undecided} are not decided`);
    });
});
