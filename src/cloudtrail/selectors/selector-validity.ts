import { BEDROCK_RESOURCE_TYPES, isDocumentedResourceType } from "../bedrock/bedrock";
import { type Field, isField } from "../event";
import type { Path, Problem } from "../problem";
import { quote } from "../quote";
import { isKnown, isUnknown, knownList, type Value } from "../value";
import { type AdvancedEventSelector, type FieldSelector, onlyValue } from "./event-selector";
import { CATEGORY_RULES, type FieldRule, ONLY_CATEGORY, type Recorder } from "./field-rules";
import { MAX_NAME_LENGTH, MAX_VALUE_LENGTH } from "./limits";
import { OPERATORS } from "./operators";

/**
 * What AWS would refuse in one advanced event selector, or does not define. A selector with an `error` logs nothing for
 * certain; values that aren't known yet are never a problem.
 * @param selector the selector, as read
 * @param path where it stands
 * @param recorder whose selector it is
 */
export function selectorProblems(selector: AdvancedEventSelector, path: Path, recorder: Recorder = "Trail"): Problem[] {
    const problems: Problem[] = [...(selector.malformed ?? [])];
    const report = (at: Path, rule: string, message: string, severity: Problem["severity"] = "error") =>
        problems.push({ path: [...path, ...at], rule, message, severity });

    if (typeof selector.name === "string" && selector.name.length > MAX_NAME_LENGTH) {
        report(["SelectorName"], "name-too-long", `a selector's name has at most ${MAX_NAME_LENGTH} characters`);
    }
    if (isUnknown(selector.fieldSelectors)) {
        return problems;
    }
    const fieldSelectors = selector.fieldSelectors;
    const at = (index: number): Path => ["FieldSelectors", index];
    const undecided = fieldSelectors.some(entry => isUnknown(entry) || isUnknown(entry.field));
    const known = fieldSelectors.flatMap((entry, index) => (isKnown(entry) ? [{ entry, index }] : []));

    const categoryEntry = known.find(({ entry }) => entry.field === "eventCategory");
    const category = categoryEntry && onlyValue(categoryEntry.entry);
    const rules = CATEGORY_RULES[recorder].get(category ?? "");
    if (categoryEntry === undefined) {
        if (!undecided && selector.malformed === undefined) {
            report([], "missing-event-category", 'every selector needs a field selector eventCategory with Equals "…"');
        }
    } else if (category === null) {
        report(at(categoryEntry.index), "several-event-categories", "a selector selects one eventCategory");
    } else if (category !== undefined && rules === undefined) {
        report(
            [...at(categoryEntry.index), "Equals", 0],
            "unknown-event-category",
            `${quote(category)} is not an event category: use one of ${[...CATEGORY_RULES[recorder].keys()].join(", ")}`,
        );
    }

    const seen = new Set<string>();
    for (const { entry, index } of known) {
        checkOperators(entry, at(index), report);
        if (isUnknown(entry.field)) {
            continue;
        }
        if (seen.has(entry.field)) {
            report(
                at(index),
                "duplicate-field",
                `${entry.field} stands twice in one selector: put all its values in one`,
            );
        }
        seen.add(entry.field);
        if (!isField(entry.field)) {
            report([...at(index), "Field"], "unknown-field", `${quote(entry.field)} is not a field of event selectors`);
            continue;
        }
        const rule = (rules ?? ONLY_CATEGORY).fields[entry.field];
        if (rule !== undefined) {
            checkField(entry.field, entry, at(index), rule, report);
        } else if (rules !== undefined) {
            report(
                [...at(index), "Field"],
                "field-not-allowed",
                `${category} selectors can't filter on ${entry.field}: allowed are ${Object.keys(rules.fields).join(", ")}`,
            );
        }
    }
    for (const required of rules?.required ?? []) {
        if (!seen.has(required) && !undecided) {
            report([], `missing-${required}`, `a ${category} selector needs a field selector ${required}`);
        }
    }
    return problems;
}

type Report = (at: Path, rule: string, message: string, severity?: Problem["severity"]) => void;

function checkOperators(entry: FieldSelector, path: Path, report: Report): void {
    if (OPERATORS.every(operator => entry.operators[operator] === undefined)) {
        report(
            path,
            "missing-operator",
            `a field selector needs at least one of ${OPERATORS.join(", ")}, with a value`,
        );
    }
    for (const operator of OPERATORS) {
        knownList(entry.operators[operator]).forEach((value, index) => {
            if (typeof value === "string" && (value.length === 0 || value.length > MAX_VALUE_LENGTH)) {
                report([...path, operator, index], "value-length", `a value has 1 to ${MAX_VALUE_LENGTH} characters`);
            }
        });
    }
}

function checkField(field: Field, entry: FieldSelector, path: Path, rule: FieldRule, report: Report): void {
    for (const operator of OPERATORS) {
        const values = entry.operators[operator];
        if (values === undefined) {
            continue;
        }
        if (!rule.operators.includes(operator)) {
            report(
                [...path, operator],
                "operator-not-allowed",
                `${field} allows only ${rule.operators.join(", ")} here`,
            );
        } else if (rule.values !== undefined && isKnown(values)) {
            checkValues(values, rule.values, field, [...path, operator], report);
        }
    }
    if (field === "resources.type") {
        checkResourceType(entry, path, report);
    }
}

function checkValues(
    values: readonly Value<string>[],
    allowed: readonly string[],
    field: string,
    path: Path,
    report: Report,
): void {
    values.forEach((value, index) => {
        if (typeof value === "string" && !allowed.includes(value)) {
            report(
                [...path, index],
                "value-not-allowed",
                `${quote(value)} is not a value of ${field}: use ${allowed.map(quote).join(" or ")}`,
            );
        }
    });
}

function checkResourceType(entry: FieldSelector, path: Path, report: Report): void {
    const type = onlyValue(entry);
    if (type === null) {
        report(
            [...path, "Equals"],
            "several-resource-types",
            "AWS's pages disagree whether a selector can name several resource types (API reference, AdvancedFieldSelector: one, and another selector for each further type; Bedrock user guide, logging-cloudtrail-mantle: an example with three): give each type a selector of its own",
            "warning",
        );
    } else if (typeof type === "string" && !isDocumentedResourceType(type)) {
        report(
            [...path, "Equals", 0],
            "unknown-resource-type",
            `${quote(type)} is not in CloudTrail's list of resource types: check its spelling, or ignore this if it is new`,
            "warning",
        );
    } else if (typeof type === "string") {
        const { reportedRefused, alternativeOf, note } = BEDROCK_RESOURCE_TYPES.get(type) ?? {};
        if (reportedRefused !== undefined) {
            report(
                [...path, "Equals", 0],
                "refused-resource-type",
                `AWS may refuse ${quote(type)}, and with it all of the trail's selectors (${reportedRefused}): ${note ?? ""}; use ${alternativeOf ?? ""}`,
                "warning",
            );
        }
    }
}
