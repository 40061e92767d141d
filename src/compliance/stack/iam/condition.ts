import { isUnknown } from "../../../cloudtrail/value";
import { all, any, not, type Ternary } from "./answer";
import { equals, matches } from "./glob";
import type { Condition } from "./policy-document";

/**
 * What is known about a request: a value for each condition key (in lower case, with `*` for any unknown part), or
 * `undefined` for a key that the request doesn't have. Nothing is known about keys that aren't here.
 */
export type RequestContext = ReadonlyMap<string, string | undefined>;

/**
 * Is a condition satisfied? Source of the operators: IAM user guide, "IAM JSON policy elements: Condition operators".
 */
export function isMet({ operator, key, values }: Condition, context: RequestContext): Ternary {
    const name = key.toLowerCase();
    if (!context.has(name)) {
        return "unknown";
    }
    const value = context.get(name);
    const { base, ifExists } = parseOperator(operator);
    if (base === "null") {
        return any(values.map(entry => (isUnknown(entry) ? "unknown" : equals(entry, String(value === undefined)))));
    }
    const compare = COMPARISONS.get(base.replace("not", ""));
    if (compare === undefined) {
        return "unknown";
    }
    const negated = base.includes("not");
    if (value === undefined) {
        return negated || ifExists ? "yes" : "no";
    }
    const answer = any(
        values.map(entry => (isUnknown(entry) || entry.includes("${") ? "unknown" : compare(entry, value))),
    );
    return negated ? not(answer) : answer;
}

/** `ForAllValues:` and `ForAnyValue:` are for keys with several values, which a delivery request doesn't have. */
function parseOperator(operator: string): { readonly base: string; readonly ifExists: boolean } {
    const lower = operator.toLowerCase();
    const ifExists = lower.endsWith("ifexists");
    return { base: ifExists ? lower.slice(0, -"ifexists".length) : lower, ifExists };
}

const COMPARISONS: ReadonlyMap<string, (entry: string, value: string) => Ternary> = new Map([
    ["stringequals", equals],
    ["stringlike", matches],
    ["stringequalsignorecase", (entry, value) => equals(entry.toLowerCase(), value.toLowerCase())],
    ["bool", (entry, value) => equals(entry.toLowerCase(), value.toLowerCase())],
    // "ArnEquals and ArnLike behave identically."
    ["arnequals", matchesArn],
    ["arnlike", matchesArn],
]);

/** "Each of the six colon-delimited components of the ARN is checked separately." */
function matchesArn(pattern: string, arn: string): Ternary {
    const parts = arnParts(arn);
    const patterns = arnParts(pattern);
    if (patterns.length < 6 || parts.length < 6) {
        return pattern === "*" ? "yes" : "unknown";
    }
    return all(patterns.map((part, index) => matches(part, parts[index] ?? "")));
}

function arnParts(arn: string): string[] {
    const parts = arn.split(":");
    return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
