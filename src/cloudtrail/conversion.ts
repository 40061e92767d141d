import type {
    AdvancedEventSelector,
    DataResource,
    EventSelector,
    FieldSelector,
    OperatorValues,
} from "./event-selector";
import { isKnown, isUnknown, type Value } from "./value";

/** What a trail logs when no selectors are set: all management events, read and write, and no data events. */
export const DEFAULT_SELECTORS: readonly AdvancedEventSelector[] = [
    { name: "Log all management events", fieldSelectors: [field("eventCategory", { Equals: ["Management"] })] },
];

/** A basic selector written down as advanced ones, or what in it isn't known, so that this can't be done. */
export type Conversion =
    | { readonly selectors: readonly AdvancedEventSelector[] }
    | { readonly undecided: readonly string[] };

/**
 * Writes basic event selectors down as advanced ones that log at least the same. AWS publishes no conversion table;
 * each line of it is chosen so that nothing which was logged is lost.
 *
 * Values of S3 and DynamoDB resources that aren't known yet stay as they are, as prefixes: a prefix logs at least what
 * the basic form does. Anything else that isn't known makes the conversion undecided.
 */
export function convertBasic(selectors: Value<readonly Value<EventSelector>[]>): Conversion {
    if (isUnknown(selectors)) {
        return { undecided: ["EventSelectors"] };
    }
    const converted: AdvancedEventSelector[] = [];
    const undecided: string[] = [];
    selectors.forEach((selector, index) => {
        const result = isUnknown(selector) ? { undecided: [""] } : convertSelector(selector, index);
        if ("undecided" in result) {
            undecided.push(...result.undecided.map(property => `EventSelectors[${index}]${property}`));
        } else {
            converted.push(...result.selectors);
        }
    });
    return undecided.length > 0 ? { undecided } : { selectors: converted };
}

function convertSelector(selector: EventSelector, index: number): Conversion {
    const readOnly = readOnlyField(selector.readWriteType);
    const include = selector.includeManagementEvents ?? true;
    const resources = selector.dataResources ?? [];
    const undecided = [
        ...(readOnly === undefined ? [".ReadWriteType"] : []),
        ...(isUnknown(include) ? [".IncludeManagementEvents"] : []),
        ...(isUnknown(resources) ? [".DataResources"] : []),
    ];
    if (readOnly === undefined || isUnknown(include) || isUnknown(resources)) {
        return { undecided };
    }
    const converted: AdvancedEventSelector[] = include ? [managementSelector(selector, readOnly, index)] : [];
    resources.forEach((resource, position) => {
        const fields = isUnknown(resource) ? undefined : resourceFields(resource);
        if (fields === undefined) {
            undecided.push(`.DataResources[${position}]`);
        } else if (fields.length > 0) {
            converted.push({
                name: `Data events of basic selector ${index + 1}, resource ${position + 1}`,
                fieldSelectors: [field("eventCategory", { Equals: ["Data"] }), ...fields, ...readOnly],
            });
        }
    });
    return undecided.length > 0 ? { undecided } : { selectors: converted };
}

function readOnlyField(readWriteType: Value<string> | undefined): readonly FieldSelector[] | undefined {
    if (isUnknown(readWriteType)) {
        return undefined;
    }
    switch (readWriteType) {
        case "ReadOnly":
            return [field("readOnly", { Equals: ["true"] })];
        case "WriteOnly":
            return [field("readOnly", { Equals: ["false"] })];
        default:
            return [];
    }
}

function managementSelector(
    { excludeManagementEventSources: excluded }: EventSelector,
    readOnly: readonly FieldSelector[],
    index: number,
): AdvancedEventSelector {
    const exclusion = excluded === undefined ? [] : [field("eventSource", { NotEquals: excluded })];
    return {
        name: `Management events of basic selector ${index + 1}`,
        fieldSelectors: [field("eventCategory", { Equals: ["Management"] }), ...readOnly, ...exclusion],
    };
}

/** The fields that select a resource's events: none where nothing is selected, `undefined` where it isn't known. */
function resourceFields({ type, values }: DataResource): readonly FieldSelector[] | undefined {
    if (isUnknown(type) || isUnknown(values)) {
        return undefined;
    }
    if (values.length === 0) {
        return [];
    }
    const service = SERVICES[type] ?? "";
    const typeField = field("resources.type", { Equals: [type] });
    if (values.some(value => isKnown(value) && ALL_RESOURCES.test(value) && value.split(":")[2] === service)) {
        return [typeField];
    }
    if (type !== "AWS::Lambda::Function") {
        return [typeField, field("resources.ARN", { StartsWith: values })];
    }
    if (values.some(isUnknown)) {
        // Not known to be one function: only as a prefix does it surely log as much.
        return [typeField, field("resources.ARN", { StartsWith: values })];
    }
    // A function's ARN, and the same with a version or an alias behind it.
    const qualified = values.map(value => (isUnknown(value) ? value : `${value}:`));
    return [typeField, field("resources.ARN", { Equals: values, StartsWith: qualified })];
}

const SERVICES: Readonly<Record<string, string>> = {
    "AWS::S3::Object": "s3",
    "AWS::Lambda::Function": "lambda",
    "AWS::DynamoDB::Table": "dynamodb",
};

/** `arn:aws:s3`, with or without the colons that follow: every resource of the service. */
const ALL_RESOURCES = /^arn:[^:]*:[^:]+:*$/;

function field(
    name: string,
    operators: Partial<Record<"Equals" | "NotEquals" | "StartsWith", OperatorValues>>,
): FieldSelector {
    return { field: name, operators };
}
