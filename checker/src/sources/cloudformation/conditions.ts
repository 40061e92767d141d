import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { macroIn } from "./macro";
import type { Template } from "./template";
import { resolveValue } from "./value";

/** How deeply conditions may refer to others: one that refers to itself has no end. */
const DEEPEST = 50;

/**
 * The conditions of a template that are decided by the given parameters. Source: CloudFormation user guide, "Condition
 * functions".
 */
export function decidedConditions(conditions: unknown, template: Template): ReadonlyMap<string, boolean> {
    // A macro beside conditions may change each of them.
    const all = isRecord(conditions) && macroIn(conditions) === undefined ? conditions : {};
    const known: Template = { ...template, values: template.given };
    const decide = (condition: unknown, depth: number): boolean | undefined => {
        const [[name, argument] = ["", undefined], ...more] = isRecord(condition) ? Object.entries(condition) : [];
        if (more.length > 0 || depth > DEEPEST) {
            return undefined;
        }
        const inner = () =>
            Array.isArray(argument) ? argument.map((entry: unknown) => decide(entry, depth + 1)) : [undefined];
        switch (name) {
            case "Fn::Equals":
                return equals(resolveValue(argument, known));
            case "Fn::Not": {
                const [negated] = inner();
                return negated === undefined ? undefined : !negated;
            }
            case "Fn::And":
                return decisive(inner(), false);
            case "Fn::Or":
                return decisive(inner(), true);
            case "Condition":
                return Object.hasOwn(all, String(argument)) ? decide(all[String(argument)], depth + 1) : undefined;
            default:
                return undefined;
        }
    };
    return new Map(
        Object.entries(all).flatMap(([name, condition]): [string, boolean][] => {
            const decided = decide(condition, 0);
            return decided === undefined ? [] : [[name, decided]];
        }),
    );
}

/** A decisive one decides; otherwise all have to be known. */
function decisive(values: readonly (boolean | undefined)[], by: boolean): boolean | undefined {
    return values.includes(by) ? by : values.includes(undefined) ? undefined : !by;
}

function equals(argument: unknown): boolean | undefined {
    const values = Array.isArray(argument) ? argument.map(textOf) : [];
    const [left, right] = values;
    return values.length !== 2 || left === undefined || right === undefined ? undefined : left === right;
}

/** CloudFormation compares strings: `true` is "true". */
function textOf(value: unknown): string | undefined {
    return typeof value === "string" || typeof value === "boolean" ? String(value) : undefined;
}
