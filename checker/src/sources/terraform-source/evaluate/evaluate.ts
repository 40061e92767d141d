import { isUnknown, type Value } from "../../../../../src/cloudtrail/value";
import { callFunction } from "../functions";
import { type Expression, type ForIntroduction, SPLAT_ELEMENT } from "../parse/ast";
import { entriesOf, toBoolean, toText } from "./convert";
import { EvaluationError } from "./evaluation-error";
import { ofOneType } from "./one-type";
import { binary, unary } from "./operators";
import { Scope } from "./scope";
import { evaluateTemplate } from "./template";
import { attributeOf, elementOf } from "./traverse";
import { type Hcl, isList, Lookup, perhapsEmpty, SetValue, Undecided, undecided, unknownIn } from "./value";

type Of<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;

/** How deeply evaluation may go: locals that refer to locals, functions within functions. */
const DEEPEST = 400;

let depth = 0;

/**
 * The value of an expression. What the source alone doesn't show is `Undecided`, with its cause.
 * @throws EvaluationError for what Terraform refuses, NotDecided for what no real configuration contains
 */
export function evaluate(expression: Expression, scope: Scope): Hcl {
    scope.surroundings.budget.spend();
    if (depth > DEEPEST) {
        return undecided(`an expression is nested more than ${DEEPEST} levels deep`, expression.place);
    }
    depth++;
    try {
        const value = evaluateKind(expression, scope);
        return keepsValues(expression) ? value : perhapsEmpty(value);
    } finally {
        depth--;
    }
}

/** The functions whose result is one of their arguments, or an element of one, and no computed value. */
const CHOOSING: ReadonlySet<string> = new Set([
    "coalesce",
    "element",
    "nonsensitive",
    "one",
    "sensitive",
    "tostring",
    "try",
]);

/** Is an unknown result one of the values in it as such, so that it is set if that value is? */
function keepsValues(expression: Expression): boolean {
    switch (expression.kind) {
        case "call":
            return CHOOSING.has(ownName(expression));
        case "attribute":
        case "conditional":
        case "index":
        case "parentheses":
        case "template":
        case "variable":
            return true;
        default:
            return false;
    }
}

function evaluateKind(expression: Expression, scope: Scope): Hcl {
    const { budget } = scope.surroundings;
    switch (expression.kind) {
        case "literal":
            return expression.value;
        case "inexact":
            return undecided(
                `the number ${expression.text} has more digits than can be held exactly`,
                expression.place,
            );
        case "template":
            return evaluateTemplate(expression.parts, scope, evaluate, each);
        case "tuple":
            return budget.value(expression.items.map(item => evaluate(item, scope)));
        case "object":
            return budget.value(evaluateObject(expression, scope));
        case "variable":
            return scope.get(expression.name);
        case "parentheses":
            return evaluate(expression.of, scope);
        case "attribute":
            return attributeOf(perhapsEmpty(evaluate(expression.of, scope)), expression.name);
        case "index":
            return elementOf(
                perhapsEmpty(evaluate(expression.of, scope)),
                perhapsEmpty(evaluate(expression.key, scope)),
            );
        case "splat":
            return budget.value(evaluateSplat(expression, scope));
        case "call":
            return budget.value(evaluateCall(expression, scope));
        case "for":
            return budget.value(evaluateFor(expression, scope));
        case "conditional":
            return evaluateConditional(expression, scope);
        case "binary":
            return binary(
                expression.operator,
                () => evaluate(expression.left, scope),
                () => evaluate(expression.right, scope),
            );
        case "unary":
            return unary(expression.operator, evaluate(expression.operand, scope));
    }
}

function evaluateObject({ items, place }: Of<"object">, scope: Scope): Hcl {
    const entries: [string, Hcl][] = [];
    for (const item of items) {
        const key = toText(evaluate(item.key, scope));
        if (isUnknown(key)) {
            return because(key, "a key of this object is not known", place);
        }
        entries.push([key, evaluate(item.value, scope)]);
    }
    return Object.fromEntries(entries);
}

/** A value that is unknown because of another one, whose cause is reported. */
function because(value: Hcl, otherwise: string, place: Expression["place"]): Hcl {
    return value instanceof Undecided ? perhapsEmpty(value) : undecided(otherwise, place);
}

function evaluateSplat({ of, each: element }: Of<"splat">, scope: Scope): Hcl {
    const value = evaluate(of, scope);
    if (isUnknown(value) || value === null) {
        return value ?? [];
    }
    if (value instanceof Lookup && value.uncountable !== undefined) {
        return value.uncountable;
    }
    const elements = isList(value) ? value : value instanceof SetValue ? value.elements : [value];
    return elements.map(entry => evaluate(element, scope.with(new Map([[SPLAT_ELEMENT, entry]]))));
}

