import type { Dialect, TrailProperty } from "../../cloudtrail/selectors/dialect";
import { isUnknown, type Unknown, type Value } from "../../cloudtrail/value";
import type { Finding } from "./finding";

/** Why a property isn't known, as the end of a sentence that begins with it: "is not known yet". */
export function whyNotKnown({ reason }: Unknown): string {
    return reason === undefined ? "is not known yet" : `could not be read: ${reason}`;
}

/** The finding for a property that is there but could not be read, for a rule that takes any other unknown value. */
export function unreadable(value: Value<unknown> | undefined, property: TrailProperty, { of }: Dialect): Finding[] {
    return isUnknown(value) && value.reason !== undefined
        ? [{ kind: "undetermined", summary: `${of(property)} ${whyNotKnown(value)}`, path: [property] }]
        : [];
}
