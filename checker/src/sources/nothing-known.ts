import {
    DIALECTS,
    type DialectName,
    recorderDialect,
    TRAIL_PROPERTIES,
} from "../../../src/cloudtrail/selectors/dialect";
import type { Recorder } from "../../../src/cloudtrail/selectors/field-rules";
import { Unknown } from "../../../src/cloudtrail/value";
import { STACK_PROPERTIES } from "../../../src/compliance/stack/resources/read-stack";

/** The properties of a trail about which nothing is known: absent would mean a default. */
export function nothingKnown(dialectName: DialectName, recorder: Recorder): Record<string, unknown> {
    const base = DIALECTS[dialectName];
    const dialect = recorderDialect(base, recorder);
    return Object.fromEntries(TRAIL_PROPERTIES.map(property => [dialect.of(property), new Unknown()]));
}

/** The properties of another resource about which nothing is known. */
export function nothingKnownOfResource(): Record<string, unknown> {
    return Object.fromEntries([...STACK_PROPERTIES].map(name => [name, new Unknown()]));
}

/**
 * The selectors of a trail that shows none, when the tool may hide one: the Terraform provider, and so Pulumi's, reads
 * a single basic selector with `readWriteType` All and no data resources as none, whatever its
 * `includeManagementEvents` is. So data events are not logged; for management events it is unknown. Source:
 * hashicorp/terraform-provider-aws, internal/service/cloudtrail/trail.go (`resourceTrailRead`).
 */
export const HIDDEN_SELECTORS: readonly unknown[] = [new Unknown()];
