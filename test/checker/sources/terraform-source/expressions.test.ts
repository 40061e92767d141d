import assert from "node:assert/strict";
import { Budget } from "../../../../checker/src/sources/terraform-source/evaluate/budget";
import { plain } from "../../../../checker/src/sources/terraform-source/evaluate/convert";
import { evaluate } from "../../../../checker/src/sources/terraform-source/evaluate/evaluate";
import {
    EvaluationError,
    NotDecided,
} from "../../../../checker/src/sources/terraform-source/evaluate/evaluation-error";
import { Scope } from "../../../../checker/src/sources/terraform-source/evaluate/scope";
import { causeOf, unknownIn } from "../../../../checker/src/sources/terraform-source/evaluate/value";
import { HclParser } from "../../../../checker/src/sources/terraform-source/parse/parse-hcl";
import cases from "../../../cases/sources/undecided-expressions.json";
import fixture from "../../../fixtures/terraform-source/expressions.json";
import odd from "../../../fixtures/terraform-source/odd-expressions.json";
import random from "../../../fixtures/terraform-source/random-expressions.json";

const nothing = () => {
    throw new EvaluationError("there are no files");
};

type Outcome = { value: unknown } | { undecided: string } | "refused";

/** What the reader returns for the attribute `e` of a file: its value, why it is not decided, or that Terraform refuses it. */
function outcomeOfFile(parser: HclParser, text: string): Outcome {
    const scope = new Scope(
        { budget: new Budget(), files: { read: nothing, exists: nothing, template: nothing }, secrets: new Set() },
        () => undefined,
    );
    try {
        const body = parser.file("e.tf", text);
        const tree = body.attributes.get("e");
        assert.ok(tree !== undefined);
        const value = evaluate(tree, scope);
        const unknown = unknownIn(value);
        return unknown === undefined ? { value: plain(value) } : { undecided: causeOf(unknown) ?? "partly known" };
    } catch (error) {
        if (error instanceof NotDecided) {
            return { undecided: error.message };
        }
        if (error instanceof EvaluationError || (error as Error).message.startsWith("malformed HCL")) {
            return "refused";
        }
        throw error;
    }
}

/** The same of an expression, by way of its JSON. */
function outcome(parser: HclParser, expression: string): Outcome {
    const encoded = outcomeOfFile(parser, `e = jsonencode(${expression})\n`);
    return encoded !== "refused" && "value" in encoded ? { value: JSON.parse(String(encoded.value)) } : encoded;
}

describe(`expressions, compared with ${fixture.version}`, () => {
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
            // A list of differences that no longer exist would hide new ones.
            assert.ok(![cases.undecided, cases.refused, cases.accepted].some(list => list.includes(expression)));
        });
    }

    it(`${odd.files.length} oddly written files: the same value, the same refusal, or undecided`, () => {
        let undecided = 0;
        for (const { text, ...expected } of odd.files) {
            const actual = outcomeOfFile(parser, text);
            if (actual !== "refused" && "undecided" in actual) {
                undecided++;
            } else {
                assert.deepEqual(actual, "error" in expected ? "refused" : { value: expected.value }, text);
            }
        }
        assert.ok(undecided < odd.files.length / 25, `${undecided} are not decided`);
    });

    it(`${random.expressions.length} random ones: the same value, the same refusal, or undecided`, () => {
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
