import { isUnknown } from "../../../../../src/cloudtrail/value";
import { toBoolean, toNumber } from "./convert";
import { equal } from "./equal";
import { EvaluationError, NotDecided } from "./evaluation-error";
import { type Hcl, undecided } from "./value";

/** `!value`, `-value`. */
export function unary(operator: string, operand: Hcl): Hcl {
    if (operator === "!") {
        const value = toBoolean(operand);
        return isUnknown(value) ? value : !value;
    }
    const value = toNumber(operand);
    // Terraform distinguishes minus zero.
    return isUnknown(value) ? value : value === 0 ? undecided("minus zero") : -value;
}

/**
 * An operator between two values.
 * @param right is evaluated only if the left one doesn't decide
 */
export function binary(operator: string, left: () => Hcl, right: () => Hcl): Hcl {
    switch (operator) {
        case "&&":
            return both(left, right, false);
        case "||":
            return both(left, right, true);
        case "==":
            return equal(left(), right());
        case "!=": {
            const same = equal(left(), right());
            return isUnknown(same) ? same : !same;
        }
        default:
            return calculate(operator, toNumber(left()), toNumber(right()));
    }
}

/** One of them decides if it is `decisive`, whatever the other is. */
function both(left: () => Hcl, right: () => Hcl, decisive: boolean): Hcl {
    const first = leftCondition(left, right, decisive);
    if (first === decisive) {
        return decisive;
    }
    const second = condition(right());
    if (second === decisive) {
        return decisive;
    }
    return isUnknown(first) ? first : second;
}

/** Versions of Terraform and OpenTofu disagree on whether the right one still decides if the left one is refused. */
function leftCondition(left: () => Hcl, right: () => Hcl, decisive: boolean): Hcl {
    try {
        return condition(left());
    } catch (error) {
        if (error instanceof EvaluationError && condition(right()) === decisive) {
            throw new NotDecided(error.message);
        }
        throw error;
    }
}

function condition(value: Hcl): Hcl {
    if (value === null) {
        throw new NotDecided("null as a condition");
    }
    return toBoolean(value);
}

function calculate(operator: string, left: Hcl, right: Hcl): Hcl {
    if (typeof left !== "number" || typeof right !== "number") {
        return isUnknown(left) ? left : right;
    }
    switch (operator) {
        case "<":
            return left < right;
        case "<=":
            return left <= right;
        case ">":
            return left > right;
        case ">=":
            return left >= right;
    }
    if (operator === "/" && right === 0) {
        throw new EvaluationError("division by zero");
    }
    if (operator === "%" && right === 0) {
        return undecided("the remainder of a division by zero");
    }
    return exact(arithmetic(operator, left, right), [left, right]);
}

function arithmetic(operator: string, left: number, right: number): number {
    switch (operator) {
        case "+":
            return left + right;
        case "-":
            return left - right;
        case "*":
            return left * right;
        case "/":
            return left / right;
        default:
            return left % right;
    }
}

/** Terraform calculates with hundreds of digits: only between whole numbers is the result certainly the same. */
function exact(result: number, operands: readonly number[]): Hcl {
    return [result, ...operands].every(Number.isSafeInteger) ? result + 0 : undecided("a calculation with fractions");
}
