import { MANAGEMENT } from "../../cloudtrail/bedrock/requirement";
import { checkEvents, type EventsConfig, OPERATIONS_SCHEMA, READING_SCHEMA, remediateEvents } from "./bedrock-events";
import { definePolicy, type PolicyDefinition } from "./define-policy";
import type { TrailPolicy } from "./policy";

/** The content of a policy file for one requirement; the check and the remediation follow from the requirement. */
export type EventsPolicyDefinition = Omit<
    PolicyDefinition<EventsConfig>,
    "check" | "remediate" | "recorders" | "configSchema"
> & {
    /** The name of the requirement: `Management`, or a resource type. */
    readonly requirement: string;
};

/** Defines a policy that requires all events of one requirement. */
export function defineEventsPolicy({ requirement, ...metadata }: EventsPolicyDefinition): TrailPolicy {
    return definePolicy<EventsConfig>({
        ...metadata,
        recorders: ["Trail", "EventDataStore", "TelemetryRule"],
        configSchema: {
            properties: {
                operations: OPERATIONS_SCHEMA,
                // That audit requires nothing of management events.
                ...(requirement === MANAGEMENT ? {} : { reading: READING_SCHEMA }),
            },
        },
        check: (trail, config) => checkEvents(trail, [requirement], config),
        remediate: (trail, config) => remediateEvents(trail, [requirement], config),
    });
}
