import { isUnknown, type Value } from "../../../../../src/cloudtrail/value";
import type { Expression, ForIntroduction, TemplatePart } from "../parse/ast";
import { toBoolean, toText } from "./convert";
import { EvaluationError } from "./evaluation-error";
import type { Scope } from "./scope";
import { type Hcl, neverEmpty, perhapsEmpty, type Undecided } from "./value";

type Evaluate = (expression: Expression, scope: Scope) => Hcl;
type Each = (introduction: ForIntroduction, scope: Scope, place: Expression["place"]) => Value<readonly Scope[]>;

/** The string that a template produces. */
export function evaluateTemplate(
    parts: readonly TemplatePart[],
    scope: Scope,
    evaluate: Evaluate,
    each: Each,
): string | Undecided {
    const { budget } = scope.surroundings;
    const texts: string[] = [];
    let length = 0;
    let unknown: Undecided | undefined;
    let isSet = false;
    const add = (text: string | Undecided) => {
        if (isUnknown(text)) {
            unknown ??= text;
            isSet ||= text.isSet;
            return;
        }
        length += text.length;
        budget.text(length);
        texts.push(text);
    };
    const inner = (nested: readonly TemplatePart[], nestedScope: Scope) => {
        add(evaluateTemplate(nested, nestedScope, evaluate, each));
    };
    for (const part of parts) {
        if (typeof part === "string") {
            add(part);
        } else if (part.kind === "interpolation") {
            const value = evaluate(part.expression, scope);
            if (value === null) {
                throw new EvaluationError("null can't be part of a string");
            }
            add(toText(value) as string | Undecided);
        } else if (part.kind === "if") {
            const condition = toBoolean(evaluate(part.condition, scope));
            if (isUnknown(condition)) {
                unknown ??= condition as Undecided;
            } else {
                inner(condition ? part.whenTrue : part.otherwise, scope);
            }
        } else {
            const scopes = each(part, scope, part.collection.place);
            if (isUnknown(scopes)) {
                unknown ??= scopes as Undecided;
            } else {
                for (const nestedScope of scopes) {
                    inner(part.body, nestedScope);
                }
            }
        }
    }
    if (unknown === undefined) {
        return texts.join("");
    }
    // Terraform refuses null in a string: an unknown part adds something, or nothing.
    return (isSet || length > 0 ? neverEmpty(unknown) : perhapsEmpty(unknown)) as Undecided;
}
