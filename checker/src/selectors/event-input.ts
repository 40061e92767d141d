import { type CloudTrailEvent, eventOf, type Field } from "../../../src/cloudtrail/event";
import { isRecord, kindOf } from "../../../src/cloudtrail/plain-data";
import type { InputText } from "../command-line/input/read-text";
import { UserError } from "../command-line/user-error";
import { parseJsonDocuments } from "../text/json-documents";

/**
 * One event, in every form in which selectors may see it. A record may name several resources. AWS's own records show
 * that the type of one of them is enough: an S3 object's event names its bucket too, and a selector for
 * `AWS::S3::Object` logs it. If several resources have the same type, AWS doesn't say which ARN counts. So an event is
 * logged if, for one type, every resource of it is logged; and not logged if no resource of any type is.
 */
export interface EventInput {
    /**
     * One group for each resource type; it contains the forms that must all be logged for the event to be logged for
     * certain.
     */
    readonly groups: readonly (readonly CloudTrailEvent[])[];
}

/** The events of an input, and whether it was a single one. */
export interface EventInputs {
    readonly events: readonly EventInput[];
    readonly single: boolean;
}

/**
 * Reads CloudTrail records (one, several, or log files with `Records`), or events in the flat form that `coverage`
 * prints.
 * @throws UserError if it is something else
 */
export function readEventInputs({ text, label }: InputText): EventInputs {
    const parsed = parseJsonDocuments(text);
    if ("problem" in parsed) {
        const { line, column, message } = parsed.problem;
        throw new UserError(`${label}:${line}:${column}: ${message}`);
    }
    const values = parsed.documents.flatMap(({ value, line }) => {
        const place = `${label}:${line}`;
        if (Array.isArray(value)) {
            return numbered(value, place);
        }
        if (!isRecord(value) || !("Records" in value)) {
            return [{ value, place }];
        }
        if (!Array.isArray(value.Records)) {
            throw new UserError(`${place}: Records must be a list, found ${kindOf(value.Records)}`);
        }
        return numbered(value.Records, place);
    });
    if (values.length === 0) {
        throw new UserError(`${label}: it contains no event`);
    }
    const [document] = parsed.documents;
    const single = parsed.documents.length === 1 && isRecord(document?.value) && !("Records" in document.value);
    return { events: values.map(({ value, place }) => readEvent(value, place)), single };
}

function numbered(values: readonly unknown[], place: string) {
    return values.map((value, index) => ({ value, place: `${place}: event ${index + 1}` }));
}

/**
 * Reads one CloudTrail record, or one event in the flat form.
 * @param place its name in messages
 * @throws UserError if it is something else, or a field that selectors look at has the wrong shape
 */
export function readEvent(value: unknown, place: string): EventInput {
    if (!isRecord(value)) {
        throw new UserError(`${place}: expected a CloudTrail record, found ${kindOf(value)}`);
    }
    if (!["eventCategory", "eventName", "eventSource", "managementEvent"].some(name => name in value)) {
        throw new UserError(
            `${place}: expected a CloudTrail record, or the flat form that coverage prints: it has neither eventCategory nor eventName`,
        );
    }
    const reader = new RecordReader(value, place);
    const common: Partial<CloudTrailEvent> = {
        readOnly: reader.flag("readOnly"),
        eventName: reader.text("eventName"),
        eventSource: reader.text("eventSource"),
        eventType: reader.text("eventType"),
        sessionCredentialFromConsole: reader.flag("sessionCredentialFromConsole"),
        "userIdentity.arn": reader.text("userIdentity.arn"),
        errorCode: reader.text("errorCode"),
        vpcEndpointId: reader.text("vpcEndpointId"),
    };
    const groups = reader
        .resources()
        .map(resources =>
            resources.flatMap(resource =>
                reader.categories().map(eventCategory => eventOf({ ...common, ...resource, eventCategory })),
            ),
        );
    return { groups };
}

type Resource = Pick<CloudTrailEvent, "resources.type" | "resources.ARN">;

/** Parses a record; a field in the flat form takes precedence over the record's own. */
class RecordReader {
    constructor(
        private readonly record: Readonly<Record<string, unknown>>,
        private readonly place: string,
    ) {}

    /** A string, or `null` if the event doesn't have it. */
    text(field: Field): string | null {
        return this.expectText(this.valueOf(field), field);
    }

    /** What selectors compare with "true" or "false": a boolean in records, a string in the flat form. */
    flag(field: Field): string | null {
        const value = this.valueOf(field);
        if (value === undefined || value === null) {
            return null;
        }
        if (`${value}` !== "true" && `${value}` !== "false") {
            throw new UserError(`${this.place}: ${field} must be true or false, found ${kindOf(value)}`);
        }
        return `${value}`;
    }

    /** `eventCategory`, or what `managementEvent` says for older records; without either, both are possible. */
    categories(): readonly string[] {
        const category = this.text("eventCategory");
        if (category !== null) {
            return [category];
        }
        const { managementEvent } = this.record;
        return managementEvent === true
            ? ["Management"]
            : managementEvent === false
              ? ["Data"]
              : ["Management", "Data"];
    }

    /** The resources, grouped by type. */
    resources(): readonly (readonly Resource[])[] {
        const { resources } = this.record;
        if (
            resources === undefined ||
            resources === null ||
            "resources.type" in this.record ||
            "resources.ARN" in this.record
        ) {
            return [[{ "resources.type": this.text("resources.type"), "resources.ARN": this.text("resources.ARN") }]];
        }
        if (!Array.isArray(resources)) {
            throw new UserError(`${this.place}: resources must be a list, found ${kindOf(resources)}`);
        }
        const byType = new Map<string | null, Resource[]>();
        for (const resource of resources.length === 0 ? [{}] : resources) {
            if (!isRecord(resource)) {
                throw new UserError(`${this.place}: expected a resource, found ${kindOf(resource)}`);
            }
            const type = this.expectText(resource.type, "resources.type");
            const arn = this.expectText(resource.ARN, "resources.ARN");
            // For a call that lists objects, S3's records have a prefix instead of the ARN; it isn't known which
            // counts.
            const prefix = arn === null ? this.expectText(resource.ARNPrefix, "resources.ARNPrefix") : null;
            const alike = byType.get(type) ?? [];
            byType.set(type, alike);
            for (const found of prefix === null ? [arn] : [null, prefix]) {
                alike.push({ "resources.type": type, "resources.ARN": found });
            }
        }
        return [...byType.values()];
    }

    private valueOf(field: Field): unknown {
        if (field in this.record) {
            return this.record[field];
        }
        const { userIdentity } = this.record;
        return field === "userIdentity.arn" && isRecord(userIdentity) ? userIdentity.arn : undefined;
    }

    private expectText(value: unknown, name: string): string | null {
        if (value === undefined || value === null) {
            return null;
        }
        if (typeof value !== "string") {
            throw new UserError(`${this.place}: ${name} must be a string, found ${kindOf(value)}`);
        }
        return value;
    }
}