function evaluateConditional({ condition, whenTrue, otherwise }: Of<"conditional">, scope: Scope): Hcl {
    const decided = toBoolean(evaluate(condition, scope));
    if (isUnknown(decided)) {
        return because(decided, "a condition is not known", condition.place);
    }
    const value = evaluate(decided ? whenTrue : otherwise, scope);
    // A string stays what it is, and null is of any type.
    if (typeof value === "string" || value === null || isUnknown(value) || value instanceof Lookup) {
        return value;
    }
    const other = decided ? otherwise : whenTrue;
    // A template is a string, even if Terraform would refuse it.
    const [converted = value] = ofOneType([value, attempt(() => evaluate(other, scope), other.kind === "template")]);
    return converted;
}

function attempt(evaluation: () => Hcl, isText: boolean): Hcl {
    try {
        return evaluation();
    } catch (error) {
        if (error instanceof EvaluationError) {
            return isText ? "" : null;
        }
        throw error;
    }
}

function evaluateFor(expression: Of<"for">, scope: Scope): Hcl {
    const { place, key, value, condition, groups } = expression;
    const scopes = each(expression, scope, place);
    if (isUnknown(scopes)) {
        return scopes as Undecided;
    }
    const list: Hcl[] = [];
    const groupsByKey = new Map<string, Hcl[]>();
    for (const inner of scopes) {
        const isIn = condition === undefined ? true : toBoolean(evaluate(condition, inner));
        if (isUnknown(isIn)) {
            return because(isIn, "whether an element is left out is not known", place);
        }
        if (!isIn) {
            continue;
        }
        if (key === undefined) {
            list.push(evaluate(value, inner));
            continue;
        }
        const name = toText(evaluate(key, inner));
        if (isUnknown(name)) {
            return because(name, "a key of this object is not known", place);
        }
        const group = groupsByKey.get(name);
        if (group === undefined) {
            groupsByKey.set(name, [evaluate(value, inner)]);
        } else if (groups) {
            group.push(evaluate(value, inner));
        } else {
            throw new EvaluationError(`the key ${JSON.stringify(name)} appears twice`);
        }
    }
    if (key === undefined) {
        return list;
    }
    const entries = [...groupsByKey].map(([name, group]): [string, Hcl] => [name, groups ? group : (group[0] as Hcl)]);
    return Object.fromEntries(entries);
}

/** A scope for each element of a collection. */
function each(
    { keyName, valueName, collection }: ForIntroduction,
    scope: Scope,
    place: Expression["place"],
): Value<readonly Scope[]> {
    const value = evaluate(collection, scope);
    if (isUnknown(value) || value instanceof Lookup) {
        return because(value, "what it iterates over is not known", place) as Undecided;
    }
    const entries = entriesOf(value);
    if (entries === undefined) {
        throw new EvaluationError("a for expression iterates over a list, a set or a map");
    }
    scope.surroundings.budget.list(entries.length);
    return entries.map(([key, element]) =>
        scope.with(
            new Map<string, Hcl>([...(keyName === undefined ? [] : [[keyName, key] as const]), [valueName, element]]),
        ),
    );
}

/** `core::try` is `try`. */
function ownName({ name }: Of<"call">): string {
    return name.replace(/^core::/, "");
}

function evaluateCall(expression: Of<"call">, scope: Scope): Hcl {
    const { name, place } = expression;
    const own = ownName(expression);
    if (own === "try" || own === "can") {
        if (own === "can" && expression.arguments.length !== 1) {
            throw new EvaluationError("can takes one argument");
        }
        return evaluateTry(own, expression.arguments, scope);
    }
    const values = expression.arguments.map(argument => evaluate(argument, scope));
    if (expression.expands) {
        const last = values.pop() ?? null;
        if (isUnknown(last) || last instanceof Lookup) {
            return because(last, `the arguments of ${name} are not known`, place);
        }
        if (!isList(last) && !(last instanceof SetValue)) {
            throw new EvaluationError("only a list can be expanded to arguments");
        }
        values.push(...(isList(last) ? last : last.elements));
    }
    return callFunction(own, values, {
        ...scope.surroundings,
        place,
        // A template file sees only the given variables.
        render: (template, names) =>
            evaluate(
                template,
                new Scope(scope.surroundings, used => (Object.hasOwn(names, used) ? names[used] : undefined)),
            ),
    });
}

/** Whether an expression fails is unknown as long as anything in it is. */
function evaluateTry(name: "try" | "can", candidates: readonly Expression[], scope: Scope): Hcl {
    for (const candidate of candidates) {
        try {
            const value = evaluate(candidate, scope);
            // What is only looked up exists, whatever it contains.
            const unknown = isUnknown(value) || !isLookedUp(candidate) ? unknownIn(value) : undefined;
            if (unknown !== undefined) {
                return unknown as Undecided;
            }
            return name === "can" ? true : value;
        } catch (error) {
            if (!(error instanceof EvaluationError)) {
                throw error;
            }
        }
    }
    if (name === "can") {
        return false;
    }
    throw new EvaluationError("none of the expressions of try succeeds");
}

/** Is it a name, and what is found under it? */
function isLookedUp(expression: Expression): boolean {
    switch (expression.kind) {
        case "variable":
            return true;
        case "parentheses":
        case "attribute":
            return isLookedUp(expression.of);
        case "index":
            return isLookedUp(expression.of) && (expression.key.kind === "literal" || isLookedUp(expression.key));
        default:
            return false;
    }
}
