import type { PolicyMetadata } from "../../../src/compliance/policy/policy";
import type { Report } from "./report";

/** What a format needs besides the report. */
export interface ReporterOptions {
    /** The version of trail-guard. */
    readonly version: string;
    /** The policies that were run, in the order in which a reader sees them. */
    readonly policies: readonly PolicyMetadata[];
    /** When the report was made. */
    readonly time: Date;
    /** How wide a table for people may be, where it is known; its texts are then wrapped. */
    readonly width?: number;
    /** Does a table for people show what does not count, too? */
    readonly verbose?: boolean;
    /** Is a table for people the summary alone? */
    readonly quiet?: boolean;
    /** May a table for people have colours? */
    readonly color?: boolean;
}

/** Writes a report in one format: the whole text of a file, its last line ended. Pure: neither reads nor writes. */
export type Reporter = (report: Report, options: ReporterOptions) => string;
