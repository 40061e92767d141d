import { type Message, message } from "../../cloudtrail/message";
import type { TrailProperty } from "../../cloudtrail/selectors/dialect";
import { isUnknown, type Unknown, type Value } from "../../cloudtrail/value";
import type { Finding } from "./finding";

/** Why a property is unknown. */
export function whyUnknown(property: TrailProperty, { reason }: Unknown): Message {
    return reason === undefined
        ? message("property-unknown", "{property} is unknown", { property: { property } })
        : message("property-unreadable", "{property} could not be read: {reason}", { property: { property }, reason });
}

/** The finding for an existing property that could not be read, for a policy that accepts any other unknown value. */
export function unreadable(value: Value<unknown> | undefined, property: TrailProperty): Finding[] {
    return isUnknown(value) && value.reason !== undefined
        ? [{ kind: "undetermined", headline: whyUnknown(property, value), path: [property] }]
        : [];
}
