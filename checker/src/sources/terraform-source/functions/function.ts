import { isUnknown } from "../../../../../src/cloudtrail/value";
import { toNumber, toText } from "../evaluate/convert";
import { EvaluationError, NotDecided } from "../evaluate/evaluation-error";
import type { Surroundings } from "../evaluate/scope";
import {
    type Hcl,
    type HclObject,
    isList,
    isObject,
    kindOf,
    SetValue,
    type Undecided,
    unknownIn,
} from "../evaluate/value";
import type { Expression, SourcePlace } from "../parse/ast";

/** What a function may use besides its arguments. */
export interface CallContext extends Surroundings {
    readonly place: SourcePlace;
    /** The text of a template, in which only these names can be used. */
    readonly render: (template: Expression, names: HclObject) => Hcl;
}

/** A function of Terraform's language. @throws EvaluationError for what Terraform refuses */
export type HclFunction = (values: readonly Hcl[], context: CallContext) => Hcl;

/** A function that needs complete arguments: if part of one is unknown, so is its result. */
export function ofKnown(call: HclFunction): HclFunction {
    return (values, context) => {
        for (const value of values) {
            const unknown = unknownIn(value);
            if (unknown !== undefined) {
                return unknown as Undecided;
            }
        }
        return call(values, context);
    };
}

/** A known argument as a string. */
export function textOf(value: Hcl | undefined): string {
    const text = toText(value ?? null);
    if (isUnknown(text)) {
        throw new NotDecided("an argument is not known as a string");
    }
    return text;
}

/** A known argument as a number. */
export function numberOf(value: Hcl | undefined): number {
    const number = toNumber(value ?? null);
    if (isUnknown(number)) {
        throw new NotDecided("an argument is not known as a number");
    }
    return number;
}

/** An argument as a list: the elements of a list or a set. */
export function listOf(value: Hcl | undefined): readonly Hcl[] {
    if (value !== undefined && isList(value)) {
        return value;
    }
    if (value instanceof SetValue) {
        return value.elements;
    }
    throw new EvaluationError(`a list is required, not ${kindOf(value ?? null)}`);
}

/** An argument as a map. */
export function mapOf(value: Hcl | undefined): HclObject {
    if (value !== undefined && isObject(value)) {
        return value;
    }
    throw new EvaluationError(`a map is required, not ${kindOf(value ?? null)}`);
}
