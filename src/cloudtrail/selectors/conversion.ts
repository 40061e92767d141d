import type { Path } from "../path";
import { isKnown, isUnknown, knownList, Unknown, type Value } from "../value";
import type {
    AdvancedEventSelector,
    DataResource,
    EventSelector,
    FieldSelector,
    OperatorValues,
} from "./event-selector";
import { BASIC_RESOURCE_TYPES, EXCLUDABLE_EVENT_SOURCES } from "./limits";

/** What a trail logs with no selectors set: all management events, read and write, and no data events. */
export const DEFAULT_SELECTORS: readonly AdvancedEventSelector[] = [
    { name: "Log all management events", fieldSelectors: [field("eventCategory", { Equals: ["Management"] })] },
];

/** A basic selector as advanced ones. */
export interface Conversion {
    /** What it logs. If something is unknown, so are these: they can be judged, but not written. */
    readonly selectors: readonly AdvancedEventSelector[];
    /** The unknown properties that prevent writing it down; the empty path means all of it. */
    readonly undecided: readonly Path[];
}

/**
 * Converts a basic event selector to advanced ones that log at least the same. AWS publishes no conversion table; each
 * line of it is chosen so that nothing that was logged is lost.
 *
 * Unknown values of data resources stay as they are, as prefixes: a prefix logs at least what the basic form does.
 * Anything else that is unknown makes the conversion undecided.
 * @param index the selector's position, for the names of the advanced ones
 */
export function convertBasic(selector: Value<EventSelector>, index: number): Conversion {
    if (isUnknown(selector)) {
        return convertSelector({ includeManagementEvents: selector, dataResources: selector }, index, [[]]);
    }
    const { readWriteType, includeManagementEvents, excludeManagementEventSources, dataResources } = selector;
    return convertSelector(selector, index, [
        ...(isUnknown(readWriteType) ? [["ReadWriteType"]] : []),
        ...(isUnknown(includeManagementEvents) ? [["IncludeManagementEvents"]] : []),
        ...(isUnknown(excludeManagementEventSources) ? [["ExcludeManagementEventSources"]] : []),
        ...(isUnknown(dataResources) ? [["DataResources"]] : []),
        ...knownList(dataResources).flatMap(undecidedResource),
    ]);
}

function undecidedResource(resource: Value<DataResource>, position: number): Path[] {
    return isUnknown(resource) || isUnknown(resource.type) || isUnknown(resource.values)
        ? [["DataResources", position]]
        : [];
}

function convertSelector(selector: EventSelector, index: number, undecided: readonly Path[]): Conversion {
    const readOnly = readOnlyField(selector.readWriteType);
    const { includeManagementEvents = true, dataResources = [] } = selector;
    const resources = isUnknown(dataResources) ? [dataResources] : dataResources;
    return {
        undecided,
        selectors: [
            ...(includeManagementEvents === false ? [] : [managementSelector(selector, readOnly, index)]),
            ...resources.flatMap((resource, position) =>
                resourceFields(resource).map(fields => ({
                    name: `Data events of basic selector ${index + 1}, resource ${position + 1}`,
                    fieldSelectors: [field("eventCategory", { Equals: ["Data"] }), ...fields, ...readOnly],
                })),
            ),
        ],
    };
}

function readOnlyField(readWriteType: Value<string> | undefined): readonly FieldSelector[] {
    if (isUnknown(readWriteType)) {
        return [field("readOnly", { Equals: readWriteType })];
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
    { includeManagementEvents, excludeManagementEventSources: excluded }: EventSelector,
    readOnly: readonly FieldSelector[],
    index: number,
): AdvancedEventSelector {
    return {
        name: `Management events of basic selector ${index + 1}`,
        fieldSelectors: [
            field("eventCategory", { Equals: ["Management"] }),
            ...readOnly,
            // An unknown list can exclude at most everything that AWS allows to be excluded.
            ...(excluded === undefined
                ? []
                : [field("eventSource", { NotEquals: isUnknown(excluded) ? EXCLUDABLE_EVENT_SOURCES : excluded })]),
            ...(isUnknown(includeManagementEvents) ? [includeManagementEvents] : []),
        ],
    };
}

/** The fields that select a resource's events, for each advanced selector that is needed. */
function resourceFields(resource: Value<DataResource>): readonly (readonly Value<FieldSelector>[])[] {
    if (isUnknown(resource) || isUnknown(resource.type)) {
        return BASIC_RESOURCE_TYPES.map(type => [field("resources.type", { Equals: [type] }), new Unknown()]);
    }
    const { type, values } = resource;
    const typeField = field("resources.type", { Equals: [type] });
    if (isUnknown(values)) {
        return [[typeField, values]];
    }
    if (values.length === 0) {
        return [];
    }
    const service = SERVICES.get(type);
    if (values.some(value => isKnown(value) && ALL_RESOURCES.test(value) && value.split(":")[2] === service)) {
        return [[typeField]];
    }
    const isFunction = (value: Value<string>) => isKnown(value) && FUNCTION_ARN.test(value);
    const functions = values.filter(isFunction);
    return [
        [
            typeField,
            field("resources.ARN", {
                ...(functions.length === 0 ? {} : { Equals: functions }),
                // A function's ARN may end with a version or an alias.
                StartsWith: values.map(value => (isFunction(value) ? `${value}:` : value)),
            }),
        ],
    ];
}

const SERVICES: ReadonlyMap<string, string> = new Map([
    ["AWS::S3::Object", "s3"],
    ["AWS::Lambda::Function", "lambda"],
    ["AWS::DynamoDB::Table", "dynamodb"],
]);

/** `arn:aws:s3`, with or without the following colons: every resource of the service. */
const ALL_RESOURCES = /^arn:[^:]*:[^:]+:*$/;

/** The ARN of one Lambda function, with or without a version or an alias. */
const FUNCTION_ARN = /^arn:[^:]+:lambda:[^:]+:[^:]+:function:[^:]+(?::[^:]+)?$/;

function field(
    name: string,
    operators: Partial<Record<"Equals" | "NotEquals" | "StartsWith", OperatorValues>>,
): FieldSelector {
    return { field: name, operators };
}
