import { DIALECTS, type DialectName, recorderDialect, TRAIL_PROPERTIES } from "../selectors/dialect";
import type { Recorder } from "../selectors/field-rules";
import { Unknown } from "../value";

/**
 * The properties of a trail about which nothing is known: absent would mean a default.
 * @param reason a specific reason, if there is one
 */
export function nothingKnown(dialectName: DialectName, recorder: Recorder, reason?: string): Record<string, unknown> {
    const base = DIALECTS[dialectName];
    const dialect = recorderDialect(base, recorder);
    return Object.fromEntries(TRAIL_PROPERTIES.map(property => [dialect.of(property), new Unknown(undefined, reason)]));
}
