import { BEDROCK_RESOURCE_TYPES } from "../../cloudtrail/bedrock/bedrock";
import { EXAMPLE_OPERATION } from "../../cloudtrail/bedrock/requirement";
import type { CloudTrailEvent, Field } from "../../cloudtrail/event";
import { quote } from "../../cloudtrail/quote";

/** Which parts of an event are shown. */
export interface FormatEventOptions {
    /** The fields that matter, besides the operation and the resource. Default: all. */
    readonly fields?: ReadonlySet<Field>;
}

/** An event in one line: the operation, the resource, and what else a selector may have filtered on. */
export function formatEvent(event: CloudTrailEvent, { fields }: FormatEventOptions = {}): string {
    const show = (text: string) => quote(text).slice(1, -1);
    const matters = (field: Field) => fields === undefined || fields.has(field);
    const resource = event["resources.ARN"] ?? event["resources.type"];
    const on = resource === null ? "" : ` on ${show(resource)}`;
    const identity = event["userIdentity.arn"];
    const by = matters("userIdentity.arn") ? ` by ${identity === null ? "an AWS service" : show(identity)}` : "";
    const details = [
        ...(matters("readOnly") ? [`readOnly ${event.readOnly}`] : []),
        ...(event.eventType === null || event.eventType === "AwsApiCall" || !matters("eventType")
            ? []
            : [`eventType ${show(event.eventType)}`]),
        ...(event.sessionCredentialFromConsole === "true" && matters("sessionCredentialFromConsole")
            ? ["from the console"]
            : []),
    ];
    // AWS documents no operation for some types.
    const any = event.eventName === null || (event.eventName === EXAMPLE_OPERATION && !matters("eventName"));
    const operation = any
        ? "any operation"
        : `${show(event.eventName ?? "")}${isKnownOperation(event) ? "" : " (an operation that AWS may add)"}`;
    return `${operation}${on}${by}${details.length === 0 ? "" : ` (${details.join(", ")})`}`;
}

/** Does AWS document this operation, as far as the operations of its resource type are known? */
function isKnownOperation({ eventCategory, eventName, "resources.type": type }: CloudTrailEvent): boolean {
    const { operations = [], apiOperations = [] } = BEDROCK_RESOURCE_TYPES.get(type ?? "") ?? {};
    const known = [...operations, ...apiOperations];
    return eventCategory !== "Data" || known.length === 0 || eventName === null || known.includes(eventName);
}
