import type { Field } from "./event";
import { OPERATORS, type Operator } from "./event-selector";
import { EXCLUDABLE_EVENT_SOURCES } from "./limits";

/** Where selectors are used: event data stores allow more than trails. */
export type Recorder = "Trail" | "EventDataStore";

/** What AWS allows of one field in one category. `values`: the only ones, where they are few. */
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

const ONLY_CATEGORY: CategoryRule = { required: [], fields: { eventCategory: EQUALS } };

/**
 * The rules of each event category. Source: CloudTrail API reference, AdvancedFieldSelector ("Field") and
 * AdvancedEventSelector ("Supported CloudTrail event record fields").
 */
export const CATEGORY_RULES: Readonly<Record<Recorder, Readonly<Record<string, CategoryRule>>>> = {
    Trail: {
        Management: {
            required: [],
            fields: {
                eventCategory: EQUALS,
                eventSource: { operators: ["NotEquals"], values: EXCLUDABLE_EVENT_SOURCES },
                readOnly: READ_ONLY,
            },
        },
        Data: DATA,
        NetworkActivity: NETWORK_ACTIVITY,
    },
    EventDataStore: {
        Management: {
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
        },
        Data: DATA,
        NetworkActivity: NETWORK_ACTIVITY,
        Insight: ONLY_CATEGORY,
        ConfigurationItem: ONLY_CATEGORY,
        Evidence: ONLY_CATEGORY,
        ActivityAuditLog: ONLY_CATEGORY,
    },
};
