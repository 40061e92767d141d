import assert from "node:assert/strict";
import { requirementOf } from "../../src/cloudtrail/bedrock/requirement";
import { stillLogged } from "../../src/cloudtrail/coverage/containment";
import { coverage, type Logged } from "../../src/cloudtrail/coverage/coverage";
import { trailSelectorProblems } from "../../src/cloudtrail/recorders/trail-validity";
import { type Case, readCases, selectorsOf } from "./case-tables";

interface Recipe extends Case {
    readonly trail: Readonly<Record<string, unknown>>;
    /** What was there before. */
    readonly before?: Readonly<Record<string, unknown>>;
    readonly logged: Readonly<Record<string, Logged>>;
    /** The rules by which AWS refuses it. */
    readonly refused?: readonly string[];
}

const RECIPES = readCases<Recipe>("recipes");

describe("selectors as others recommend them", () => {
    for (const { name, trail, before, logged, refused = [] } of RECIPES) {
        it(name, () => {
            const selectors = selectorsOf(trail);
            const found = Object.keys(logged).map(type => [type, coverage(selectors, requirementOf(type)).logged]);
            assert.deepEqual(Object.fromEntries(found), logged);
            const errors = trailSelectorProblems(selectors).filter(({ severity }) => severity === "error");
            assert.deepEqual(
                errors.map(({ message }) => message.id),
                refused,
            );
            if (before !== undefined) {
                assert.equal(stillLogged(selectorsOf(before), selectors).kind, "lost");
            }
        });
    }

    it("logs each of several types if AWS shows them in one selector", () => {
        const [mantle] = RECIPES.filter(({ name }) => name === "Inference by bedrock-mantle");
        const shown = { ...selectorsOf(mantle?.trail ?? {}), shownByAws: true };
        for (const type of ["Project", "CustomizedModel", "Reservation"]) {
            assert.equal(coverage(shown, requirementOf(`AWS::BedrockMantle::${type}`)).logged, "all");
        }
    });
});
