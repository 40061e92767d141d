import type { Field } from "../event";
import { EXCLUDABLE_EVENT_SOURCES } from "./limits";
import { OPERATORS, type Operator } from "./operators";

/** Where selectors are used: event data stores and CloudWatch telemetry rules allow more than trails. */
export type Recorder = "Trail" | "EventDataStore" | "TelemetryRule";

/** What AWS allows for one field in one category. `values`: the only values, if they are few. */
export interface FieldRule {
    readonly operators: readonly Operator[];
    readonly values?: readonly string[];
}

/** The fields of one event category. */
export interface CategoryRule {
    readonly required: readonly Field[];
    readonly fields: Readonly<Partial<Record<Field, FieldRule>>>;
}

const ANY: FieldRule = { operators: OPERATORS };
const EQUALS: FieldRule = { operators: ["Equals"] };
const READ_ONLY: FieldRule = { operators: ["Equals"], values: ["true", "false"] };
const FROM_CONSOLE: FieldRule = { operators: ["Equals", "NotEquals"], values: ["true"] };

const MANAGEMENT_OF_TRAILS: CategoryRule = {
    required: [],
    fields: {
        eventCategory: EQUALS,
        eventSource: { operators: ["NotEquals"], values: EXCLUDABLE_EVENT_SOURCES },
        readOnly: READ_ONLY,
    },
};

const MANAGEMENT_OF_EVENT_DATA_STORES: CategoryRule = {
    required: [],
    fields: {
        eventCategory: EQUALS,
        eventSource: ANY,
        readOnly: READ_ONLY,
        eventName: ANY,
        eventType: ANY,
        sessionCredentialFromConsole: FROM_CONSOLE,
        "userIdentity.arn": ANY,
    },
};

const DATA: CategoryRule = {
    required: ["resources.type"],
    fields: {
        eventCategory: EQUALS,
        "resources.type": EQUALS,
        readOnly: READ_ONLY,
        eventName: ANY,
        "resources.ARN": ANY,
        eventSource: ANY,
        eventType: ANY,
        sessionCredentialFromConsole: FROM_CONSOLE,
        "userIdentity.arn": ANY,
    },
};

const NETWORK_ACTIVITY: CategoryRule = {
    required: ["eventSource"],
    fields: {
        eventCategory: EQUALS,
        eventSource: ANY,
        eventName: ANY,
        errorCode: EQUALS,
        vpcEndpointId: ANY,
        "userIdentity.arn": ANY,
    },
};

/** All that can be said about a selector with an unknown category. */
export const ONLY_CATEGORY: CategoryRule = { required: [], fields: { eventCategory: EQUALS } };

/**
 * The rules of each event category. Source: CloudTrail API reference, AdvancedFieldSelector ("Field") and
 * AdvancedEventSelector ("Supported CloudTrail event record fields").
 */
export const CATEGORY_RULES: Readonly<Record<Recorder, ReadonlyMap<string, CategoryRule>>> = {
    Trail: new Map([
        ["Management", MANAGEMENT_OF_TRAILS],
        ["Data", DATA],
        ["NetworkActivity", NETWORK_ACTIVITY],
    ]),
    // AWS does not document what a telemetry rule refuses: assume what an event data store accepts for CloudTrail's
    // events.
    TelemetryRule: new Map([
        ["Management", MANAGEMENT_OF_EVENT_DATA_STORES],
        ["Data", DATA],
        ["NetworkActivity", NETWORK_ACTIVITY],
    ]),
    EventDataStore: new Map([
        ["Management", MANAGEMENT_OF_EVENT_DATA_STORES],
        ["Data", DATA],
        ["NetworkActivity", NETWORK_ACTIVITY],
        ["Insight", ONLY_CATEGORY],
        ["ConfigurationItem", ONLY_CATEGORY],
        ["Evidence", ONLY_CATEGORY],
        ["ActivityAuditLog", ONLY_CATEGORY],
    ]),
};
