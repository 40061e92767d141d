import type { Expression } from "../parse/ast";
import { evaluate } from "./evaluate";
import { EvaluationError, NotDecided } from "./evaluation-error";
import type { Scope } from "./scope";
import { type Hcl, undecided } from "./value";

/** The value of an expression. What Terraform refuses, or what takes too much, is undecided, with the reason. */
export function evaluateWhole(expression: Expression, scope: Scope): Hcl {
    return guarded(() => evaluate(expression, scope), expression.place);
}

/** A value that is computed from several expressions. */
export function guarded(work: () => Hcl, place: Expression["place"]): Hcl {
    try {
        return work();
    } catch (error) {
        if (error instanceof EvaluationError) {
            return undecided(`Terraform refuses it: ${error.message}`, place);
        }
        if (error instanceof NotDecided) {
            return undecided(error.message, place);
        }
        throw error;
    }
}
