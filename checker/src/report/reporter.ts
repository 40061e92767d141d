import type { PolicyMetadata } from "../../../src/compliance/policy/policy";
import type { Report } from "./report";

/** What a format needs besides the report. */
export interface ReporterOptions {
    /** The version of trail-guard. */
    readonly version: string;
    /** The policies that were run, in the order of the report. */
    readonly policies: readonly PolicyMetadata[];
    /** When the report was made. */
    readonly time: Date;
    /** The maximum width of a table for people, if known; its text is then wrapped. */
    readonly width?: number;
    /** Does a table for people also show what does not count? */
    readonly verbose?: boolean;
    /** Is a table for people only the summary? */
    readonly quiet?: boolean;
    /** May a table for people have colours? */
    readonly color?: boolean;
}

/**
 * Writes a report in one format: the whole text of a file, with a line feed at the end. Pure: neither reads nor writes.
 */
export type Reporter = (report: Report, options: ReporterOptions) => string;
