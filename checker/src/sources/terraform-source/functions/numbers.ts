import { toBoolean } from "../evaluate/convert";
import { EvaluationError } from "../evaluate/evaluation-error";
import { type Hcl, undecided } from "../evaluate/value";
import { type HclFunction, listOf, numberOf, ofKnown, textOf } from "./function";

/** Numbers, and lists of true and false. */
export const NUMBERS: Readonly<Record<string, HclFunction>> = Object.fromEntries(
    Object.entries({
        abs: ([value]) => Math.abs(numberOf(value)),
        alltrue: ([list]) => !listOf(list).map(isTrue).includes(false),
        anytrue: ([list]) => listOf(list).map(isTrue).includes(true),
        ceil: ([value]) => Math.ceil(numberOf(value)) + 0,
        floor: ([value]) => Math.floor(numberOf(value)) + 0,
        max: values => extreme(Math.max, values),
        min: values => extreme(Math.min, values),
        parseint: ([value, base]) => {
            const [text, radix] = [textOf(value), numberOf(base)];
            const number = Number.parseInt(text, radix);
            const digits = text.replace(/^[-+]/, "").toLowerCase();
            if (radix > 36 || digits.length > 10) {
                return undecided(`the number ${text} in base ${radix}`);
            }
            if ([...digits].some(digit => Number.isNaN(Number.parseInt(digit, radix))) || Number.isNaN(number)) {
                throw new EvaluationError(`${JSON.stringify(text)} is not a number in base ${radix}`);
            }
            return number;
        },
        sum: ([list]) => {
            const numbers = listOf(list).map(numberOf);
            if (numbers.length === 0) {
                throw new EvaluationError("an empty list has no sum");
            }
            const sum = numbers.reduce((total, number) => total + number, 0);
            return [...numbers, sum].every(Number.isSafeInteger) ? sum : undecided("a calculation with fractions");
        },
    } satisfies Readonly<Record<string, HclFunction>>).map(([name, call]) => [name, ofKnown(call)]),
);

function isTrue(value: Hcl): boolean {
    return value !== null && toBoolean(value) === true;
}

function extreme(choose: (...numbers: number[]) => number, values: readonly Hcl[]): Hcl {
    if (values.length === 0) {
        throw new EvaluationError("at least one number is required");
    }
    return choose(...values.map(numberOf));
}
