/** The fields that advanced event selectors of a trail or an event data store can filter on, in AWS's own spelling. */
export const FIELDS = [
    "eventCategory",
    "resources.type",
    "readOnly",
    "eventName",
    "resources.ARN",
    "eventSource",
    "eventType",
    "sessionCredentialFromConsole",
    "userIdentity.arn",
    "errorCode",
    "vpcEndpointId",
] as const;

/** The name of a field, as in a field selector's `Field`. */
export type Field = (typeof FIELDS)[number];

/**
 * One event, as event selectors see it: a string for each field, or `null` if the event doesn't have the field.
 * `readOnly` and `sessionCredentialFromConsole` are "true" or "false", as in selectors.
 */
export type CloudTrailEvent = { readonly [F in Field]: string | null };

/** Is this the name of a field that selectors can filter on? */
export function isField(name: string): name is Field {
    return (FIELDS as readonly string[]).includes(name);
}

/** An event with the given fields, and `null` for all others. */
export function eventOf(fields: Partial<CloudTrailEvent>): CloudTrailEvent {
    const event = Object.fromEntries(FIELDS.map(field => [field, null])) as unknown as Record<Field, string | null>;
    return Object.assign(event, fields);
}
