import { isUnknown, type Value } from "../../../cloudtrail/value";
import { all, any, not, type Ternary } from "./answer";
import { isMet, type RequestContext } from "./condition";
import { matches } from "./glob";
import type { Condition, Named, Principals, Statement, Texts } from "./policy-document";

/** What an AWS service wants to do. `*` in action and resource stands for all of them, or for an unknown part. */
export interface AccessRequest {
    readonly service: string;
    readonly action: string;
    readonly resource: string;
    readonly context: RequestContext;
}

/** Which parts of a statement apply to a request. */
export interface StatementMatch {
    readonly principal: Ternary;
    readonly action: Ternary;
    readonly resource: Ternary;
    readonly conditions: readonly { readonly condition: Value<Condition>; readonly answer: Ternary }[];
    /** All of them together. */
    readonly whole: Ternary;
}

/** Does a statement apply to this request? */
export function matchStatement(statement: Statement, request: AccessRequest): StatementMatch {
    const principal = named(statement.principal, principals => isFor(principals, request.service, statement.effect));
    // Action names are case-insensitive.
    const action = named(
        statement.action,
        anyOf(request.action.toLowerCase(), text => text.toLowerCase()),
    );
    const resource = named(
        statement.resource,
        anyOf(request.resource, text => text),
    );
    const conditions = statement.conditions.map(condition => ({
        condition,
        answer: isUnknown(condition) ? ("unknown" as const) : isMet(condition, request.context),
    }));
    const whole = all([principal, action, resource, ...conditions.map(({ answer }) => answer)]);
    return { principal, action, resource, conditions, whole };
}

function named<T>(element: Value<Named<T>>, answer: (named: T) => Ternary): Ternary {
    if (isUnknown(element)) {
        return "unknown";
    }
    return element.not ? not(answer(element.named)) : answer(element.named);
}

function anyOf(set: string, normalise: (text: string) => string): (texts: Texts) => Ternary {
    return texts =>
        any(
            texts.map(text =>
                // A policy variable (`${aws:…}`) stands for a value of the request.
                isUnknown(text) || text.includes("${") ? "unknown" : matches(normalise(text), set),
            ),
        );
}

/** A Deny for everyone applies to services too. AWS does not say whether an Allow for everyone does. */
function isFor(principals: Principals, service: string, effect: Statement["effect"]): Ternary {
    const everyone: Ternary = effect === "Deny" ? "yes" : "unknown";
    if (principals === "everyone") {
        return everyone;
    }
    const { Service = [], AWS = [] } = principals;
    return any([
        ...Service.map(name => (isUnknown(name) ? "unknown" : name === service ? "yes" : "no")),
        ...AWS.map(name => (isUnknown(name) ? "unknown" : name === "*" ? everyone : "no")),
    ]);
}
