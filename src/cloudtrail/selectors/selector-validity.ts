import { BEDROCK_RESOURCE_TYPES, isDocumentedResourceType } from "../bedrock/bedrock";
import { similarType, typesMeant } from "../bedrock/similar-type";
import { type Field, isField } from "../event";
import { type Message, message } from "../message";
import type { Path } from "../path";
import type { Problem } from "../problem";
import { isKnown, isUnknown, knownList, type Value } from "../value";
import { type AdvancedEventSelector, type FieldSelector, onlyValue } from "./event-selector";
import { CATEGORY_RULES, type FieldRule, ONLY_CATEGORY, type Recorder } from "./field-rules";
import { MAX_NAME_LENGTH, MAX_VALUE_LENGTH } from "./limits";
import { OPERATORS } from "./operators";

/**
 * What AWS would refuse in one advanced event selector, or whose effect it does not define. A selector with an `error`
 * logs nothing for certain; unknown values are never a problem.
 * @param selector the selector, as read
 * @param path where it is
 * @param recorder the kind of recorder that has it
 */
export function selectorProblems(selector: AdvancedEventSelector, path: Path, recorder: Recorder = "Trail"): Problem[] {
    const problems: Problem[] = [...(selector.malformed ?? [])];
    const report: Report = (at, text, severity = "error") =>
        problems.push({ path: [...path, ...at], message: text, severity });

    if (typeof selector.name === "string" && selector.name.length > MAX_NAME_LENGTH) {
        const data = { limit: MAX_NAME_LENGTH };
        report(
            ["SelectorName"],
            message("name-too-long", "a selector's name can have at most {limit} characters", data),
        );
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
            const template = 'every selector needs a field selector eventCategory with Equals "…"';
            report([], message("missing-event-category", template));
        }
    } else if (category === null) {
        report(
            at(categoryEntry.index),
            message("several-event-categories", "a selector can select only one eventCategory"),
        );
    } else if (category !== undefined && rules === undefined) {
        report(
            [...at(categoryEntry.index), "Equals", 0],
            message("unknown-event-category", "{category} is not an event category; use one of {allowed}", {
                category: { text: category },
                allowed: [...CATEGORY_RULES[recorder].keys()],
            }),
        );
    }

    const seen = new Set<string>();
    for (const { entry, index } of known) {
        checkOperators(entry, at(index), report);
        if (isUnknown(entry.field)) {
            continue;
        }
        if (seen.has(entry.field)) {
            const data = { field: { text: entry.field } };
            const template = "the selector has {field} twice; put all of its values into one field selector";
            report(at(index), message("duplicate-field", template, data));
        }
        seen.add(entry.field);
        if (!isField(entry.field)) {
            const data = { field: { text: entry.field } };
            report(
                [...at(index), "Field"],
                message("unknown-field", "{field} is not a field of event selectors", data),
            );
            continue;
        }
        const rule = (rules ?? ONLY_CATEGORY).fields[entry.field];
        if (rule !== undefined) {
            checkField(entry.field, entry, at(index), rule, report);
        } else if (rules !== undefined) {
            report(
                [...at(index), "Field"],
                message("field-not-allowed", "{category} selectors can't filter on {field}; allowed: {allowed}", {
                    category: category ?? "",
                    field: entry.field,
                    allowed: Object.keys(rules.fields),
                }),
            );
        }
    }
    for (const required of rules?.required ?? []) {
        if (!seen.has(required) && !undecided) {
            const data = { category: category ?? "", required };
            report([], message(`missing-${required}`, "a {category} selector needs a field selector {required}", data));
        }
    }
    return problems;
}

type Report = (at: Path, text: Message, severity?: Problem["severity"]) => void;

function checkOperators(entry: FieldSelector, path: Path, report: Report): void {
    if (OPERATORS.every(operator => entry.operators[operator] === undefined)) {
        report(
            path,
            message("missing-operator", "a field selector needs at least one of {operators}, with a value", {
                operators: OPERATORS,
            }),
        );
    }
    for (const operator of OPERATORS) {
        knownList(entry.operators[operator]).forEach((value, index) => {
            if (typeof value === "string" && (value.length === 0 || value.length > MAX_VALUE_LENGTH)) {
                const data = { limit: MAX_VALUE_LENGTH };
                report(
                    [...path, operator, index],
                    message("value-length", "a value must have 1 to {limit} characters", data),
                );
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
            const data = { field, allowed: rule.operators };
            report([...path, operator], message("operator-not-allowed", "{field} allows only {allowed} here", data));
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
                message("value-not-allowed", "{value} is not a value of {field}; use {allowed or}", {
                    value: { text: value },
                    field,
                    allowed: allowed.map(text => ({ text })),
                }),
            );
        }
    });
}

function checkResourceType(entry: FieldSelector, path: Path, report: Report): void {
    const type = onlyValue(entry);
    if (type === null) {
        report(
            [...path, "Equals"],
            message(
                "several-resource-types",
                "AWS's documentation is inconsistent on whether a selector can name several resource types (API reference, AdvancedFieldSelector: one, and another selector for each further type; Bedrock user guide, logging-cloudtrail-mantle: an example with three): give each type its own selector",
            ),
            "warning",
        );
    } else if (typeof type === "string" && !isDocumentedResourceType(type)) {
        report([...path, "Equals", 0], unknownType(type), "warning");
    } else if (typeof type === "string") {
        const { reportedRefused, alternativeOf, note } = BEDROCK_RESOURCE_TYPES.get(type) ?? {};
        if (reportedRefused !== undefined) {
            const data = {
                type: { text: type },
                reported: reportedRefused,
                note: note ?? "",
                alternative: alternativeOf ?? "",
            };
            const template =
                "AWS may refuse {type}, and with it all of the trail's selectors ({reported}): {note}; use {alternative}";
            report([...path, "Equals", 0], message("refused-resource-type", template, data), "warning");
        }
    }
}

function unknownType(type: string): Message {
    const data = { type: { text: type } };
    if (type.includes("*")) {
        return wildcardType(type);
    }
    const similar = similarType(type);
    return similar === undefined
        ? message(
              "unknown-resource-type",
              "{type} is not in CloudTrail's list of resource types; check its spelling, or ignore this if it is new",
              data,
          )
        : message(
              "unknown-resource-type",
              "{type} is not in CloudTrail's list of resource types; did you mean {similar}?",
              { ...data, similar },
          );
}

/** How many types a message names. */
const SHOWN_TYPES = 3;

function wildcardType(type: string): Message {
    const meant = typesMeant(type);
    const more = meant.length > SHOWN_TYPES ? ` and ${meant.length - SHOWN_TYPES} more` : "";
    const examples = meant.length === 0 ? "" : ` (${meant.slice(0, SHOWN_TYPES).join(", ")}${more})`;
    return message(
        "unknown-resource-type",
        "{type} is not in CloudTrail's list of resource types: event selectors have no wildcards, so give each type that is meant its own selector{examples}",
        { type: { text: type }, examples },
    );
}
